"""What goes on after an amount: half a million, two and a half, two dozen, three quarters, twenty-third."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from agent.numbers._cardinals import point
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._words import (
    CARDINALS,
    DURATION_WORDS,
    FRACTION_PLURALS,
    FRACTIONS,
    MULTIPLIED,
    ORDINALS,
    SCALES,
    SMALL,
)

_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")


def of_scale(tokens: Tokens, found: Quantity) -> Quantity:
    """'half-million', 'three quarters of a million'."""
    position = tokens.after(found.stop - 1)
    if tokens.words[position] == "of" and tokens.words[position + 1] == "a":
        position += 2
    size = SCALES.get(tokens.words[position])
    if size is None or found.denominator:
        return found
    return point(found.first, position + 1, found.low * size, size * _HUNDREDTH)


def and_a_part(tokens: Tokens, found: Quantity) -> Quantity:
    """'two and a half', 'five and three quarters'."""
    if tokens.words[tokens.after(found.stop - 1)] != "and":
        return found
    start = tokens.after(tokens.after(found.stop - 1))
    word = tokens.words[start]
    begin = start + 1 if word in ("a", "one") else start
    name = tokens.words[tokens.after(start) if begin > start else start]
    stop = tokens.after(start) + 1 if begin > start else start + 1
    if name in FRACTIONS and (begin > start or name == "half"):
        return point(found.first, stop, found.low + _ONE / FRACTIONS[name], _HUNDREDTH)
    top, plural = SMALL.get(word, 0), tokens.words[tokens.after(start)]
    if 1 < top < 20 and plural in FRACTION_PLURALS and top < FRACTION_PLURALS[plural]:
        part = Decimal(top) / FRACTION_PLURALS[plural]
        return point(found.first, tokens.after(start) + 1, found.low + part, _HUNDREDTH)
    return found


def scaled(tokens: Tokens, found: Quantity) -> Quantity:
    """'2 hundred', '1.5 million', 'two and a half thousand', 'two dozen'."""
    following = tokens.after(found.stop - 1)
    word = tokens.words[following]
    if word not in MULTIPLIED or found.low == 0:
        return found
    size = 12 if word == "dozen" else CARDINALS[word]
    low = found.low * size
    step = max(_ONE, found.step * size) if size >= 1000 or found.step < 1 else _ONE
    return point(found.first, following + 1, low, step)


def part_of_one(tokens: Tokens, found: Quantity) -> Quantity:
    """'two thirds', '3 quarters', 'one fifth'; quarters of a year stay a duration."""
    following = tokens.after(found.stop - 1)
    word = tokens.words[following]
    bottom = FRACTION_PLURALS.get(word)
    if bottom is None and found.low == 1 and found.first == found.stop - 1:
        bottom = FRACTIONS.get(word)
    if tokens.words[tokens.after(following)] in ("party", "parties", "sector"):
        return found
    if bottom is None or not 0 < found.low < 100 or found.step != 1:
        return found
    if tokens.words[found.first - 1] in ("last", "past", "next", "previous") and bottom == 4:
        return found
    return point(found.first, following + 1, found.low / bottom, _HUNDREDTH, "fraction")


def ordinal_end(tokens: Tokens, found: Quantity) -> Quantity:
    """'twenty-third', 'one hundred and fifth'."""
    if found.unit != "count" or found.step != 1:
        return found
    following = tokens.after(found.stop - 1)
    if tokens.words[following] == "and":
        following = tokens.after(following)
    value = ORDINALS.get(tokens.words[following], 0)
    tens = found.low >= 20 and found.low % 10 == 0 and found.low % 100 and value < 10
    if not value or not (tens or (found.low % 100 == 0 and 0 < value < 100 <= found.low)):
        return found
    if tokens.words[following] == "second" and tokens.words[following + 1] in DURATION_WORDS:
        return found
    return point(found.first, following + 1, found.low + value, unit="ordinal")
