"""Walks through a text and puts each number together."""

from __future__ import annotations

import re

from agent.numbers import _comparisons
from agent.numbers._amounts import amount
from agent.numbers._calendar import calendar
from agent.numbers._cardinals import point
from agent.numbers._codes import code, enumeration_ends
from agent.numbers._fold import Folded, fold
from agent.numbers._idioms import idiom_end
from agent.numbers._languages import base_language, unread, uses_decimal_comma
from agent.numbers._model import Number, Quantity, Reading
from agent.numbers._ranges import ranged, with_denominator
from agent.numbers._tokens import Tokens
from agent.numbers._units import with_unit
from agent.numbers._words import BANKNOTES, DURATION_WORDS, FRACTIONS, GROUPS, NUMBER_WORDS, SCALES

_DIGITS = frozenset({"number", "fraction", "dotted"})
_AFTER_ARTICLE = frozenset({"hundred", *SCALES, *FRACTIONS, *GROUPS, "few", "several", *BANKNOTES})
_HALVES = frozenset({"half", "quarter", "third"})
_FRACTION_CUES = frozenset({"remaining", "other", "top", "bottom", "final", "upper", "lower"})
_ORDINAL_ENDS = {"st": 1, "nd": 2, "rd": 3, "th": 0}
_VAGUE = frozenset({"few", "several", "many"})
_MAY_BEGIN = NUMBER_WORDS | _VAGUE | _AFTER_ARTICLE | _HALVES
"""Words of which one stands in every number that is written in words."""
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


def read_numbers(text: str, *, language: str = "en") -> Reading:
    """Read every number of a text, in digits and in words, in order and without overlap.

    Read are digits of any script, with separators, hidden characters and vulgar fractions; number
    words; percentages, money, multiples, fractions, 'n of N', ordinals, dates, times, durations,
    measures and ranges. Names that hold digits (S3, EN ISO 20471, size 10) come as unit `code`: a
    check must look for them as it looks for names. List numbering, the pronoun 'one' and idioms
    such as 'first of all' are left out. When unsure, a word is read as a number: a miss is worse
    than a false alarm. Not read at all: words of prevalence ('most', 'none', 'both', 'pair',
    'single', 'several'), Roman numerals in letters, 'a score'.

    `language` is a BCP 47 tag. In any other than English only digits are read; when the text has
    words that are or may be numbers, the reading has `understood` False and a reason. So it is
    for English when the text holds a numeral of a script that the reader does not know. Takes
    linear time and never raises for any text.
    """
    english = base_language(language) == "en"
    if english and _has_none(text):
        return Reading((), reason=None)
    folded = fold(text)
    tokens = Tokens(folded.text, decimal_comma=uses_decimal_comma(language))
    found = _read(tokens, folded.text, english=english)
    reason = unread(folded.text, language)
    if folded.foreign:
        reason = f"{folded.foreign!r} is a numeral of a script that is not read"
    return Reading((_number(text, folded, tokens, item) for item in found), reason=reason)


def _has_none(text: str) -> bool:
    """Whether a text is plain ASCII in which no number of any kind can begin: most of what people say."""
    return text.isascii() and _MAY_BEGIN.isdisjoint(_LETTERS.findall(text.lower())) and _DIGIT.search(text) is None


def _number(text: str, folded: Folded, tokens: Tokens, found: Quantity) -> Number:
    start, end = folded.span(tokens.items[found.first].start, tokens.items[found.stop - 1].end)
    low, high, step, unit = found.low, found.high, found.step, found.unit
    return Number(
        start,
        end,
        text[start:end],
        low,
        high,
        found.comparison,
        unit,
        step,
        found.currency,
        found.denominator,
        found.measure,
    )


def _read(tokens: Tokens, text: str, *, english: bool) -> list[Quantity]:
    found: list[Quantity] = []
    numbering: dict[int, int] | None = None
    index, floor = 0, 0
    while index < tokens.size:
        token = tokens.items[index]
        if token.kind == "word":
            starts = english and _starts(tokens, index)
        else:
            starts = token.kind in _DIGITS
        if not starts:
            index += 1
            continue
        if token.kind != "word":
            numbering = enumeration_ends(text) if numbering is None else numbering
            if token.start in numbering:
                index = _past(tokens, index, numbering[token.start])
                continue
        index, item = _at(tokens, index, floor)
        if item is not None:
            found.extend(item)
            floor = index
    return found


def _past(tokens: Tokens, index: int, end: int) -> int:
    while index < tokens.size and tokens.items[index].start < end:
        index += 1
    return index


def _starts(tokens: Tokens, index: int) -> bool:
    """Whether a number may begin at this word."""
    word = tokens.items[index].word
    if word in NUMBER_WORDS:
        return True
    if word in ("a", "an"):
        following = tokens.words[index + 1]
        return following in _AFTER_ARTICLE or _is_span_and_a_half(tokens, index)
    return word in _VAGUE


