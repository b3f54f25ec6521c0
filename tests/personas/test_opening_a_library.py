import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from personas.errors import BadInput, PrerequisiteMissing, Stale
from personas.library.engine import Library
from personas.library.schema import metadata
from tests.support import forked


def _open(url: str) -> None:
    Library.open(url).close()


def test_a_new_library_has_exactly_the_tables_of_the_schema(library_url: str) -> None:
    library = Library.open(library_url)
    with library.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    library.close()


def test_opening_twice_changes_nothing(library: Library, filled_url: str) -> None:
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('generation', 'g7')")
    again = Library.open(filled_url)
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta").scalar_one() == "g7"
    again.close()


def test_two_processes_may_open_a_new_library_at_once(library_url: str) -> None:
    processes = [forked.start(_open, library_url) for _ in range(2)]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]


def test_a_library_of_a_newer_version_is_refused_by_both_versions_names_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "verism.db"
    _open(f"sqlite:///{path}")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(BadInput, match=r"version 9999.*up to 000\d.*Nothing was changed"):
        Library.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_newer_library_on_a_server_is_refused_too(library: Library, filled_url: str) -> None:
    with library.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BadInput, match="newer Verism"):
        Library.open(filled_url)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "verism.db"
    path.write_bytes(b"order_id,amount\n1,9.99\n" * 400)
    before = path.read_bytes()
    with pytest.raises(BadInput, match="not a database"):
        Library.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_in_place_of_the_file_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(PrerequisiteMissing, match="Check the path"):
        Library.open(f"sqlite:///{tmp_path}")


def test_a_server_that_does_not_answer_is_a_missing_prerequisite(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(PrerequisiteMissing, match="does not open"):
        Library.open(f"postgresql+psycopg://verism@/none?host={tmp_path}")


def test_words_that_are_no_url_are_refused_without_repeating_them() -> None:
    with pytest.raises(BadInput, match="not the URL") as refusal:
        Library.open("secret words")
    assert "secret" not in str(refusal.value)


def test_a_driver_that_is_not_installed_is_a_missing_prerequisite() -> None:
    with pytest.raises(PrerequisiteMissing, match="driver"):
        Library.open("mysql+pymysql://verism@localhost/verism")


def test_a_failed_write_leaves_no_trace(library: Library) -> None:
    with pytest.raises(RuntimeError, match="half way"), library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('generation', 'g8')")
        raise RuntimeError("half way")
    with library.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar_one() == 0


def test_a_reader_sees_one_state_from_its_first_query_to_its_last(library: Library) -> None:
    with library.read() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM meta").scalar_one() == 0
        with library.write() as writing:
            writing.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('generation', 'g9')")
        assert reading.exec_driver_sql("SELECT count(*) FROM meta").scalar_one() == 0


def test_what_refers_to_something_that_is_gone_is_not_written_and_said_to_be_stale(library: Library) -> None:
    with pytest.raises(Stale, match="Run it again"), library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO memberships (segment_id, respondent_id, basis) VALUES ('g-none', 'r-none', 'rule')"
        )


def test_a_disk_that_is_full_is_said_to_be(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'verism.db'}")
    with (
        pytest.raises(PrerequisiteMissing, match=r"disk that .*verism\.db lies on is full: make room"),
        library.write() as rows,
    ):
        rows.exec_driver_sql("PRAGMA max_page_count = 1")
        rows.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('long', ?)", (("x" * 100_000),))
    library.close()
