"""The tree of a segment rule."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column by the name that the rule uses."""

    name: str


class Literal(NamedTuple):
    """A number, a text, or true or false."""

    value: float | str | bool


Value = Column | Literal


class Comparison(NamedTuple):
    """`left operator right`, the operator one of == != < <= > >=."""

    left: Value
    operator: str
    right: Value


class Membership(NamedTuple):
    """`value in (...)` or, negated, `value not in (...)`."""

    value: Value
    among: tuple[Value, ...]
    negated: bool


class Not(NamedTuple):
    """`not rule`."""

    rule: "Rule"


class Joined(NamedTuple):
    """Rules joined by "and" or by "or"."""

    word: str
    rules: tuple["Rule", ...]


Rule = Comparison | Membership | Not | Joined


def columns_of(rule: Rule) -> set[str]:
    """The names of all columns that a rule uses, as written."""
    match rule:
        case Comparison(left, _, right):
            values: tuple[Value, ...] = (left, right)
        case Membership(value, among, _):
            values = (value, *among)
        case Not(inner):
            return columns_of(inner)
        case Joined(_, rules):
            return set().union(*map(columns_of, rules))
    return {value.name for value in values if isinstance(value, Column)}
