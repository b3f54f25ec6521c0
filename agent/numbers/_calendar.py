"""Reads dates and years."""

from __future__ import annotations

from decimal import Decimal

from agent.numbers._amounts import amount
from agent.numbers._clock import clock, past_hour
from agent.numbers._model import Quantity
from agent.numbers._tokens import Token, Tokens, whole_number
from agent.numbers._words import (
    CURRENCY_WORDS,
    DURATION_WORDS,
    MEASURE_WORDS,
    MONTHS,
    MONTHS_THAT_ARE_WORDS,
    ORDINALS,
)

_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_YEAR_CUES = frozenset(
    "in since by until till during before after early late mid year spring summer autumn winter "
    "fall of pre post from christmas q1 q2 q3 q4".split()
)
_ONE = Decimal(1)


def calendar(tokens: Tokens, index: int) -> Quantity | None:
    """The date or time that begins at a token (for 'May 3' the month is the token before)."""
    token = tokens.items[index]
    if token.kind == "dotted":
        return _dotted_date(tokens, index)
    if token.kind == "word":
        return past_hour(tokens, index) or _day_in_words(tokens, index)
    if token.kind != "number":
        return None
    for read in (_numeric_date, _day_and_month, _month_and_day, clock, past_hour, _year):
        found = read(tokens, index)
        if found:
            return found
    return None


def is_month(token: Token) -> bool:
    """Whether a word names a month; 'may' and 'march' only with a capital."""
    if token.word not in MONTHS:
        return False
    return token.word not in MONTHS_THAT_ARE_WORDS or token.raw[0].isupper()


def _date(first: int, stop: int, low: int, measure: str, high: int | None = None) -> Quantity:
    bound = Decimal(low if high is None else high)
    return Quantity(first, stop, Decimal(low), bound, _ONE, "date", measure=measure)


def _numeric_date(tokens: Tokens, index: int) -> Quantity | None:
    if tokens.words[index + 1] not in ("-", "/"):
        return None
    parts = [tokens.items[index + offset] for offset in (0, 2, 4)]
    marks = {tokens.words[index + 1], tokens.words[index + 3]}
    glued = all(tokens.touching(index + offset) for offset in range(4))
    if not glued or marks not in ({"-"}, {"/"}):
        return None
    low = _ordered(*parts)
    return _date(index, index + 5, low, "day") if low else None


def _dotted_date(tokens: Tokens, index: int) -> Quantity | None:
    parts = tokens.words[index].split(".")
    if len(parts) != 3:
        return None
    low = _ordered(*(Token("number", part, part, 0, 0, Decimal(part)) for part in parts))
    return _date(index, index + 1, low, "day") if low else None


def _ordered(one: Token, two: Token, three: Token) -> int:
    """Year first, else day first unless only month first is possible; 0 when it is no date."""
    if len(one.raw) == 4:
        year, month, day = whole_number(one, 1000, 2999), whole_number(two, 1, 12), whole_number(three, 1, 31)
    else:
        year = whole_number(three, 1000, 2999) if len(three.raw) == 4 else whole_number(three, 0, 99) + 2000
        day, month = whole_number(one, 1, 31), whole_number(two, 1, 12)
        if month < 0:
            day, month = whole_number(two, 1, 31), whole_number(one, 1, 12)
        if len(three.raw) not in (2, 4):
            return 0
    return year * 10000 + month * 100 + day if min(year, month, day) > 0 else 0


def _with_year(tokens: Tokens, first: int, stop: int, month: int, day: int, last: int) -> Quantity:
    position = stop + 1 if tokens.words[stop] == "," else stop
    year = whole_number(tokens.items[position], 1800, 2199)
    if year < 0 or len(tokens.items[position].raw) != 4:
        return _date(first, stop, month * 100 + day, "month_day", month * 100 + last)
    base = year * 10000 + month * 100
    return _date(first, position + 1, base + day, "day", base + last)


