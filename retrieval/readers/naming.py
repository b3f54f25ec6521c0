"""Names and values of attributes, as a strategist writes them in rules."""

import re
from collections.abc import Sequence

from personas.evidence import Attribute
from retrieval.readers.columns import Column
from retrieval.readers.participants import typed
from segments.tables import plain

_AGE = re.compile(r"how_old|^age|_age$|(?:^|_)age_(?:range|group|band|bracket)|what_is_your_age|which_age")
_USUAL = (
    ("gender", re.compile(r"gender|^sex$|identify_as")),
    ("region", re.compile(r"^region$|which_region|where_do_you_live|part_of_the_country")),
    ("trade", re.compile(r"^trade$|what_is_your_trade|kind_of_work_do_you|^occupation$|what_do_you_do_for")),
    ("sector", re.compile(r"^sector$|which_sector|what_sector|industry_do_you")),
)
_LONGEST = 60


def attribute_names(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """Column name -> the attributes that it fills: its slug, or a usual name ("age", "gender"), or both."""
    names: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for column in columns:
        slug = _slug(column)
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
    short, label = plain(column.name), plain(column.label)
    found = ["age"] if _AGE.search(label) or _AGE.search(short) else []
    return found + [name for name, pattern in _USUAL if pattern.search(label) or pattern.search(short)]
