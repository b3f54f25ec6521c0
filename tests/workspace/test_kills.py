"""Killed in the middle, at any moment: the next run finishes, and the result is that of an undisturbed one."""

import json
import random
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from eval.corpora import copy_example
from tests.workspace.command import done, rows
from tests.workspace.processes import start, warm_up

_VOLATILE = {"events", "event_texts", "meta", "alembic_version"}
"""Tables that speak of when and how often, not of what."""

_MOMENTS = {("sources", 5), ("definitions", 5)}
"""Tables and the places of their columns that say when something was taken in or built."""


def _what_stands(room: Path) -> dict[str, Any]:
    """What a workspace holds, without moments and salts."""
    tables = {name: _without_moments(name, found) for name, found in rows(room).items() if name not in _VOLATILE}
    files = sorted(path for path in (room / "tables").rglob("*") if path.is_file())
    return {**tables, "files": {str(path.relative_to(room)): path.read_bytes() for path in files}}


def _without_moments(name: str, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(cell for place, cell in enumerate(row) if (name, place) not in _MOMENTS) for row in found]


def _is_green(room: Path) -> None:
    findings = done("doctor", "--json", room=room).json
    assert [one for one in findings if not one["holds"]] == []


def _ingest_survives(shares: list[float], tmp_path: Path, *, without: tuple[str, ...] = ()) -> None:
    room = tmp_path / "undisturbed"
    done("init", room)
    copy_example("bank", room)
    for name in without:
        (room / "files" / name).unlink()
    empty = shutil.copytree(room, tmp_path / "empty")
    warm_up(room, tmp_path / "warm")
    began = time.monotonic()
    assert start("ingest", room / "files", room=room, heard=tmp_path / "first").answer().code == 0
    seconds = time.monotonic() - began
    for number, share in enumerate(shares):
        other = shutil.copytree(empty, tmp_path / f"killed-{number}")
        _kill_and_run_again(("ingest", other / "files"), share * seconds, other, tmp_path)
        assert _what_stands(other) == _what_stands(room), f"killed after {share:.0%} of {seconds:.1f} s"
        _is_green(other)
        shutil.rmtree(other)


def _kill_and_run_again(words: tuple[object, ...], seconds: float, room: Path, tmp_path: Path) -> None:
    running = start(*words, room=room, heard=tmp_path / "heard", actor="ines")
    time.sleep(seconds)
    running.kill()
    answer = start(*words, room=room, heard=tmp_path / "again", actor="ines").answer()
    assert answer.code == 0, answer.err


def _moments(count: int) -> list[float]:
    """Moments spread over the whole run, one at random in each stretch."""
    chance = random.Random()
    return [(place + chance.random()) / count for place in range(count)]


def test_an_ingest_that_is_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    _ingest_survives(_moments(3), tmp_path, without=("transactions.csv.gz", "events.csv.gz"))


@pytest.mark.heavy
def test_an_ingest_that_is_killed_at_any_of_ten_moments_is_finished_by_the_next(tmp_path: Path) -> None:
    _ingest_survives(_moments(10), tmp_path)


def test_links_that_a_killed_run_had_left_open_are_made_by_the_next(taken_in: Path, tmp_path: Path) -> None:
    room = Path(shutil.copytree(taken_in, tmp_path / "shop"))
    connection = sqlite3.connect(room / "verism.db")
    with connection:
        open_ = "UPDATE respondents SET customer_id = NULL, person_id = id WHERE email_sha256 IS NOT NULL"
        changed = connection.execute(open_).rowcount
    connection.close()
    assert changed > 0
    done("ingest", room / "files", room=room)
    assert _what_stands(room)["respondents"] == _what_stands(taken_in)["respondents"]


def test_whoever_is_stopped_with_control_c_is_told_how_to_go_on(tmp_path: Path) -> None:
    room = tmp_path / "shop"
    done("init", room)
    copy_example("bank", room)
    warm_up(room, tmp_path / "warm")
    running = start("ingest", room / "files", room=room, heard=tmp_path / "heard", actor="ines")
    while not any((room / "tables").rglob("*.parquet")):
        time.sleep(0.01)
    running.interrupt()
    answer = running.answer()
    assert answer.code == 130
    assert answer.err.strip() == "verism: stopped. Run the same command again to go on."
    assert start("ingest", room / "files", room=room, heard=tmp_path / "again", actor="ines").answer().code == 0
    _is_green(room)


@pytest.mark.heavy
def test_a_build_that_is_killed_at_any_of_ten_moments_is_finished_by_the_next(taken_in: Path, tmp_path: Path) -> None:
    room = Path(shutil.copytree(taken_in, tmp_path / "undisturbed"))
    warm_up(room, tmp_path / "warm")
    began = time.monotonic()
    assert start("segments", "build", room=room, heard=tmp_path / "first").answer().code == 0
    seconds = time.monotonic() - began
    for number, share in enumerate(_moments(10)):
        other = Path(shutil.copytree(taken_in, tmp_path / f"killed-{number}"))
        _kill_and_run_again(("segments", "build"), share * seconds, other, tmp_path)
        assert _what_stands(other) == _what_stands(room), f"killed after {share:.0%} of {seconds:.1f} s"
        _is_green(other)
        shutil.rmtree(other)


def _draft_survives(shares: list[float], built: Path, tmp_path: Path) -> None:
    words = ("draft", "g-3", "--writer", "extractive", "--json")
    room = Path(shutil.copytree(built, tmp_path / "undisturbed"))
    warm_up(room, tmp_path / "warm")
    began = time.monotonic()
    whole = start(*words, room=room, heard=tmp_path / "first", actor="ines").answer()
    seconds = time.monotonic() - began
    expected = _texts(json.loads(whole.out))
    for number, share in enumerate(shares):
        other = Path(shutil.copytree(built, tmp_path / f"killed-{number}"))
        running = start(*words, room=other, heard=tmp_path / "heard", actor="ines")
        time.sleep(share * seconds)
        running.kill()
        again = start(*words, room=other, heard=tmp_path / "again", actor="ines").answer()
        assert again.code == 0, again.err
        assert _texts(json.loads(again.out)) == expected, f"killed after {share:.0%} of {seconds:.1f} s"
        assert done("drafts", "verify", json.loads(again.out)["id"], room=other).code == 0
        _is_green(other)
        shutil.rmtree(other)


def _texts(draft: dict[str, Any]) -> list[tuple[str, str]]:
    return [(claim["section"], claim["text"]) for claim in draft["claims"]]


def test_a_draft_that_is_killed_is_finished_by_the_next(built: Path, tmp_path: Path) -> None:
    _draft_survives(_moments(3), built, tmp_path)


@pytest.mark.heavy
def test_a_draft_that_is_killed_at_any_of_ten_moments_is_finished_by_the_next(built: Path, tmp_path: Path) -> None:
    _draft_survives(_moments(10), built, tmp_path)