def _day_and_month(tokens: Tokens, index: int) -> Quantity | None:
    """'3 May', '3rd of May 2026', '3-5 May'."""
    day = last = whole_number(tokens.items[index], 1, 31)
    position = _past_ordinal(tokens, index)
    if tokens.words[position] in ("-", "to") and whole_number(tokens.items[position + 1], 1, 31) > day > 0:
        last = whole_number(tokens.items[position + 1], 1, 31)
        position = _past_ordinal(tokens, position + 1)
    if tokens.words[position] == "of":
        position += 1
    month = tokens.items[position]
    if day < 0 or not is_month(month):
        return None
    return _with_year(tokens, index, position + 1, MONTHS[month.word], day, last)


def _past_ordinal(tokens: Tokens, index: int) -> int:
    ends = tokens.touching(index) and tokens.words[index + 1] in _ORDINAL_ENDS
    return index + 2 if ends else index + 1


def _day_in_words(tokens: Tokens, index: int) -> Quantity | None:
    """'the third of May'."""
    if tokens.words[index] not in ORDINALS and tokens.words[index] not in ("twenty", "thirty"):
        return None
    day = amount(tokens, index)
    if day is None or day.unit != "ordinal" or day.low > 31 or tokens.words[day.stop] != "of":
        return None
    month = tokens.items[day.stop + 1]
    if not is_month(month):
        return None
    low = int(day.low)
    return _with_year(tokens, index, day.stop + 2, MONTHS[month.word], low, low)


def _month_and_day(tokens: Tokens, index: int) -> Quantity | None:
    """'May 3', 'May 3rd, 2026', 'May 2026', where the number is the token at `index`."""
    month = tokens.items[index - 1]
    if month.kind != "word" or not is_month(month) or tokens.touching(index - 1):
        return None
    value, number = MONTHS[month.word], tokens.items[index]
    year = whole_number(number, 1800, 2199)
    if year > 0:
        return _date(index - 1, index + 1, year * 100 + value, "month")
    day = whole_number(number, 1, 31)
    if day < 0 or tokens.words[index + 1] == "%":
        return None
    return _with_year(tokens, index - 1, _past_ordinal(tokens, index), value, day, day)


def _year(tokens: Tokens, index: int) -> Quantity | None:
    """A year, a school year ('2023-24'), a span of years or a decade ('1990s')."""
    token = tokens.items[index]
    year = whole_number(token, 1800, 2199)
    if year < 0 or len(token.raw) != 4:
        return None
    if tokens.words[index + 1] == "s" and tokens.touching(index):
        return _date(index, index + 2, year, "year", year + 9) if year % 10 == 0 else None
    last = _last_year(tokens, index, year)
    if last:
        return _date(index, index + 3, year, "year", last)
    return _date(index, index + 1, year, "year") if _stands_as_year(tokens, index) else None


def _last_year(tokens: Tokens, index: int, year: int) -> int:
    mark, token = tokens.words[index + 1], tokens.items[index + 2]
    glued = tokens.touching(index) and tokens.touching(index + 1)
    short = whole_number(token, 0, 99)
    if len(token.raw) == 2 and glued and mark in ("-", "/") and short == (year + 1) % 100:
        return year + 1
    full = whole_number(token, year + 1, 2199)
    joined = mark in ("-", "/", "to") and len(token.raw) == 4 and full > 0
    return full if joined and _stands_as_year(tokens, index + 2) else 0


def _stands_as_year(tokens: Tokens, index: int) -> bool:
    following, before = tokens.items[index + 1], tokens.items[tokens.before(index)]
    if tokens.touching(index) and following.kind in ("word", "number"):
        return False
    word = following.word
    if word in DURATION_WORDS or word in MEASURE_WORDS or word in CURRENCY_WORDS:
        return False
    if word in ("%", "percent", "per", "or", "+") or before.word in ("=", "\u00a3", "$", "\u20ac"):
        return False
    noun = following.kind == "word" and len(word) > 3 and word.endswith("s")
    return (before.word in _YEAR_CUES and not noun) or following.kind != "word"
