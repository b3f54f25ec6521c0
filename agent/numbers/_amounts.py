"""Reads a bare amount: digits, number words, fractions and multiples, without its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from agent.numbers._cardinals import cardinal, point, spoken_year, with_decimals
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._words import (
    BANKNOTES,
    CARDINALS,
    DECADES,
    DURATION_WORDS,
    FRACTION_PLURALS,
    FRACTIONS,
    GROUPS,
    MULTIPLES,
    ORDINALS,
    PLURALS,
    SCALES,
    SMALL,
)

_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")
_ARTICLES = frozenset({"a", "an"})
_MULTIPLIED = frozenset({"hundred", "dozen", *SCALES})
_VAGUE = frozenset({"few", "several", "many", "couple"})


def amount(tokens: Tokens, index: int, *, joined: bool = True) -> Quantity | None:
    """The amount that begins at a token, or None; `joined` lets 'and' continue it.

    Of 'between one hundred and two' the 'and' belongs to the range, hence the switch.
    """
    found = _amount(tokens, index, joined=joined)
    return found if found is None or found.unit != "fraction" else _of_scale(tokens, found)


def _of_scale(tokens: Tokens, found: Quantity) -> Quantity:
    """'half-million', 'three quarters of a million'."""
    position = tokens.after(found.stop - 1)
    if tokens.words[position] == "of" and tokens.words[position + 1] == "a":
        position += 2
    size = SCALES.get(tokens.words[position])
    if size is None or found.denominator:
        return found
    return point(found.first, position + 1, found.low * size, size * _HUNDREDTH)


def _amount(tokens: Tokens, index: int, *, joined: bool) -> Quantity | None:
    token = tokens.items[index]
    if token.kind == "fraction":
        return point(index, index + 1, token.value, _HUNDREDTH, "fraction")
    if token.kind == "number":
        return _digits(tokens, index, joined=joined)
    if token.kind != "word":
        return None
    if token.word in _ARTICLES:
        found = _spelled(tokens, index + 1, article=True, joined=joined)
        return found._replace(first=index) if found else None
    return _spelled(tokens, index, article=False, joined=joined)


def _digits(tokens: Tokens, index: int, *, joined: bool) -> Quantity:
    token, following = tokens.items[index], tokens.items[index + 1]
    if following.word == "/" and _is_ratio(tokens, index):
        bottom = tokens.items[index + 2].value
        if token.value == bottom == 50:
            return point(index, index + 3, Decimal("0.5"), _HUNDREDTH, "fraction")
        return point(index, index + 3, token.value, token.step, "fraction")._replace(denominator=bottom)
    if following.kind == "fraction":
        return point(index, index + 2, token.value + following.value, _HUNDREDTH)
    mixed = _written_fraction(tokens, index)
    if mixed:
        return mixed
    found = point(index, index + 1, token.value, token.step)
    if joined:
        found = _and_a_part(tokens, found)
    return _part_of_one(tokens, _scaled(tokens, found))


def _is_ratio(tokens: Tokens, index: int) -> bool:
    bottom = tokens.items[index + 2]
    glued = tokens.touching(index) and tokens.touching(index + 1)
    return glued and bottom.kind == "number" and bottom.value > 0


def _written_fraction(tokens: Tokens, index: int) -> Quantity | None:
    """'2 1/2' and '2-1/2', where the second number and its slash make a part of one."""
    top = tokens.after(index)
    whole, part = tokens.items[index], tokens.items[top]
    if part.kind != "number" or whole.step != 1 or not _is_slash_after(tokens, top):
        return None
    bottom = tokens.items[top + 2].value
    if not part.value < bottom <= 16:
        return None
    return point(index, top + 3, whole.value + part.value / bottom, _HUNDREDTH)


def _is_slash_after(tokens: Tokens, index: int) -> bool:
    return tokens.words[index + 1] == "/" and _is_ratio(tokens, index)


def _spelled(tokens: Tokens, index: int, *, article: bool, joined: bool) -> Quantity | None:
    word = tokens.words[index]
    if word in _VAGUE:
        vague = _vague(tokens, index, word)
        if vague or word != "couple":
            return vague
    if article and word not in _MULTIPLIED and word not in FRACTIONS and word not in GROUPS | BANKNOTES:
        return None
    if word in CARDINALS:
        return _cardinal_and_more(tokens, index, joined=joined)
    return _simple(tokens, index, word, article=article)


def _simple(tokens: Tokens, index: int, word: str, *, article: bool) -> Quantity | None:
    """Words that are a number by themselves."""
    stop = index + 1
    if word == "half":
        return _half(tokens, index)
    if article and word in FRACTIONS:
        return point(index, stop, _ONE / FRACTIONS[word], _HUNDREDTH, "fraction")
    if word in ORDINALS:
        return point(index, stop, ORDINALS[word], unit="ordinal")
    if word in MULTIPLES:
        return point(index, stop, MULTIPLES[word], unit="multiple")
    if word in PLURALS:
        return _plural(tokens, index, *PLURALS[word])
    if word in DECADES:
        return point(index, stop, DECADES[word])._replace(high=Decimal(DECADES[word] + 9))
    if word in BANKNOTES:
        return point(index, stop, BANKNOTES[word], unit="money")._replace(currency="GBP")
    return _group(tokens, index, word) if article or word not in ("decade", "century") else None


def _group(tokens: Tokens, index: int, word: str) -> Quantity | None:
    stop = index + 1
    if word == "fortnight":
        return point(index, stop, 2, unit="duration")._replace(measure="week")
    if word in ("decade", "century"):
        return point(index, stop, 1, unit="duration")._replace(measure=word)
    if word == "dozen":
        return _scaled(tokens, point(index, stop, 12))
    if word == "couple":
        return point(index, stop, 2)._replace(comparison="about")
    if word == "quarter" and tokens.words[stop] == "of":
        return point(index, stop, Decimal("0.25"), _HUNDREDTH, "fraction")
    return None


def _vague(tokens: Tokens, index: int, word: str) -> Quantity | None:
    """'a few hundred' is a range, 'a couple of hundred' about two hundred."""
    scale = index + 2 if tokens.words[index + 1] == "of" else index + 1
    name = tokens.words[scale]
    if name not in _MULTIPLIED:
        return None
    size = Decimal(12 if name == "dozen" else CARDINALS[name])
    if word == "couple":
        return Quantity(index, scale + 1, 2 * size, 2 * size, size, comparison="about")
    return Quantity(index, scale + 1, 2 * size, 10 * size - 1, _ONE)


def _plural(tokens: Tokens, index: int, low: int, high: int) -> Quantity:
    """'hundreds' or 'hundreds of thousands'."""
    scale = PLURALS.get(tokens.words[index + 2])
    if tokens.words[index + 1] == "of" and scale and scale[0] > low:
        size = scale[0] // 2
        return Quantity(index, index + 3, Decimal(low * size), Decimal((high + 1) * size - 1), _ONE)
    return Quantity(index, index + 1, Decimal(low), Decimal(high), _ONE)


def _half(tokens: Tokens, index: int) -> Quantity:
    half = Decimal("0.5")
    scale = tokens.words[index + 2]
    if tokens.words[index + 1] in _ARTICLES and scale in _MULTIPLIED:
        size = 12 if scale == "dozen" else CARDINALS[scale]
        step = max(_ONE, size * _HUNDREDTH)
        return point(index, index + 3, half * size, step)
    return point(index, index + 1, half, _HUNDREDTH, "fraction")


def _cardinal_and_more(tokens: Tokens, index: int, *, joined: bool) -> Quantity:
    found = cardinal(tokens, index, joined=joined)
    found = with_decimals(tokens, found)
    if joined:
        found = _and_a_part(tokens, found)
    found = _scaled(tokens, found)
    year = spoken_year(tokens, found)
    return year or _ordinal_end(tokens, _part_of_one(tokens, found))


def _and_a_part(tokens: Tokens, found: Quantity) -> Quantity:
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


def _scaled(tokens: Tokens, found: Quantity) -> Quantity:
    """'2 hundred', '1.5 million', 'two and a half thousand', 'two dozen'."""
    following = tokens.after(found.stop - 1)
    word = tokens.words[following]
    if word not in _MULTIPLIED or found.low == 0:
        return found
    size = 12 if word == "dozen" else CARDINALS[word]
    low = found.low * size
    step = max(_ONE, found.step * size) if size >= 1000 or found.step < 1 else _ONE
    return point(found.first, following + 1, low, step)


def _part_of_one(tokens: Tokens, found: Quantity) -> Quantity:
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


def _ordinal_end(tokens: Tokens, found: Quantity) -> Quantity:
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
