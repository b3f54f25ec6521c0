"""Joins two numbers into a range or into 'n of N'."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Protocol

from agent.numbers import _comparisons
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._words import SHORT_SCALES

_CHANGES: Final = frozenset(
    "from rose rises rise fell falls fall grew grows grow dropped drops drop increased increases "
    "increase decreased decreases decrease climbed climbs declined declines jumped went up down "
    "moved shifted".split()
)
_OF_WORDS: Final = frozenset("the our all these those every a total my their your".split())
_LINKS: Final = frozenset({"of", "in", "out"})
_ROUND: Final = frozenset("two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10 20 100".split())
_STEP_OVER: Final = frozenset({"about", "around", "roughly", "approximately"})


class Read(Protocol):
    """Reads the amount and unit that begin at a token."""

    def __call__(self, tokens: Tokens, index: int, *, joined: bool = True) -> Quantity | None:
        """Return None when no number begins there."""


def ranged(tokens: Tokens, found: Quantity, read: Read) -> list[Quantity]:
    """The range that begins with this number, or the number alone.

    'From 41 to 62 %' and 'rose 41 to 62 %' tell two figures, not the span between them, and come
    as two numbers of one unit: each has to be right by itself.
    """
    if _is_between(tokens, found):
        return _between(tokens, found, read)
    position, mark = _connector(tokens, found)
    if not mark or _is_smaller(tokens, position, found):
        return [found]
    other = read(tokens, position)
    if other is None or other.first < found.stop or not _pairs(found, other, mark):
        return [found]
    left, right = _same_unit(tokens, found, other)
    if left is None or right is None or left.low >= right.low:
        return [found]
    if mark == "to" and tokens.words[found.first - 1] in _CHANGES:
        return [left, right]
    return [_joined(left, right)]


def _is_smaller(tokens: Tokens, position: int, found: Quantity) -> bool:
    """Whether plain digits follow that can't be the higher bound."""
    token = tokens.items[position]
    grows = (
        tokens.words[position + 1] in _SIZES
        or tokens.items[position + 1].kind != "sign"
        or tokens.words[position + 1] == ":"
    )
    return token.kind == "number" and not grows and token.value <= found.low


def with_denominator(tokens: Tokens, found: Quantity, read: Read) -> Quantity:
    """'12 of 50', 'three in ten', '9 customers out of 10', '1 in every 5'."""
    if found.unit != "count" or found.low != found.high or found.denominator or found.low < 0:
        return found
    position, link = _link(tokens, found.stop)
    if not link:
        return found
    other = read(tokens, position)
    if other is None or other.unit != "count" or other.low != other.high or other.denominator:
        return found
    year = link == "in" and 1800 <= other.low < 2200 and other.low > 20 * found.low
    if not max(found.low, Decimal(1)) < other.low + (link != "in") or other.low <= 1 or year:
        return found
    return found._replace(stop=other.stop, unit="fraction", denominator=other.low)


def _link(tokens: Tokens, stop: int) -> tuple[int, str]:
    """Where N would begin, and the word that links it; nothing when none does."""
    position = tokens.after(stop - 1)
    word = tokens.words[position]
    if tokens.items[position].kind == "word" and tokens.words[position + 1] in ("out", "in") and word not in _LINKS:
        position += 1
        word = "out" if tokens.words[position] == "out" else "among"
    if word == "out" and tokens.words[tokens.after(position)] == "of":
        position = tokens.after(position)
    elif word == "among":
        word = "in" if tokens.words[position + 1] in _ROUND else ""
    if word not in _LINKS:
        return stop, ""
    start = tokens.after(position)
    allowed = _OF_WORDS if tokens.words[position] == "of" else {"every"}
    for _ in range(3):
        if tokens.words[start] not in allowed and tokens.words[start] != "of":
            break
        start += 1
    return start, tokens.words[position]


def _is_between(tokens: Tokens, found: Quantity) -> bool:
    before = found.first - 1
    if tokens.words[before] in _STEP_OVER:
        before -= 1
    return tokens.words[before] == "between"


