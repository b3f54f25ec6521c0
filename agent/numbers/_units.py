"""Adds to an amount what it counts: percent, money, time spans, measures, multiples."""

from __future__ import annotations

from decimal import Decimal

from agent.numbers._amounts import amount
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._words import (
    CURRENCY_CODES,
    CURRENCY_WORDS,
    DOLLARS,
    DURATION_WORDS,
    GLUED_MEASURES,
    MEASURE_WORDS,
    SHORT_SCALES,
    SMALL_COINS,
    SYMBOLS,
)

_PERCENT = frozenset({"%", "percent", "pct", "\u2030"})
_POINTS = frozenset({"point", "points"})
_DAY_KINDS = frozenset({"working", "business", "calendar", "consecutive", "full", "whole"})
_HUNDREDTH = Decimal("0.01")
_SUFFIXES = frozenset(
    {*_PERCENT, "per", "percentage", "pp", "ppt", "ppts", "grand", "times", "fold", "x", "\u00d7", "\u00b0"}
    | {"of", "a", "an", *_DAY_KINDS, *SMALL_COINS, *SYMBOLS, *CURRENCY_WORDS, *CURRENCY_CODES}
    | {*DURATION_WORDS, *MEASURE_WORDS, *GLUED_MEASURES}
)
_MANY = frozenset({"people", "men", "women", "of", "in", "children"})
_COUNTED = frozenset({"as", "less", "years", "yes", "was", "has", "is", "this", "its", "us"})


def with_unit(tokens: Tokens, found: Quantity) -> Quantity:
    """The amount with the signs before it and the unit after it; its span grows to hold both."""
    found = _money_before(tokens, _negative(tokens, found))
    if found.unit not in ("count", "fraction", "money"):
        return found
    found = _short_scale(tokens, found)
    if found.currency is None:
        found = _suffix(tokens, found)
    return _negative(tokens, found)


def is_known_suffix(tokens: Tokens, index: int) -> bool:
    """Whether letters glued to digits are a unit, so that both together are not a code."""
    word = tokens.words[index]
    known = word in SHORT_SCALES or word in DURATION_WORDS or word in MEASURE_WORDS
    known = known or word in GLUED_MEASURES or word in ("x", "p", "pp", "ish", "fold", "pct")
    return (known and word != "overnight") or word in CURRENCY_CODES or word in CURRENCY_WORDS


def _negative(tokens: Tokens, found: Quantity) -> Quantity:
    before = found.first - 1
    glued = tokens.words[before] == "-" and tokens.touching(before) and not tokens.touching(before - 1)
    if not (glued or tokens.words[before] == "minus") or found.low < 0:
        return found
    return found._replace(first=before, low=-found.high, high=-found.low)


def _money_before(tokens: Tokens, found: Quantity) -> Quantity:
    before = tokens.items[found.first - 1]
    if before.word in SYMBOLS:
        currency, first = SYMBOLS[before.word], found.first - 1
        area = tokens.items[first - 1]
        if before.word == "$" and area.word in DOLLARS and tokens.touching(first - 1):
            if area.raw.isupper():
                currency, first = DOLLARS[area.word], first - 1
    elif before.word in CURRENCY_CODES and before.raw.isupper():
        currency, first = before.raw, found.first - 1
    else:
        return found
    return found._replace(first=first, unit="money", currency=currency)


def _short_scale(tokens: Tokens, found: Quantity) -> Quantity:
    """'1.2m', '5k', '3bn'; a bare m is million only beside money or before a plural."""
    last, suffix = tokens.items[found.stop - 1], tokens.items[found.stop]
    size = SHORT_SCALES.get(suffix.word)
    if size is None or last.kind != "number":
        return found
    glued = last.end == suffix.start
    if not glued and found.currency is None and suffix.word not in ("bn", "mn", "tn", "mio", "mln"):
        return found
    if suffix.word == "b" and found.currency is None:
        return found
    if suffix.word == "m" and found.currency is None and not _counts_many(tokens, found.stop + 1):
        return found
    return found._replace(stop=found.stop + 1, low=found.low * size, high=found.high * size, step=found.step * size)


def _counts_many(tokens: Tokens, index: int) -> bool:
    """Whether what follows '5m' is counted in millions, as in '5m customers' or '5m pounds'."""
    word = tokens.words[index]
    if word in _MANY or word in CURRENCY_WORDS or word in SYMBOLS or word in CURRENCY_CODES:
        return True
    return len(word) > 4 and word.endswith("s") and word not in _COUNTED


def _suffix(tokens: Tokens, found: Quantity) -> Quantity:
    glued = tokens.touching(found.stop - 1)
    position = tokens.after(found.stop - 1)
    glued = glued and position == found.stop
    if tokens.words[position] not in _SUFFIXES:
        return found
    for read in (_percent, _money_after, _times, _duration, _measure):
        grown = read(tokens, found, position, glued)
        if grown is not None:
            return grown
    return found


