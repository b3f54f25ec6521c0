"""Numbers that a reviewer typed: they must round to a part of a cited statistic whose metric the sentence names."""

from __future__ import annotations

import re

from agent.numbers import Number, agrees, same_number
from agent.verification.evidence_text import stems_of
from agent.verification.figures.populations import fits, said_of
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import stop_words
from agent.verification.relevance import closest
from agent.verification.text import words
from personas.evidence import Statistic

_ALL_BEFORE = re.compile(
    r"(?:against|compared (?:to|with)|versus|vs\.?|average(?: of)?|"
    r"(?:all|everyone|everybody|overall|others|base)\b[^.;]{0,20})\s*$",
    re.IGNORECASE,
)
_ALL_AFTER = re.compile(
    r"^\s*(?:(?:of|for|among|across|in) )?(?:all|everyone|everybody|every customer|overall|on average|the average|"
    r"the others|other (?:customers|segments|respondents))\b(?! (?:\d|in (?:the|this) (?:segment|group)))",
    re.IGNORECASE,
)
_WHOLE_BEFORE = re.compile(
    r"\b(?:of|among|from|out of|across|sample|base|n =|n=)\s*(?:the |these |a |all )?$", re.IGNORECASE
)
_BOUND = re.compile(r"\b(?:confidence|interval|between|bounds?|margin|range)\b", re.IGNORECASE)


def agrees_with_figure(inquiry: Inquiry, number: Number) -> str:
    """Nothing when a cited figure gives the number in the role that the sentence gives it; else the reason."""
    themes = [theme for theme in inquiry.themes if _theme_part(inquiry, number, theme.n, theme.of)]
    sentence = inquiry.sentence_of(number.start)
    if any(theme in closest(inquiry, inquiry.themes, sentence) for theme in themes):
        return ""
    if themes and not inquiry.statistics:
        return (
            f"'{number.text}' counts '{themes[0].label}' ({themes[0].id}), and the sentence speaks of something else."
        )
    if not inquiry.statistics:
        return f"'{number.text}' stands in no cited quote, and no figure is cited."
    matching = [figure for figure in inquiry.statistics if _in_a_role(inquiry, number, figure)]
    if not matching:
        figures = "; ".join(f"'{figure.phrase()}'" for figure in inquiry.statistics[:2])
        return f"'{number.text}' is no correct part of the cited figure: {figures}."
    if any(_named_beside(inquiry, number, figure) for figure in matching):
        return ""
    return f"'{number.text}' is a figure about '{matching[0].predicate}', and the sentence does not say so."


def _named_beside(inquiry: Inquiry, number: Number, figure: Statistic) -> bool:
    """Whether the number's own stretch names the metric: after it, else before it, else no other metric is near."""
    sentence = inquiry.sentence_of(number.start)
    others = [n for n in numbers_in(inquiry.text) if sentence.holds(n.start, n.end) and not _is_whole(inquiry, n)]
    stop = min((n.start for n in others if n.start > number.start), default=sentence.end)
    begin = max((n.end for n in others if n.end < number.end), default=sentence.start)
    rivals = [other for other in inquiry.statistics if other.predicate != figure.predicate]
    for stretch in (inquiry.text[number.end : stop], inquiry.text[begin : number.start]):
        if names_metric(stretch, figure):
            return True
        if any(names_metric(stretch, rival) for rival in rivals):
            return False
    return names_metric(inquiry.text[sentence.start : sentence.end], figure)


def _is_whole(inquiry: Inquiry, number: Number) -> bool:
    return bool(_WHOLE_BEFORE.search(inquiry.text[: number.start]))


def names_metric(sentence: str, figure: Statistic) -> bool:
    """Whether one of the statistic's terms stands in the sentence; without terms, half of its predicate's words."""
    said = stems_of(sentence)
    if figure.terms:
        return any(all(word.stem in said for word in words(term)) for term in figure.terms if words(term))
    wanted = [word.stem for word in words(figure.predicate) if word.lower not in stop_words()]
    return bool(wanted) and sum(word in said for word in wanted) * 2 >= len(wanted)


