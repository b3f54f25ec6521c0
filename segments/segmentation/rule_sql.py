"""Rules as SQL over a table whose columns are known."""

from collections.abc import Mapping

from personas.errors import BadInput
from segments.segmentation.parts import ColumnType, by_plain_name, literal, quoted
from segments.segmentation.rule_tree import Column, Comparison, Joined, Literal, Membership, Not, Rule, Value
from segments.tables import plain

_LEAST = (
    r"^(?:over|above|more than|at least|from|aged?|>=?)?\s*(?:[£$€₹]|rs\.?)?\s*(-?\d[\d,]*(?:\.\d+)?)k?(?:[^a-z\d]|$)"
)
_UNDER = r"^(?:under|below|less than|up to|younger than|<)"
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPERATORS = {"==": "=", "!=": "<>"}
_TRUE = "('true', 'yes', 'y', '1', '1.0')"


def rule_sql(rule: Rule, columns: Mapping[str, ColumnType]) -> str:
    """A rule as a SQL condition. A comparison with a missing value is neither true nor false, so it never matches.

    Texts are equal without regard to case. A text that is a range counts by its lower bound when it is compared with
    a number: `age >= 55` holds for "55-64" and "65+", not for "45-54"; "under 18" counts as 0.
    Raises BadInput for an unknown column, naming the known ones.
    """
    match rule:
        case Comparison():
            return _comparison(rule, columns)
        case Membership(value, among, negated):
            tests = [_comparison(Comparison(value, "==", item), columns) for item in among]
            any_of = f"({' OR '.join(tests)})"
            return f"(NOT {any_of})" if negated else any_of
        case Not(inner):
            return f"(NOT {rule_sql(inner, columns)})"
        case Joined(word, rules):
            return "(" + f" {word.upper()} ".join(rule_sql(item, columns) for item in rules) + ")"


def number_sql(name: str, kind: ColumnType) -> str:
    """A column as a number; a range in text counts by its lower bound, other text is missing."""
    if kind in ("number", "boolean"):
        return f"CAST({quoted(name)} AS DOUBLE)"
    text = f"lower(trim(CAST({quoted(name)} AS VARCHAR)))"
    least = f"TRY_CAST(nullif(replace(regexp_extract({text}, {literal(_LEAST)}, 1), ',', ''), '') AS DOUBLE)"
    return f"(CASE WHEN regexp_matches({text}, {literal(_UNDER)}) THEN 0 ELSE {least} END)"


def _comparison(test: Comparison, columns: Mapping[str, ColumnType]) -> str:
    left, operator, right = test
    if isinstance(left, Literal):
        if isinstance(right, Literal):
            raise BadInput(f"A rule compares {left.value!r} with {right.value!r}: name a column on one side.")
        left, operator, right = right, _FLIPPED[operator], left
    name, kind = _known(left, columns)
    sign = _OPERATORS.get(operator, operator)
    if isinstance(right, Column):
        return _with_column(name, kind, sign, *_known(right, columns))
    match right.value:
        case bool() as wanted:
            return _with_boolean(name, kind, sign, wanted=wanted)
        case str() as wanted if kind == "number" and _is_number(wanted):
            return f"{number_sql(name, kind)} {sign} {float(wanted):g}"
        case str() as wanted:
            return f"{_text_sql(name)} {sign} {literal(wanted.strip().lower())}"
        case wanted:
            return f"{number_sql(name, kind)} {sign} {wanted!r}"


def _with_column(name: str, kind: ColumnType, sign: str, other: str, other_kind: ColumnType) -> str:
    if "number" in (kind, other_kind):
        return f"{number_sql(name, kind)} {sign} {number_sql(other, other_kind)}"
    return f"{_text_sql(name)} {sign} {_text_sql(other)}"


def _with_boolean(name: str, kind: ColumnType, sign: str, *, wanted: bool) -> str:
    truth = (
        f"(CAST({quoted(name)} AS DOUBLE) <> 0)" if kind in ("number", "boolean") else f"({_text_sql(name)} IN {_TRUE})"
    )
    return f"{truth} {sign} {str(wanted).upper()}"


def _text_sql(name: str) -> str:
    return f"lower(trim(CAST({quoted(name)} AS VARCHAR)))"


def _known(value: Value, columns: Mapping[str, ColumnType]) -> tuple[str, ColumnType]:
    if not isinstance(value, Column):
        raise BadInput("A rule compares two values: name a column on one side.")
    name = by_plain_name(columns).get(plain(value.name))
    if name is None:
        raise BadInput(f"A rule uses {value.name!r}, which is not known. Known: {', '.join(sorted(columns))}.")
    return name, columns[name]


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).removeprefix("-").isdigit()
