"""The labelled cases: what is a number, what it says, and what only looks like one."""

import importlib.util
import re
from pathlib import Path

import pytest

from agent.numbers import read_numbers

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("number_labels", HERE / "labels.py")
assert _spec is not None and _spec.loader is not None
labels = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(labels)


def unescape(text: str) -> str:
    text = text.replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def cases() -> list[tuple[str, str]]:
    lines = (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(text, expected) for text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_text_is_read_as_labelled(text: str, expected: str) -> None:
    readings = [labels.label(number) for number in read_numbers(unescape(text))]
    assert " | ".join(readings) == unescape(expected).replace("\n", "\\n")


def test_there_are_enough_cases_and_traps() -> None:
    rows = cases()
    assert len(rows) >= 400
    assert sum(not expected for _, expected in rows) >= 120
    assert len({text for text, _ in rows}) == len(rows)


@pytest.mark.parametrize(("text", "expected"), [row for row in cases() if row[1]][:200])
def test_a_reading_does_not_depend_on_what_stands_around_it(text: str, expected: str) -> None:
    padded = f"They said: {unescape(text)}; so it is."
    alone, inside = read_numbers(unescape(text)), read_numbers(padded)
    lost = {number.text for number in alone} - {number.text for number in inside}
    assert not lost
