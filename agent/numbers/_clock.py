"""Reads clock times."""

from __future__ import annotations

from decimal import Decimal

from agent.numbers._amounts import amount
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens, whole_number

_CLOCK_CUES = frozenset("at by until till before after around about from".split())
_ONE = Decimal(1)


def clock(tokens: Tokens, index: int) -> Quantity | None:
    """'7am', '7.30 pm', '19:30', 'at 6.30', "7 o'clock" (spelled 7)."""
    hour, minute, stop, sure = _face(tokens, index)
    if hour < 0:
        return None
    half, after = _half_of_day(tokens, stop)
    if half and 1 <= hour <= 12:
        return _time(index, after, hour % 12 + (12 if half == "p" else 0), minute)
    if tokens.words[stop] in ("o'clock", "oclock"):
        return _time(index, stop + 1, hour, minute)
    return _time(index, stop, hour, minute) if sure else None


def past_hour(tokens: Tokens, index: int) -> Quantity | None:
    """'half past six', 'quarter to seven', 'ten past two', 'six o'clock'."""
    word, way = tokens.words[index], tokens.words[index + 1]
    if way == "o'clock":
        hour = amount(tokens, index)
        return _time(index, index + 2, int(hour.low), 0) if hour and hour.low <= 12 else None
    if way == "past" or (way == "to" and word == "quarter"):
        minute = {"half": Decimal(30), "quarter": Decimal(15)}.get(word)
        if minute is None:
            part = amount(tokens, index)
            minute = part.low if part and part.stop == index + 1 and part.step == 1 else None
        hour = amount(tokens, index + 2, joined=False)
        if minute is None or minute >= 60 or hour is None or not 1 <= hour.low <= 12:
            return None
        if hour.step != 1:
            return None
        total = int(hour.low) * 60 + int(minute if way == "past" else -minute)
        half, stop = _half_of_day(tokens, hour.stop)
        if half:
            total = total % 720 + (720 if half == "p" else 0)
        return _time(index, stop, 0, total)
    return None


def _face(tokens: Tokens, index: int) -> tuple[int, int, int, bool]:
    """Hour, minute, the token after them, and whether they can only be a time."""
    token, colon = tokens.items[index], tokens.words[index + 1] == ":"
    if colon and tokens.touching(index) and tokens.touching(index + 1):
        minute = whole_number(tokens.items[index + 2], 0, 59)
        hour = whole_number(token, 0, 23)
        if minute < 0 or hour < 0 or len(tokens.items[index + 2].raw) != 2:
            return -1, 0, index, False
        return hour, minute, index + 3, True
    head, dot, tail = token.raw.partition(".")
    if dot and head.isdigit() and len(head) < 3 and len(tail) == 2 and tail.isdigit():
        hour, minute = int(head), int(tail)
        possible = hour < 24 and minute < 60
        return (hour if possible else -1), minute, index + 1, _reads_as_clock(tokens, index)
    return whole_number(token, 0, 24), 0, index + 1, False


def _reads_as_clock(tokens: Tokens, index: int) -> bool:
    following = tokens.items[index + 1]
    ends = following.kind == "sign" and following.word not in "%-+*/\u00a3$\u20ac"
    ends = ends or following.word in ("in", "on", "every", "and", "for", "sharp", "or")
    return ends and tokens.words[index - 1] in _CLOCK_CUES


def _half_of_day(tokens: Tokens, index: int) -> tuple[str, int]:
    word = tokens.words[index]
    if word in ("am", "pm"):
        return word[0], index + 1
    if word in ("a", "p") and tokens.words[index + 1] == "." and tokens.words[index + 2] == "m":
        return word, index + (4 if tokens.words[index + 3] == "." else 3)
    return "", index


def _time(first: int, stop: int, hour: int, minute: int) -> Quantity:
    value = Decimal(hour * 60 + minute)
    return Quantity(first, stop, value, value, _ONE, "time")
