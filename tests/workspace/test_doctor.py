"""The doctor finds what is broken, says what to do, and what it says helps."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.bank_rooms import Once
from tests.workspace.command import done, verism

FILES = Path("eval/corpora/bank/files")
Room = Callable[[Path], Path]


@pytest.fixture(scope="session")
def two(once: Once) -> Path:
    """A workspace with a ledger of campaigns and a file of reviews. Not to be changed."""

    def make(folder: Path) -> Path:
        done("init", folder)
        done("ingest", FILES / "reviews_trustpilot.csv", FILES / "campaigns.csv.gz", room=folder)
        return folder

    return once("two-files", make)


def _broken(room: Path) -> dict[str, str]:
    answer = verism("doctor", "--json", room=room)
    found = {one["what"]: one["detail"] for one in answer.json if not one["holds"]}
    assert answer.code == (1 if found else 0)
    return found


def _sql(room: Path, *statements: str) -> None:
    connection = sqlite3.connect(room / "verism.db")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_whole_workspace_is_green(two: Path) -> None:
    assert _broken(two) == {}
    assert "BROKEN" not in done("doctor", room=two).out


def test_what_is_broken_stands_out_and_ends_with_one(two: Path, copied: Room) -> None:
    room = copied(two)
    _sql(room, "UPDATE events SET actor = 'somebody else' WHERE number = 1")
    answer = verism("doctor", room=room)
    assert answer.code == 1
    assert "BROKEN" in answer.out
    assert "Traceback" not in answer.err


def test_a_table_without_a_source_is_found_and_cleared_by_the_next_ingest(two: Path, copied: Room) -> None:
    room = copied(two)
    table = next((room / "tables/campaigns").glob("*.parquet"))
    orphan = table.with_name("src-ffffffffff.parquet")
    orphan.write_bytes(table.read_bytes())
    assert "without a source" in _broken(room)["tables"]
    done("ingest", FILES / "reviews_trustpilot.csv", room=room)
    assert not orphan.exists()
    assert _broken(room) == {}


def test_a_table_that_is_gone_is_found(two: Path, copied: Room) -> None:
    room = copied(two)
    next((room / "tables/campaigns").glob("*.parquet")).unlink()
    assert "campaigns.csv.gz" in _broken(room)["tables"]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE events SET details = '{}' WHERE number = 1",
        "UPDATE event_texts SET after = 'never said' WHERE event_number = 1",
        "DELETE FROM events WHERE number = 1",
    ],
)
def test_a_changed_audit_trail_is_found(tampering: str, two: Path, copied: Room) -> None:
    room = copied(two)
    _sql(room, "PRAGMA foreign_keys = OFF", tampering)
    assert "audit trail" in _broken(room)


def test_a_quote_that_moved_is_found(two: Path, copied: Room) -> None:
    room = copied(two)
    _sql(room, "UPDATE quotes SET text = 'Never said.' WHERE id = (SELECT min(id) FROM quotes)")
    assert "1 of" in _broken(room)["quotes"]


def test_an_index_that_is_gone_is_made_again(two: Path, copied: Room) -> None:
    room = copied(two)
    done("index", "rebuild", room=room)
    for file in sorted((room / "index").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert _broken(room) == {}
    assert done("evidence", "search", "coin machine", "--json", room=room).json


def test_a_damaged_index_is_found_and_rebuilding_helps(two: Path, copied: Room) -> None:
    room = copied(two)
    done("index", "rebuild", room=room)
    for file in (room / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    assert "verism index rebuild" in _broken(room)["index"]
    done("index", "rebuild", room=room)
    assert _broken(room) == {}
