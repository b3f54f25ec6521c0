"""Cuts a folded text into words, numerals and signs, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["word", "number", "fraction", "dotted", "sign"]

_TOKEN = re.compile(
    r"([^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|((?<![\w.])\.[0-9]+|[0-9]+(?:[,.'_ ][0-9]+)*)"
    r"|(\x1e[0-9]+/[0-9]+)"
    r"|((?:\x1d[0-9])+|\x1e[0-9]+)"
    r"|(\S)"
)
_PIECE = re.compile(r"([0-9]+)([,.'_ ]?)")
_LONGEST_INDIAN = 8
_SWAP = str.maketrans(".,", ",.")


class Token(NamedTuple):
    """A word, a numeral or a sign of the folded text."""

    kind: Kind
    word: str
    """Lower case."""
    raw: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(1)


_make, _ZERO, _ONE = Token._make, Decimal(0), Decimal(1)
_PADDING = [Token("sign", "", "", -8, -9)] * 16


class Tokens:
    """The tokens of a text, with empty signs beyond both ends.

    A negative index reads the padding at the end of the lists, so a look at the neighbours of a
    token needs no bounds; no rule looks farther than the padding.
    """

    __slots__ = ("items", "size", "words")

    def __init__(self, text: str, *, decimal_comma: bool = False) -> None:
        """Cut the folded text; `decimal_comma` reads 1.234,5 as most of Europe does."""
        self.items = list(_cut(text, decimal_comma=decimal_comma))
        self.size = len(self.items)
        self.items += _PADDING
        self.words = [token.word for token in self.items]

    def touching(self, index: int) -> bool:
        """Whether nothing stands between this token and the next."""
        return self.items[index].end == self.items[index + 1].start

    def after(self, index: int) -> int:
        """The token after this one, stepping over a hyphen glued to it."""
        if self.words[index + 1] == "-" and self.touching(index):
            return index + 2
        return index + 1

    def before(self, index: int) -> int:
        """The token before this one, stepping over a hyphen glued to it."""
        if self.words[index - 1] == "-" and self.touching(index - 1):
            return index - 2
        return index - 1


def _cut(text: str, *, decimal_comma: bool) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        raw, (start, end) = match[0], match.span()
        group = match.lastindex
        if group == 1:
            yield _make(("word", raw.lower(), raw, start, end, _ZERO, _ONE))
        elif group == 5:
            yield _make(("sign", raw, raw, start, end, _ZERO, _ONE))
        elif group == 3:
            yield _vulgar(raw, start, end)
        elif group == 2 and not raw.isdigit():
            yield from _numerals(raw, start, decimal_comma=decimal_comma)
        else:
            digits = raw if group == 2 else raw.replace("\x1d", "").replace("\x1e", "")
            yield Token("number", raw, raw, start, end, Decimal(digits))


def _vulgar(raw: str, start: int, end: int) -> Token:
    top, bottom = raw[1:].split("/")
    value = Decimal(top) / Decimal(bottom) if int(bottom) else Decimal(0)
    return Token("fraction", raw, raw, start, end, value, Decimal("0.01"))


def _numerals(raw: str, start: int, *, decimal_comma: bool) -> Iterator[Token]:
    """The numbers in a run of digits and separators; '1,200' is one, '1,2,3' are three."""
    if raw[0] == ".":
        yield _numeral(raw, raw, start)
        return
    run = raw.translate(_SWAP) if decimal_comma else raw
    pieces = [(match[1], match[2], match.start()) for match in _PIECE.finditer(run)]
    pieces.append(("", "", len(run)))
    index = 0
    while index < len(pieces) - 1:
        last, mark, dotted = _extent(pieces, index)
        begin, end = pieces[index][2], pieces[last][2] + len(pieces[last][0])
        shown = raw[begin:end]
        if dotted:
            yield Token("dotted", shown, shown, start + begin, start + end)
        else:
            digits = "".join(piece for piece, _, _ in pieces[index : last if mark else last + 1])
            plain = f"{digits}.{pieces[last][0]}" if mark else digits
            yield _numeral(plain, shown, start + begin)
        index = last + 1


def _numeral(plain: str, shown: str, start: int) -> Token:
    value = Decimal(plain)
    places = len(plain.partition(".")[2])
    return Token("number", shown, shown, start, start + len(shown), value, Decimal(1).scaleb(-places))


def _extent(pieces: list[tuple[str, str, int]], index: int) -> tuple[int, bool, bool]:
    """Last piece of the number that begins here, whether that is decimals, whether it is dotted."""
    separator = pieces[index][1]
    last = _group_end(pieces, index)
    if separator == "." and last - index < 2:
        if last > index and pieces[last][1] == ",":
            return (last + 1, True, False)
        last = index
        while pieces[last][1] == ".":
            last += 1
        return (last, last == index + 1, last > index + 1)
    point = "," if separator == "." else "."
    decimals = pieces[last][1] == point and pieces[last + 1][1] != point
    return (last + 1, True, False) if decimals else (last, False, False)


def _group_end(pieces: list[tuple[str, str, int]], index: int) -> int:
    """Last piece joined to this one by a thousands separator (Indian grouping included)."""
    digits, separator, _ = pieces[index]
    if not separator or len(digits) > 3:
        return index
    last = index
    while pieces[last][1] == separator and len(pieces[last + 1][0]) == 3:
        last += 1
    if last == index and separator == "," and len(digits) < 3:
        return _indian_end(pieces, index)
    return last


def _indian_end(pieces: list[tuple[str, str, int]], index: int) -> int:
    last = index
    while pieces[last][1] == "," and len(pieces[last + 1][0]) == 2 and last - index < _LONGEST_INDIAN:
        last += 1
    if last > index and pieces[last][1] == "," and len(pieces[last + 1][0]) == 3:
        return last + 1
    return index


def whole_number(token: Token, low: int, high: int) -> int:
    """The token's value when it is a whole number in the range, else -1."""
    if token.kind != "number" or not token.raw.isdigit() or len(token.raw) > 4:
        return -1
    value = int(token.value)
    return value if low <= value <= high else -1
