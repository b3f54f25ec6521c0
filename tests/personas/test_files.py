import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from personas.files import HALVES, whole


def _write(target: Path, words: str) -> None:
    with whole(target) as aside:
        aside.write_text(words, encoding="utf-8")


def test_a_file_is_what_it_was_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "card.md"
    _write(target, "first")
    with pytest.raises(RuntimeError), whole(target) as aside:
        aside.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert target.read_text(encoding="utf-8") == "first"
    assert not list(tmp_path.glob(HALVES))


def test_two_threads_that_write_one_file_both_succeed_and_the_last_one_stays(tmp_path: Path) -> None:
    target = tmp_path / "card.md"
    with ThreadPoolExecutor(1) as other, whole(target) as aside:
        aside.write_text("mine", encoding="utf-8")
        other.submit(_write, target, "theirs").result()
        assert target.read_text(encoding="utf-8") == "theirs"
    assert target.read_text(encoding="utf-8") == "mine"


def test_what_a_writer_left_who_was_killed_goes_with_the_next_one(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    for name in ("card.md", "other.md"):
        (tmp_path / f".{name}.{killed.pid}-1.partial").write_text("half", encoding="utf-8")
    (tmp_path / f".card.md.{os.getpid()}-1.partial").write_text("being written", encoding="utf-8")
    _write(tmp_path / "card.md", "whole")
    left = {f".card.md.{os.getpid()}-1.partial", f".other.md.{killed.pid}-1.partial", "card.md"}
    assert {path.name for path in tmp_path.iterdir()} == left
