"""A full disk: a sentence, an exit code, and a workspace that is what it was."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from agent.checkpoints import kept_at
from personas.errors import PrerequisiteMissing
from personas.library.engine import Library
from retrieval.index.chroma import Chroma
from retrieval.index.generation import create_vectors
from retrieval.index.inserting import Place, inserting_here
from tests.support.bank_rooms import Once
from tests.workspace.command import Answer, done, state, verism
from tests.workspace.processes import start
from ui.cli.disk import no_room

FILES = Path("eval/corpora/bank/files")


@pytest.fixture(scope="session")
def reviewed(once: Once) -> Path:
    """A workspace with a file of reviews. Not to be changed."""

    def make(folder: Path) -> Path:
        done("init", folder)
        done("ingest", FILES / "reviews_trustpilot.csv", room=folder)
        return folder

    return once("reviewed", make)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes, where we may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("a small disk needs the right to mount one: run as root to see this")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def _said_so(answer: Answer) -> None:
    assert answer.code == 3, answer.err
    assert answer.err.startswith("verism: ")
    assert "full" in answer.err
    assert "Traceback" not in answer.err
    assert answer.err.count("\n") <= 4


@pytest.mark.parametrize(
    ("file", "largest"),
    [("reviews_google.json", 5_000), ("transactions.csv.gz", 40_000), ("transactions.csv.gz", 400_000)],
)
def test_no_file_can_grow_any_more(file: str, largest: int, reviewed: Path, tmp_path: Path) -> None:
    room = shutil.copytree(reviewed, tmp_path / "shop")
    before = state(room)
    answer = start(
        "ingest", (FILES / file).resolve(), room=room, heard=tmp_path / "heard", largest_file=largest
    ).answer()
    if answer.code or largest < 400_000:
        _said_so(answer)
        assert state(room) == before
    done("ingest", FILES / file, room=room)
    assert verism("doctor", room=room).code == 0


def test_a_disk_that_fills_up_while_files_are_taken_in(reviewed: Path, small_disk: Path, tmp_path: Path) -> None:
    room = shutil.copytree(reviewed, small_disk / "shop")
    before = state(room)
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    filler.write_bytes(b"\0" * max(0, free - 60_000))
    answer = verism("ingest", FILES / "transactions.csv.gz", room=room)
    _said_so(answer)
    filler.unlink()
    assert state(room) == before
    done("ingest", FILES / "transactions.csv.gz", room=room)
    assert verism("doctor", room=room).code == 0


def test_segments_that_a_full_disk_keeps_from_being_saved_leave_no_members_on_file(
    reviewed: Path, tmp_path: Path
) -> None:
    room = shutil.copytree(reviewed, tmp_path / "shop")
    (room / "segments.yaml").write_text("segments:\n  - name: Pleased\n    rule: rating >= 4\n", encoding="utf-8")
    before = state(room)
    answer = start("segments", "build", room=room, heard=tmp_path / "heard", largest_file=40_000).answer()
    _said_so(answer)
    assert state(room) == before
    done("segments", "build", room=room)
    assert (room / "tables" / "members" / "rules.parquet").exists()


def test_an_export_onto_a_full_disk_leaves_nothing_half_written(published: Path, small_disk: Path) -> None:
    target = small_disk / "persona.html"
    (small_disk / "filler").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 8_192))
    answer = verism("export", "p-1", "--format", "html", "--out", target, room=published)
    _said_so(answer)
    assert f"The disk that {target} lies on is full" in answer.words
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_vectors_that_a_disk_has_no_room_for_are_an_error_and_not_the_end_of_the_process(small_disk: Path) -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        create_vectors(small_disk, 10_000, 256)
    assert no_room(caught.value).startswith(f"The disk that {small_disk / 'vectors.npy'} lies on is full")
    assert create_vectors(small_disk, 1_000, 256).sum() == 0


@pytest.mark.parametrize("left", [0, 100_000, 300_000, 2_000_000])
def test_chroma_that_a_full_disk_stops_names_the_folder_that_is_full(left: int, small_disk: Path) -> None:
    folder = small_disk / "index" / "building-1"
    folder.mkdir(parents=True)
    (small_disk / "filler").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - left))
    vectors = np.random.default_rng(1).standard_normal((1_000, 256)).astype("f4")
    with (
        pytest.raises(PrerequisiteMissing, match=rf"The disk that {folder.parent} lies on is full: .*Make room"),
        inserting_here(Place(folder, "gen-1", "static", Chroma())) as put,
    ):
        for batch in range(3):
            put([f"q-{batch}-{row}" for row in range(len(vectors))], vectors)


def test_a_library_that_does_not_open_for_a_full_disk_says_which_disk_it_is(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
    with pytest.raises(PrerequisiteMissing, match=rf"The disk that {small_disk / 'verism.db'} lies on is full"):
        Library.open(f"sqlite:///{small_disk / 'verism.db'}")


def test_a_library_that_a_full_disk_keeps_from_being_written_anew_says_what_may_still_be_in_it(
    small_disk: Path,
) -> None:
    library = Library.open(f"sqlite:///{small_disk / 'verism.db'}")
    with library.write() as rows:
        rows.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('long', ?)", ("x" * 1_500_000,))
    (small_disk / "filler").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 100_000))
    with pytest.raises(PrerequisiteMissing, match=r"written anew .* may still hold .* make room"):
        library.compact()
    library.close()


def test_drafting_that_a_full_disk_keeps_from_being_kept_says_where(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
    with (
        pytest.raises(PrerequisiteMissing, match=rf"kept at {small_disk / 'drafting.db'} .* Make room"),
        kept_at(small_disk / "drafting.db") as checkpoints,
    ):
        assert checkpoints is not None
        list(checkpoints.list(None))
