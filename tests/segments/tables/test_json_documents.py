"""JSON documents of any size: their objects come one after the other, as if the document had been read whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from personas.errors import BadInput
from segments.tables import iterate_objects, sample
from segments.tables.opening import objects

_ROWS = [{"text": 'Too small [for me], "sent" back', "stars": n, "deep": {"list": [1, {"a": "é"}]}} for n in range(40)]


@pytest.fixture(autouse=True)
def few_characters_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "_CHARACTERS", 7)


def _read(path: Path, said: str) -> list[dict[str, Any]]:
    path.write_text(said, "utf-8")
    return list(iterate_objects(path, sample(path)))


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "document",
    [
        _ROWS,
        {"reviews": _ROWS},
        {"count": 1234567, "of": {"a": [1]}, "reviews": _ROWS, "next": None, "more": [{"text": "not this one"}]},
    ],
)
def test_the_members_of_the_first_list_come_one_by_one(document: object, indent: int | None, tmp_path: Path) -> None:
    assert _read(tmp_path / "a.json", json.dumps(document, indent=indent)) == _ROWS


def test_a_document_without_a_list_is_one_object(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.json", json.dumps(_ROWS[0] | {"n": 12}, indent=1)) == [_ROWS[0] | {"n": 12}]


@pytest.mark.parametrize(
    "broken",
    [
        lambda said: said[:-1],
        lambda said: said[: len(said) // 2],
        lambda said: said + said,
        lambda said: said + "]",
        lambda said: said.replace(":", "", 1),
    ],
)
@pytest.mark.parametrize("document", [{"reviews": _ROWS}, {"a": 1, "reviews": _ROWS, "b": {"c": 2}}])
def test_a_document_that_breaks_off_or_goes_on_is_refused(document: object, broken: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not valid JSON"):
        _read(tmp_path / "a.json", broken(json.dumps(document, indent=1)))
