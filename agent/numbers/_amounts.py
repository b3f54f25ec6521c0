"""Reads a bare amount: digits, number words, fractions and multiples, without its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from agent.numbers._cardinals import cardinal, point, spoken_year, with_decimals
from agent.numbers._continuations import and_a_part, of_scale, ordinal_end, part_of_one, scaled
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._words import (
    BANKNOTES,
    CARDINALS,
    DECADES,
    FRACTIONS,
    GROUPS,
    MULTIPLES,
    MULTIPLIED,
    ORDINALS,
    PLURALS,
)

_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")
_ARTICLES = frozenset({"a", "an"})
_VAGUE = frozenset({"few", "several", "many", "couple"})


def amount(tokens: Tokens, index: int, *, joined: bool = True) -> Quantity | None:
    """The amount that begins at a token, or None; `joined` lets 'and' continue it.

    Of 'between one hundred and two' the 'and' belongs to the range, hence the switch.
    """
    found = _amount(tokens, index, joined=joined)
    return found if found is None or found.unit != "fraction" else of_scale(tokens, found)


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
        found = and_a_part(tokens, found)
    return part_of_one(tokens, scaled(tokens, found))


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
    if article and word not in MULTIPLIED and word not in FRACTIONS and word not in GROUPS | BANKNOTES:
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
        return scaled(tokens, point(index, stop, 12))
    if word == "couple":
        return point(index, stop, 2)._replace(comparison="about")
    if word == "quarter" and tokens.words[stop] == "of":
        return point(index, stop, Decimal("0.25"), _HUNDREDTH, "fraction")
    return None


def _vague(tokens: Tokens, index: int, word: str) -> Quantity | None:
    """'a few hundred' is a range, 'a couple of hundred' about two hundred."""
    scale = index + 2 if tokens.words[index + 1] == "of" else index + 1
    name = tokens.words[scale]
    if name not in MULTIPLIED:
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
    if tokens.words[index + 1] in _ARTICLES and scale in MULTIPLIED:
        size = 12 if scale == "dozen" else CARDINALS[scale]
        step = max(_ONE, size * _HUNDREDTH)
        return point(index, index + 3, half * size, step)
    return point(index, index + 1, half, _HUNDREDTH, "fraction")


def _cardinal_and_more(tokens: Tokens, index: int, *, joined: bool) -> Quantity:
    found = cardinal(tokens, index, joined=joined)
    found = with_decimals(tokens, found)
    if joined:
        found = and_a_part(tokens, found)
    found = scaled(tokens, found)
    year = spoken_year(tokens, found)
    return year or ordinal_end(tokens, part_of_one(tokens, found))
