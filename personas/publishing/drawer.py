"""The evidence drawer: everything cited, numbered, with what is needed to recompute or question it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from personas.evidence import Statistic
from personas.phrasing import figure, percent
from personas.publishing.bars import statistic_of
from personas.publishing.lines import Line, Lines
from personas.publishing.words import day, heading, language, source_line, span


class Voice(NamedTuple):
    """One quotation inside an entry."""

    text: str
    said_by: str
    language: str
    against: bool
    """Whether it says otherwise than the theme."""


class Entry(NamedTuple):
    """One numbered piece of evidence."""

    number: int
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    voices: tuple[Voice, ...]
    sql: str
    cited_by: tuple[Line, ...]


def drawer(evidence: Mapping[str, Any], lines: Lines) -> tuple[Entry, ...]:
    """The entries of everything that the lines made so far cite, in the order of their numbers."""
    return tuple(_entry(key, number, evidence, lines) for key, number in lines.numbers.items())


def _entry(key: str, number: int, evidence: Mapping[str, Any], lines: Lines) -> Entry:
    item, cited_by = evidence[key], tuple(lines.cited_by[key])
    statistic = statistic_of(evidence, key)
    if statistic is not None:
        return Entry(number, "Figure", statistic.sentence(), _figures(statistic), (), statistic.sql, cited_by)
    if item["type"] == "quote":
        facts = (("Source", str(item["source"])), ("Speaker", str(item["respondent_id"])), ("Place", _place(item)))
        return Entry(number, "Quotation", source_line(item), facts, (_voice(item),), "", cited_by)
    said = f"{item['n']:,} of {item['of']:,} respondents"
    return Entry(
        number, "Theme", f"{heading(item['label'])}: {said}", _trend(item), _voices(item, evidence), "", cited_by
    )


def _figures(statistic: Statistic) -> tuple[tuple[str, str], ...]:
    facts = {
        "Value": figure(statistic, statistic.value),
        "Expected of" if statistic.is_predicted else "Counted": _counted(statistic),
        "Everybody": _in_unit(statistic, statistic.base_value),
        "Index": f"{statistic.index:,.0f} (all = 100)" if statistic.index is not None else "",
        heading(statistic.interval_name): _interval(statistic),
        "Difference": _difference(statistic),
        "Known for": f"{percent(statistic.coverage)} of the segment",
        "Window": _window(statistic),
        "Measure": statistic.metric,
    }
    return tuple((name, words) for name, words in facts.items() if words)


def _counted(statistic: Statistic) -> str:
    if statistic.denominator is None:
        return ""
    whole = f"{statistic.denominator:,.0f} {statistic.population}"
    return whole if statistic.numerator is None else f"{statistic.numerator:,.0f} of {whole}"


def _in_unit(statistic: Statistic, value: float | None) -> str:
    return "" if value is None else figure(statistic, value)


def _interval(statistic: Statistic) -> str:
    low, high = _in_unit(statistic, statistic.ci_low), _in_unit(statistic, statistic.ci_high)
    return f"{low} to {high}" if low and high else ""


def _difference(statistic: Statistic) -> str:
    if statistic.q_value is None:
        return "not tested"
    said = "holds after correction" if statistic.differs else "no difference may be claimed"
    return f"q = {statistic.q_value:.3g}: {said}"


def _window(statistic: Statistic) -> str:
    if statistic.window is None:
        return ""
    return span(day(statistic.window.start.isoformat()), day(statistic.window.end.isoformat()))


def _trend(theme: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    quarters = ", ".join(f"{quarter}: {n:,}" for quarter, n in sorted((theme.get("trend") or {}).items()))
    return (("Respondents by quarter", quarters),) if quarters else ()


def _voices(theme: Mapping[str, Any], evidence: Mapping[str, Any]) -> tuple[Voice, ...]:
    quotes = [(key, False) for key in theme["quotes"]] + [(key, True) for key in theme.get("opposing") or []]
    return tuple(_voice(evidence[key], against=against) for key, against in quotes if key in evidence)


def _voice(quote: Mapping[str, Any], *, against: bool = False) -> Voice:
    return Voice(quote["text"], source_line(quote), language(quote), against)


def _place(quote: Mapping[str, Any]) -> str:
    return f"{quote['document_id']}, characters {quote['start']:,} to {quote['end']:,}"
