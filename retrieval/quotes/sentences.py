"""Sentence boundaries in edited, spoken and carelessly typed text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.data import word_list

MAX_LENGTH = 320
"""Characters: a longer sentence is cut at a clause boundary."""

_ABBREVIATIONS = frozenset(word_list("abbreviations"))
_OFTEN_LAST = frozenset(word_list("abbreviations_often_last"))
_END = re.compile(
    r"(?P<mark>\.{2,}|…|[.!?؟]+(?:\.\.\.)?)(?P<close>[\"'”’»)\]]*)"
    r"(?=\s+(?P<next>\S)|(?P<glued>[A-ZÀ-Ý][a-zà-ÿ']))"
    r"|(?P<wide>[。！？]+[」』）]*)"
)
_LINE = re.compile(r"\s*\n\s*")
_AND = "and|und|y"
_LINK = "but|so|because|then|however|although|though|also|aber|weil|pero|porque"
_CLAUSES = (
    re.compile(r"(?<=[;:])\s+|\s+(?:[-–—]{1,3}|\*)\s+|(?<=\.\.)\.?\s+"),
    re.compile(rf"(?<=,)\s+(?=(?:{_LINK}|{_AND}|which|yet|or|as|when|while|if)\b)"),
    re.compile(rf"\s+(?=(?:{_LINK}|and (?:then|i|the))\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(rf"\s+(?=(?:{_AND}|which|that|when|if|or|with|for|i)\b)"),
    re.compile(r"\s+"),
)
"""Places to cut a run-on, the strongest first."""


class Stretch(NamedTuple):
    """Offsets of a sentence in its text."""

    start: int
    end: int


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of `text[start:end]`, in order, trimmed of white space, none longer than `MAX_LENGTH`.

    Abbreviations, decimals, ellipses before a lower-case word and closing quotation marks do not end a sentence;
    a line end does, but for a hard-wrapped text's; a full stop before a lower-case word does (hurried typists).
    """
    end = len(text) if end is None else min(end, len(text))
    return [
        piece
        for paragraph in _paragraphs(text, start, end)
        for stretch in _marked(text, *paragraph)
        for piece in _cut(text, *stretch)
    ]


def _paragraphs(text: str, start: int, end: int) -> Iterator[Stretch]:
    wrapped = _is_wrapped(text[start:end])
    position = start
    for match in _LINE.finditer(text, start, end):
        soft = wrapped and match.group().count("\n") == 1 and text[match.start() - 1 : match.start()] not in ".!?:"
        if not soft:
            yield Stretch(position, match.start())
            position = match.end()
    yield Stretch(position, end)


def _is_wrapped(text: str) -> bool:
    """Whether line ends are only layout: several lines, most broken inside a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    broken = sum(line.rstrip()[-1] not in ".!?:" and len(line) > 45 for line in lines[:-1])
    return broken >= 0.6 * (len(lines) - 1)


def _marked(text: str, start: int, end: int) -> Iterator[Stretch]:
    position = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, start, match):
            yield Stretch(position, match.end())
            position = match.end()
    yield Stretch(position, end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark with what follows it ends a sentence."""
    if match["wide"]:
        return True
    mark, following = match["mark"], match["next"] or match["glued"]
    before = text[max(start, match.start() - 20) : match.start()].split(" ")[-1]
    word = before.lstrip("(\"'“").casefold()
    if match["close"] and following.islower():
        return False
    if mark.startswith("..") or mark == "…":
        return not following.islower()
    if mark != ".":
        return True
    if len(word) < 2 and (match["glued"] or (word.isalpha() and word != "i")):
        return False
    if word in _ABBREVIATIONS:
        return word in _OFTEN_LAST and following.isupper()
    opens_list = text[start : match.start()].strip().isdigit()
    return not opens_list


def _cut(text: str, start: int, end: int) -> Iterator[Stretch]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > MAX_LENGTH:
        middle = _clause_boundary(text, start, end)
        yield from _cut(text, start, middle)
        yield from _cut(text, middle, end)
    elif end > start:
        yield Stretch(start, end)


def _clause_boundary(text: str, start: int, end: int) -> int:
    """The best place to cut a run-on: the strongest kind of boundary in its middle half, nearest to the middle."""
    centre, quarter = (start + end) // 2, (end - start) // 4
    for kind in _CLAUSES:
        places = [match.end() for match in kind.finditer(text, start + quarter, end - quarter)]
        if places:
            return min(places, key=lambda place: abs(place - centre))
    return centre
