"""The parts of a definition: a name, and a condition as SQL."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from segments.tables import plain

FEWEST_SHOWN = 5
"""Nothing is said of fewer people, their number included."""

ColumnType = Literal["number", "text", "boolean", "time"]


class Part(NamedTuple):
    """One part of a division. Conditions exclude one another: a row fits at most one."""

    key: str
    name: str
    rule: str
    """For a person to read."""
    condition: str
    """SQL over the columns of the customer table, or of the people who spoke."""


def column_types(table: Any) -> dict[str, ColumnType]:
    """Column -> what it holds, of an Ibis table."""
    return {name: _type(kind) for name, kind in table.schema().items()}


def _type(kind: Any) -> ColumnType:
    if kind.is_boolean():
        return "boolean"
    if kind.is_numeric():
        return "number"
    return "time" if kind.is_temporal() else "text"


def by_plain_name(columns: Mapping[str, ColumnType]) -> dict[str, str]:
    """Plain name (lower case, blanks as underscores) -> column."""
    return {plain(name): name for name in columns}


def case_of(parts: Sequence[Part]) -> str:
    """One SQL expression that gives a row's key."""
    branches = " ".join(f"WHEN {part.condition} THEN {literal(part.key)}" for part in parts)
    return f"CASE {branches} END"


def literal(text: str) -> str:
    """A text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A column name in SQL; quoted only where it must be."""
    return name if name.isidentifier() and name.islower() else '"' + name.replace('"', '""') + '"'