def _theme_part(inquiry: Inquiry, number: Number, n: int, of: int) -> bool:
    if number.denominator is not None:
        return number.low == n and number.denominator == of
    if number.share is not None:
        return of > 0 and agrees(number, n / of, unit="fraction")
    if _WHOLE_BEFORE.search(inquiry.text[: number.start]):
        return agrees(number, of, unit="count")
    return agrees(number, n, unit="count")


def _in_a_role(inquiry: Inquiry, number: Number, figure: Statistic) -> bool:
    if number.measure == "point":
        apart = None if figure.base_value is None else abs(figure.value - figure.base_value)
        return figure.unit == "share" and apart is not None and agrees(number, apart, unit="fraction")
    before, after = inquiry.text[max(0, number.start - 48) : number.start], inquiry.text[number.end :]
    if _ALL_BEFORE.search(before) or _ALL_AFTER.match(after):
        return figure.base_value is not None and _agrees(number, figure, figure.base_value)
    if _index(inquiry, number, figure):
        return True
    if _WHOLE_BEFORE.search(before) and number.unit == "count":
        return figure.denominator is not None and agrees(number, figure.denominator, unit="count")
    if number.denominator is not None and figure.denominator == float(number.denominator):
        return figure.numerator is not None and agrees(number, figure.numerator, unit="count")
    if not fits(figure, said_of(after)):
        return False
    if _agrees(number, figure, figure.value):
        return True
    if number.unit == "count" and figure.numerator is not None and agrees(number, figure.numerator, unit="count"):
        return True
    return _bounds(inquiry, number, figure)


def _index(inquiry: Inquiry, number: Number, figure: Statistic) -> bool:
    if figure.index is None:
        return False
    sentence = inquiry.sentence_of(number.start)
    named = re.search(r"\bindex", inquiry.text[sentence.start : sentence.end], re.IGNORECASE)
    if number.unit == "multiple":
        return agrees(number, figure.index / 100, unit="multiple")
    return bool(named) and number.unit == "count" and agrees(number, figure.index, unit="count")


def _bounds(inquiry: Inquiry, number: Number, figure: Statistic) -> bool:
    if figure.ci_low is None or figure.ci_high is None:
        return False
    if number.low != number.high:
        low, high = number._replace(high=number.low), number._replace(low=number.high)
        return _agrees(low, figure, figure.ci_low) and _agrees(high, figure, figure.ci_high)
    sentence = inquiry.sentence_of(number.start)
    if not _BOUND.search(inquiry.text[sentence.start : sentence.end]):
        return False
    return _agrees(number, figure, figure.ci_low) or _agrees(number, figure, figure.ci_high)


def _agrees(number: Number, figure: Statistic, value: float) -> bool:
    match figure.unit:
        case "share":
            return agrees(number, value, unit="fraction")
        case "money":
            return agrees(number, value / 100, unit=figure.currency or "GBP")
        case "days":
            return agrees(number, value, unit="day")
        case _:
            return agrees(number, value, unit="count")


def displaced(inquiry: Inquiry) -> str:
    """A number of a quote that the claim puts beside another thing ("3 colleagues" as "3 managers"); or nothing."""
    for number in numbers_in(inquiry.text):
        if inquiry.spoken.covers(number.start, number.end) or inquiry.quotations.covers(number.start, number.end):
            continue
        following = [word for word in inquiry.own_words if number.end <= word.start <= number.end + 16][:2]
        head = next((word for word in following if word.lower not in stop_words()), None)
        holding = [
            quote
            for quote in inquiry.quotes
            if any(same_number(number, said) for said in numbers_in(quote.text, quote.language))
        ]
        if head is not None and holding and not any(head.stem in stems_of(quote.text) for quote in holding):
            return f"'{number.text}' stands beside '{head.text}', which {holding[0].id} does not say of it"
    return ""
