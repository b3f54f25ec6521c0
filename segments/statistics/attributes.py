"""Measures of attributes: the share of each value among those for whom it is known."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from personas.evidence import PERMISSIONS
from segments.features import CUSTOMERS, Features
from segments.features.customers import COUNTS
from segments.segmentation.parts import ColumnType, column_types, literal, quoted
from segments.segmentation.rule_sql import number_sql
from segments.statistics.measures import Measure
from segments.statistics.scales import ScaleWords, scale_measures
from segments.statistics.wording import attribute_predicate, attribute_words, is_purchase
from segments.tables import personal_kind, sensitive_kind

MOST_VALUES = 25
FEWEST_KNOWN = 30
_AGE_BANDS = ((None, 25), (25, 35), (35, 45), (45, 55), (55, 65), (65, None))
_SCALE_NAMES = re.compile(r"rating|vote|score|stars|satisf|nps|likelihood|recommend")
_PERMISSION = re.compile(
    r"consent|opt_?(?:in|out)|marketing|(?:mailing|mail|email|sms|text|post|phone|call|contact)s?_(?:ok|okay|allowed)$|mailable|contactable|newsletter|subscribed|permission|gdpr|do_not_(?:mail|call|email|contact)"
)
"""What a company may do with people is nothing that they are: it is counted, and defines and describes nobody."""
_PREFERRED = ("age", "gender", "region", "country", "occupation", "sector", "employment")
_UNSAID = ("not said", "prefer not to say", "rather not say", "unknown")
_NO_ANSWER = frozenset(
    ("n/k", "nk", "n/a", "na", "n.a.", "not known", "not stated", "not given", "not provided", "unspecified",
     "undisclosed", "missing", "?", "-", "--", "null", "nil", "tbc", "#n/a")
)  # fmt: skip
"""What files write where they know nothing: no value, and not counted among those for whom one is known."""
_DAY = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?(?:[ T].*)?|\d\d?[-/.]\d\d?[-/.]\d{4}")
_COMPUTED = {
    *COUNTS, "customer_id", "person_id", "respondent_id", "email_sha256", "first_order", "last_order", "recency_days",
    "tenure_days", "average_order_cents", "birth_year",
}  # fmt: skip


def attribute_measures(features: Features, table: str, *, leave_out: Collection[str] = ()) -> Iterator[Measure]:
    """Measures over `customer_table` or `people`; nothing sensitive, nothing that identifies, nothing computed.

    Of two attributes that say the same of the same people, only the better known name is told.
    """
    expression = features.table(table)
    kinds = {name: kind for name, kind in column_types(expression).items() if _is_counted(name, kind, leave_out)}
    told: set[tuple[Any, ...]] = set()
    for name in sorted(kinds, key=lambda name: (name not in _PREFERRED, name)):
        counted = _counted(expression, name)
        if tuple(counted) in told:
            continue
        told.add(tuple(counted))
        yield from _measures(table, name, kinds[name], [value for value, _ in counted])


def is_told(name: str, kind: ColumnType) -> bool:
    """Whether an attribute may be told of people: nothing sensitive, nothing that identifies, no permission."""
    return _is_counted(name, kind) and not _PERMISSION.search(name)


def _is_counted(name: str, kind: ColumnType, leave_out: Collection[str] = ()) -> bool:
    computed = name in _COMPUTED or name.endswith("_orders") or name in leave_out
    return not (computed or sensitive_kind(name) or personal_kind(name) or kind == "time")


def _measures(table: str, name: str, kind: ColumnType, values: list[Any]) -> Iterator[Measure]:
    if name == "age" and kind == "number":
        yield from _age_bands(table)
    elif kind == "number" and _is_scale(name, values):
        yield from _scale(table, name, values)
    elif 2 <= len(values) <= MOST_VALUES and not all(_DAY.fullmatch(str(value)) for value in values):
        yield from _distribution(table, name, values)


def _counted(expression: Any, name: str) -> list[tuple[Any, int]]:
    column = expression[name]
    counted = expression.filter(column.notnull()).group_by(value=column).aggregate(n=lambda t: t.count())
    ranked = counted.order_by(counted.n.desc(), counted["value"]).limit(MOST_VALUES + 1)
    return [(row["value"], row["n"]) for row in ranked.to_pyarrow().to_pylist()]


def _population(table: str) -> Any:
    return "customers" if table == CUSTOMERS else "respondents"


def _distribution(table: str, name: str, values: list[Any]) -> Iterator[Measure]:
    section = PERMISSIONS if _PERMISSION.search(name) else "behaviours" if is_purchase(name) else "demographics"
    unknown = [value for value in values if isinstance(value, str) and value.strip().lower() in _NO_ANSWER]
    known = f"{quoted(name)} IS NOT NULL"
    if unknown:
        known += f" AND {quoted(name)} NOT IN ({', '.join(map(literal, unknown))})"
    for value in (value for value in values if str(value).lower() not in _UNSAID and value not in unknown):
        text = f"{value:g}" if isinstance(value, float) else str(value)
        written = literal(value) if isinstance(value, str) else str(value)
        yield Measure(
            f"share:{name}={text}", attribute_predicate(name, text, said=table != CUSTOMERS), section, table,
            f"CAST({quoted(name)} = {written} AS INTEGER)", known=known,
            population=_population(table), terms=(text.lower(), attribute_words(name)), fewest_known=FEWEST_KNOWN,
            about=name,
        )  # fmt: skip


def _age_bands(table: str) -> Iterator[Measure]:
    for low, high in _AGE_BANDS:
        tests = [f"age >= {low}" if low else "", f"age < {high}" if high else ""]
        text = f"{low} to {high - 1}" if low and high else f"{low}+" if low else f"under {high}"
        yield Measure(
            f"share:age={text}", attribute_predicate("age", text), "demographics", table,
            f"CAST({' AND '.join(filter(None, tests))} AS INTEGER)", known="age IS NOT NULL",
            population=_population(table), terms=("age", "aged", "old"), fewest_known=FEWEST_KNOWN,
            about="age",
        )  # fmt: skip


def _is_scale(name: str, values: list[Any]) -> bool:
    return bool(_SCALE_NAMES.search(name)) and len(values) > 2 and all(0 <= float(v) <= 10 for v in values)


def _scale(table: str, name: str, values: list[Any]) -> Iterator[Measure]:
    top = 10 if max(map(float, values)) > 5 else 5
    words = attribute_words(name)
    told = ScaleWords(f"give {top - 1} or {top} out of {top} as their {words}", f"the average {words} out of {top}")
    pattern = Measure(
        "", "", "decision criteria", table, "", known=f"{quoted(name)} IS NOT NULL", population=_population(table),
        terms=(words,), about=name,
    )  # fmt: skip
    yield from scale_measures(name, told, number_sql(name, "number"), top, pattern)
