"""Reads whole numbers, decimals and years in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from agent.numbers._model import Quantity, Unit
from agent.numbers._tokens import Tokens
from agent.numbers._words import CARDINALS, FRACTION_PLURALS, JOINED, SCALES, SMALL, TENS

_ONE: Final = Decimal(1)
_UNDER_HUNDRED: Final = SMALL | TENS | JOINED
_LONGEST_DECIMALS = 40


def point(first: int, stop: int, value: Decimal | int, step: Decimal = _ONE, unit: Unit = "count") -> Quantity:
    """A quantity that is one value."""
    number = Decimal(value)
    return Quantity(first, stop, number, number, step, unit)


def cardinal(tokens: Tokens, index: int, *, joined: bool = True) -> Quantity:
    """A whole number in words; the token at `index` must be a cardinal."""
    total, scale, stop, step = 0, 10**18, index, 1
    group: int | None = None
    position = index
    while True:
        word = tokens.words[position]
        if word in SCALES and SCALES[word] < scale and (group or (group is None and not total)):
            scale = SCALES[word]
            total, group, step = total + (group or 1) * scale, None, scale
        elif (grown := _grow(word, group)) is not None and (not total or group or grown):
            group, step = grown, 1
        else:
            break
        stop = position + 1
        position = _continues(tokens, position, group, scale, joined=joined)
    return point(index, stop, total + (group or 0), Decimal(step))


def _grow(word: str, group: int | None) -> int | None:
    """The group of hundreds with one more word, or None when the word does not continue it."""
    if word == "hundred":
        return 100 * (group or 1) if group is None or 0 < group < 100 else None
    value = _UNDER_HUNDRED.get(word)
    if value is None or group is None:
        return value
    if group % 100 == 0 and group and value:
        return group + value
    after_tens = group % 100 >= 20 and group % 10 == 0
    return group + value if after_tens and 0 < value < 10 else None


def _continues(tokens: Tokens, position: int, group: int | None, scale: int, *, joined: bool) -> int:
    """Where the next word of this number would stand."""
    following = tokens.after(position)
    word = tokens.words[following]
    if word == "and" and joined and _joins(tokens, tokens.after(following), group, scale):
        return tokens.after(following)
    if word == "," and joined and group is None and tokens.words[following + 1] in CARDINALS:
        rest = cardinal(tokens, following + 1, joined=False).low
        return following + 1 if 100 <= rest < scale else following
    return following


def _joins(tokens: Tokens, following: int, group: int | None, scale: int) -> bool:
    """Whether the number after 'and' is the lower part of the one before it."""
    if tokens.words[following] not in CARDINALS or (group is not None and group % 100):
        return False
    if group is None:
        rest = cardinal(tokens, following, joined=False)
        return 0 < rest.low < scale and tokens.words[rest.stop] not in FRACTION_PLURALS
    tens, position = _grow(tokens.words[following], None), tokens.after(following)
    if tens and _grow(tokens.words[position], tens) and tokens.words[position] != "hundred":
        position = tokens.after(position)
    above = tokens.words[position] == "hundred" or tokens.words[position] in FRACTION_PLURALS
    return bool(group and tens and tens < 100 and not above)


def with_decimals(tokens: Tokens, found: Quantity) -> Quantity:
    """'two point five'."""
    if tokens.words[found.stop] != "point":
        return found
    digits, position = "", found.stop + 1
    while SMALL.get(tokens.words[position], 10) < 10 and len(digits) < _LONGEST_DECIMALS:
        digits += str(SMALL[tokens.words[position]])
        position += 1
    if not digits:
        return found
    value = found.low + Decimal(f"0.{digits}")
    return point(found.first, position, value, Decimal(1).scaleb(-len(digits)))


def spoken_year(tokens: Tokens, found: Quantity) -> Quantity | None:
    """'nineteen ninety-nine', 'twenty twenty-six'."""
    following = tokens.after(found.stop - 1)
    if found.low not in (18, 19, 20) or tokens.words[following] not in CARDINALS:
        return None
    rest = cardinal(tokens, following, joined=False)
    if found.stop - found.first > 1 or not 10 <= rest.low < 100:
        return None
    year = point(found.first, rest.stop, found.low * 100 + rest.low, unit="date")
    return year._replace(measure="year")
