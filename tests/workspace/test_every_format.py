"""Every format is recognised whatever its name; damaged files are refused with words, never with a traceback."""

import random
from collections import Counter
from pathlib import Path

import pytest

from personas.errors import VerismError
from retrieval.readers import Participants
from tests.support.formats import every_format
from tests.workspace.mutated import mutated
from workspace.recognition.reading import read
from workspace.recognition.recognising import recognise

FILES = every_format()


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_recognised_by_its_content_and_read(name: str, tmp_path: Path) -> None:
    content, kind = FILES[name]
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    file = recognise(path, explicit=True)
    assert file.kind == kind, file.problem
    extract = read(file, "src-0123456789", Participants())
    assert extract.report.rows_kept > 0


def _survives(count: int, tmp_path: Path) -> Counter[str]:
    """Read so many damaged files; gives how they came out."""
    chance = random.Random(20261122)
    names = sorted(FILES)
    outcomes: Counter[str] = Counter()
    for number in range(count):
        name = names[number % len(names)]
        path = tmp_path / "damaged.csv"
        path.write_bytes(mutated(FILES[name][0], chance))
        try:
            file = recognise(path, explicit=True)
            if file.format is None:
                assert file.problem
                outcomes["refused at first sight"] += 1
                continue
            read(file, "src-0123456789", Participants())
            outcomes["read"] += 1
        except VerismError as error:
            assert str(error)
            outcomes["refused while it was read"] += 1
        except Exception as error:
            kept = tmp_path / "kept"
            kept.write_bytes(path.read_bytes())
            raise AssertionError(f"number {number}, from {name}: {error!r} ({kept})") from error
    return outcomes


def test_five_hundred_damaged_files_raise_nothing_but_the_readers_own_error(tmp_path: Path) -> None:
    outcomes = _survives(500, tmp_path)
    assert outcomes.total() == 500
    assert min(outcomes[one] for one in ("read", "refused at first sight")) > 50


@pytest.mark.heavy
def test_ten_thousand_damaged_files_raise_nothing_but_the_readers_own_error(tmp_path: Path) -> None:
    assert _survives(10_000, tmp_path).total() == 10_000