def _at(tokens: Tokens, index: int, floor: int) -> tuple[int, list[Quantity] | None]:
    """What begins at this token, and where to go on."""
    article = tokens.words[index] in ("a", "an")
    end = idiom_end(tokens, index + 1 if article else index)
    if end:
        return end, None
    special = None if _is_dotted_date(tokens, index) else code(tokens, index)
    if special is None:
        special = calendar(tokens, index)
        if special is not None:
            special = _comparisons.compared(tokens, ranged(tokens, special, _timed)[0])
    if special is not None:
        return special.stop, [special._replace(first=max(special.first, floor))]
    found = _span_and_a_half(tokens, index) or _quantity(tokens, index)
    if found is None:
        return index + 1, None
    found = found._replace(first=max(found.first, floor))
    items = _completed(tokens, found)
    return max(items[-1].stop, index + 1), items


def _is_dotted_date(tokens: Tokens, index: int) -> bool:
    return tokens.items[index].kind == "dotted" and calendar(tokens, index) is not None


def _timed(tokens: Tokens, index: int, *, joined: bool = True) -> Quantity | None:
    """A date or time, or else an amount with its unit."""
    return calendar(tokens, index) or _quantity(tokens, index, joined=joined)


def _quantity(tokens: Tokens, index: int, *, joined: bool = True) -> Quantity | None:
    """An amount with its unit."""
    word = tokens.words[index]
    if word == "third" and tokens.words[index - 1] in _FRACTION_CUES:
        return None
    found = amount(tokens, index, joined=joined)
    if found is None:
        return None
    if found.unit == "fraction" and _is_ordinal_third(tokens, found):
        return point(found.first, found.stop, 3, unit="ordinal")
    if found.unit == "count":
        found = _ordinal(tokens, found)
    found = _multiplied(tokens, with_unit(tokens, found))
    return found


def _is_ordinal_third(tokens: Tokens, found: Quantity) -> bool:
    """'a third time', 'a third option': one more, not a part."""
    if tokens.words[found.stop - 1] != "third" or tokens.words[found.first] not in ("a", "an"):
        return False
    return tokens.words[found.stop] in ("time", "option", "way", "reason", "pair", "order", "group")


def _ordinal(tokens: Tokens, found: Quantity) -> Quantity:
    """'1st', 'number 3', 'No. 3', '#3'."""
    if found.stop == found.first + 1 and tokens.items[found.first].kind == "number":
        if tokens.touching(found.first) and tokens.words[found.stop] in _ORDINAL_ENDS:
            return found._replace(stop=found.stop + 1, unit="ordinal")
        before = tokens.words[found.first - 1]
        dotted = before == "." and tokens.words[found.first - 2] in ("no", "nr")
        if before in ("#", "number", "\u2116", "nr") or dotted:
            return found._replace(unit="ordinal")
        if tokens.touching(found.first) and tokens.words[found.stop] == "s":
            return _decade(tokens, found)
    return found


def _decade(tokens: Tokens, found: Quantity) -> Quantity:
    """'in their 20s' is ten years of age, '30s' elsewhere is seconds, '25s' people of that age."""
    before = tokens.words[found.first - 1]
    round_number = found.low % 10 == 0 and found.low <= 90
    if before in ("their", "his", "her", "your", "our", "my", "the", "late", "early", "mid", "-", "'"):
        if round_number:
            return found._replace(stop=found.stop + 1, high=found.low + 9)
    if _comparisons.before(tokens, found.first) in ("more_than", "less_than"):
        return found._replace(stop=found.stop + 1)
    return found


def _multiplied(tokens: Tokens, found: Quantity) -> Quantity:
    """'x3' and '3+ days', where the unit stands behind the bound."""
    before = tokens.words[found.first - 1]
    if found.unit == "count" and before in ("x", "\u00d7") and not _is_dimension(tokens, found.first):
        return found._replace(first=found.first - 1, unit="multiple")
    bound, stop = _comparisons.after(tokens, found.stop)
    if found.unit == "count" and bound != "exactly":
        grown = with_unit(tokens, found._replace(stop=stop))
        if grown.stop > stop:
            return grown._replace(comparison=bound)
    return found


def _is_dimension(tokens: Tokens, index: int) -> bool:
    return tokens.items[index - 2].kind == "number"


def _completed(tokens: Tokens, found: Quantity) -> list[Quantity]:
    """The quantity with its other bound or its N, and with the words that soften it."""
    items = ranged(tokens, found, _quantity)
    if len(items) == 1:
        items = [with_denominator(tokens, items[0], _quantity)]
    return [_comparisons.compared(tokens, item) for item in items]


def _is_span_and_a_half(tokens: Tokens, index: int) -> bool:
    words = [tokens.words[index + offset] for offset in range(2, 5)]
    return tokens.words[index + 1] in DURATION_WORDS and words[:2] == ["and", "a"] and words[2] in _HALVES


def _span_and_a_half(tokens: Tokens, index: int) -> Quantity | None:
    """'an hour and a half'."""
    if tokens.words[index] not in ("a", "an", "one") or not _is_span_and_a_half(tokens, index):
        return None
    part = amount(tokens, index + 3)
    if part is None:
        return None
    measure = DURATION_WORDS[tokens.words[index + 1]]
    return point(index, part.stop, 1 + part.low, part.step, "duration")._replace(measure=measure)