def _between(tokens: Tokens, found: Quantity, read: Read) -> list[Quantity]:
    """'between 3 and 5'; first with every 'and' as the connector, then with it inside a number."""
    for joined in (False, True):
        left = read(tokens, _amount_start(tokens, found), joined=joined)
        if left is None or tokens.words[tokens.after(left.stop - 1)] not in ("and", "-", "to"):
            continue
        start = tokens.after(tokens.after(left.stop - 1))
        right = read(tokens, start + 1 if tokens.words[start] in _STEP_OVER else start)
        right = right or read(tokens, start + 1)
        if right is None or right.first < left.stop:
            continue
        low, high = _same_unit(tokens, left, right)
        if low is not None and high is not None and low.low < high.high:
            return [_joined(low, high)]
    return [found]


def _amount_start(tokens: Tokens, found: Quantity) -> int:
    """The token where the amount itself begins, after a sign or a currency."""
    for position in range(found.first, found.stop):
        token = tokens.items[position]
        if token.kind in ("number", "fraction"):
            return position
    return found.first


def _connector(tokens: Tokens, found: Quantity) -> tuple[int, str]:
    """Where the other bound would begin, and the mark between both."""
    word, position = tokens.words[found.stop], found.stop + 1
    if word == "-" and tokens.words[position] in ("to", "or"):
        word, position = tokens.words[position], tokens.after(position)
    if word == "\u2014":
        glued = tokens.touching(found.stop - 1) and tokens.touching(found.stop)
        return position if glued else 0, "-" if glued else ""
    if word not in ("-", "to", "or"):
        return 0, ""
    token = tokens.items[position]
    if token.kind in ("sign", "word") and token.kind == "sign":
        position += 1
    elif tokens.items[position + 1].kind == "sign" and tokens.words[position + 1] in ("$",):
        position += 2
    elif token.raw.isupper() and tokens.items[position + 1].kind == "number":
        position += 1
    return position, word


def _pairs(found: Quantity, other: Quantity, mark: str) -> bool:
    if found.low != found.high or other.low != other.high:
        return False
    if found.denominator or other.denominator:
        return False
    if mark == "or":
        return found.low + 1 == other.low and found.unit in ("count", other.unit)
    return True


def _same_unit(tokens: Tokens, left: Quantity, right: Quantity) -> tuple[Quantity | None, Quantity | None]:
    """Both bounds in one unit, or Nones when they have different ones."""
    if left.unit == "money" and right.measure == "m" and right.stop - right.first == 2:
        low, high, step = right.low * 10**6, right.high * 10**6, right.step * 10**6
        right = right._replace(unit="count", measure=None, low=low, high=high, step=step)
    if left.unit == "count" and right.unit not in ("date", "code", "ordinal"):
        scaled = _scaled_like(tokens, left, right)
        left = scaled._replace(unit=right.unit, currency=right.currency, measure=right.measure)
    elif right.unit == "count" and left.unit in ("money", "percent", "multiple", "time", "ordinal"):
        right = right._replace(unit=left.unit, currency=left.currency, measure=left.measure)
    elif left.unit == "money" == right.unit and not (left.currency and right.currency):
        currency = left.currency or right.currency
        left, right = left._replace(currency=currency), right._replace(currency=currency)
    if left.unit == right.unit == "money":
        left = _scaled_like(tokens, left, right)
    same = (left.unit, left.currency, left.measure) == (right.unit, right.currency, right.measure)
    return (left, right) if same else (None, None)


def _scaled_like(tokens: Tokens, left: Quantity, right: Quantity) -> Quantity:
    """'3-5k' is 3000 to 5000 and '3 to 5 million' likewise; '500-1k' stays 500 to 1000."""
    if tokens.items[left.stop - 1].kind != "number" and left.low >= 100:
        return left
    last = next((w for p in range(right.stop - 1, right.first, -1) if (w := tokens.words[p]) in _SIZES), "")
    size = _SIZES.get(last, 1)
    if tokens.words[left.stop - 1] in _SIZES or right.step < 1 or left.low * size >= right.high:
        return left
    if last in ("m", "b") and right.unit == "measure":
        return left
    return left._replace(low=left.low * size, high=left.high * size, step=left.step * size)


_SIZES: Final[dict[str, int]] = SHORT_SCALES | {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}


def _joined(left: Quantity, right: Quantity) -> Quantity:
    comparison = _comparisons.strongest(left.comparison, right.comparison)
    step = min(left.step, right.step)
    return left._replace(stop=right.stop, high=right.high, step=step, comparison=comparison)