def _percent(tokens: Tokens, found: Quantity, position: int, glued: bool) -> Quantity | None:
    word = tokens.words[position]
    if word == "per" and tokens.words[position + 1] in ("cent", "mille"):
        word, position = ("\u2030" if tokens.words[position + 1] == "mille" else "%"), position + 1
    stop = position + 1
    if word == "percentage" and tokens.words[stop] in _POINTS:
        return found._replace(stop=stop + 1, unit="percent", measure="point")
    if word in ("pp", "ppt", "ppts"):
        return found._replace(stop=stop, unit="percent", measure="point")
    if word not in _PERCENT:
        return None
    tenth = Decimal("0.1") if word == "\u2030" else Decimal(1)
    scaled = found._replace(low=found.low * tenth, high=found.high * tenth, step=found.step * tenth)
    if tokens.words[stop] in _POINTS and tokens.words[stop + 1] != "out":
        return scaled._replace(stop=stop + 1, unit="percent", measure="point")
    return scaled._replace(stop=stop, unit="percent", denominator=None)


def _money_after(tokens: Tokens, found: Quantity, position: int, glued: bool) -> Quantity | None:
    token = tokens.items[position]
    word = token.word
    if word == "grand" and found.unit == "count" and tokens.words[position + 1] != "total":
        low, high = found.low * 1000, found.high * 1000
        return found._replace(stop=position + 1, low=low, high=high, step=found.step * 1000, unit="money")
    if word in SMALL_COINS and (word != "p" or (glued and found.low < 1000)):
        return found._replace(
            stop=position + 1,
            low=found.low * _HUNDREDTH,
            high=found.high * _HUNDREDTH,
            step=found.step * _HUNDREDTH,
            unit="money",
            currency=SMALL_COINS[word] or None,
        )
    currency = SYMBOLS.get(word) or CURRENCY_WORDS.get(word)
    if word in SYMBOLS and not glued and amount(tokens, position + 1):
        return None
    if word in CURRENCY_CODES and (token.raw.isupper() or glued):
        currency = word.upper()
    if currency is None:
        return None
    return found._replace(stop=position + 1, unit="money", currency=currency)


def _times(tokens: Tokens, found: Quantity, position: int, glued: bool) -> Quantity | None:
    word = tokens.words[position]
    times = word in ("times", "fold") or (word in ("x", "\u00d7") and not amount(tokens, position + 1))
    if not times or found.unit != "count" or tokens.words[position + 1] == "out":
        return None
    return found._replace(stop=position + 1, unit="multiple")


def _duration(tokens: Tokens, found: Quantity, position: int, glued: bool) -> Quantity | None:
    word = tokens.words[position]
    if found.unit == "fraction" and word in ("of", "a", "an"):
        position += 1 if word != "of" or tokens.words[position + 1] not in ("a", "an") else 2
        word = tokens.words[position]
        if tokens.words[position - 1] not in ("a", "an"):
            return None
    if word in _DAY_KINDS:
        position += 1
        word = tokens.words[position]
    name = DURATION_WORDS.get(word)
    if name is None or word == "overnight" or found.denominator:
        return None
    if len(word) == 1 and not glued:
        return None
    if word in ("second", "quarter") and not tokens.touching(position - 1) and found.low != 1:
        return None
    return found._replace(stop=position + 1, unit="duration", measure=name)


def _measure(tokens: Tokens, found: Quantity, position: int, glued: bool) -> Quantity | None:
    word = tokens.words[position]
    if word == "\u00b0":
        stop = position + 2 if tokens.words[position + 1] in ("c", "f") else position + 1
        return found._replace(stop=stop, unit="measure", measure="degree")
    name = MEASURE_WORDS.get(word) or (GLUED_MEASURES.get(word) if glued or _is_power(tokens, position) else None)
    if name is None or found.denominator:
        return None
    return _raised(tokens, found._replace(stop=position + 1, unit="measure", measure=name))


def _is_power(tokens: Tokens, position: int) -> bool:
    """Whether a small 2 or 3 is glued to a letter, as in m\u00b2."""
    return tokens.touching(position) and tokens.items[position + 1].raw in ("\x1d2", "\x1d3")


def _raised(tokens: Tokens, found: Quantity) -> Quantity:
    """'5 m' becomes '5 m2' when a 2 or 3 is glued to the unit."""
    power = tokens.items[found.stop]
    if tokens.touching(found.stop - 1) and power.kind == "number" and power.value in (2, 3):
        return found._replace(stop=found.stop + 1, measure=f"{found.measure}{power.value}")
    return found
