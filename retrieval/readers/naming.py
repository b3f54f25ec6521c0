"""Names and values of attributes, in the form that segment rules use."""

import re
from collections.abc import Sequence

from personas.evidence import Attribute
from retrieval.data import load
from retrieval.readers.columns import Column
from retrieval.readers.participants import typed
from retrieval.readers.recommending import ATTRIBUTE
from segments.tables import plain

_USUAL = {name: re.compile("|".join(expressions)) for name, expressions in load("attributes").items()}
_LONGEST = 60


def attribute_names(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """Column name -> the attributes that it fills: its slug, or a usual name ("age", "gender"), or both."""
    names: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for column in columns:
        slug = ATTRIBUTE if column.role == "nps" else _slug(column)
        while slug in taken:
            slug = f"{slug}_2"
        usual = [name for name in _usual(column) if name not in taken and name != slug]
        asked = len(column.label.split()) > 3 and usual
        names[column.name] = tuple(usual) if asked else (slug, *usual)
        taken.update(names[column.name])
    return names


def attribute_value(raw: str) -> Attribute:
    """A cell as an attribute: a number where it is one, else its text in single spaces."""
    return typed(" ".join(raw.split())[:200])


def _slug(column: Column) -> str:
    """The question's slug when short, else the column's own name."""
    label, name = plain(column.label).strip("_"), plain(column.name).strip("_")
    cleaned = re.sub(r"\W+", "_", label).strip("_")
    if cleaned and len(cleaned) <= _LONGEST:
        return cleaned
    return re.sub(r"\W+", "_", name).strip("_")[:_LONGEST] or "column"


def _usual(column: Column) -> list[str]:
    told = (plain(column.name), plain(column.label))
    return [name for name, pattern in _USUAL.items() if any(map(pattern.search, told))]
