"""Sentence boundaries in edited, spoken and carelessly typed text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_LENGTH = 320
"""Characters: a longer sentence is cut at a clause boundary."""

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st jr sr vs etc e.g i.e eg ie approx no nos vol dept est inc ltd co corp min max incl excl ca
    bzw z.b d.h usw evtl ggf nr str tel ph sra srta ud uds p.ej pág aprox a.m p.m am pm inc. fig jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun hr hrs wk wks yr yrs oz lb lbs ft""".split()
)
_OFTEN_LAST = frozenset("etc am pm a.m p.m inc ltd co no min max hr hrs yr yrs wk wks sat sun usw st oz lb lbs ft".split())
"""Abbreviations that often end a sentence: a capital after them begins a new one."""
_END = re.compile(r"(?P<mark>\.{2,}|…|[.!?]+(?:\.\.\.)?)(?P<close>[\"'”’»)\]]*)(?=(?P<space>\s+)(?P<next>\S)|(?P<glued>[A-ZÀ-Ý][a-zà-ÿ']))")
_LINE = re.compile(r"\s*\n\s*")
_CLAUSE = (
    re.compile(r"(?<=[;:])\s+|\s+(?:[-–—]{1,3}|\*)\s+|(?<=\.\.)\.?\s+"),
    re.compile(r"(?<=,)\s+(?=(?:but|and|so|because|which|then|yet|or|as|when|while|if|aber|und|weil|pero|y|porque)\b)"),
    re.compile(r"\s+(?=(?:but|so|because|then|however|although|though|and then|and i|and the|also|aber|weil|pero|porque)\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+(?=(?:and|which|that|when|if|or|with|for|i)\b)"),
    re.compile(r"\s+"),
)


class Stretch(NamedTuple):
    """Offsets of a sentence in its text."""

    start: int
    end: int


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of `text[start:end]`, in order, trimmed of white space, none longer than `MAX_LENGTH`.

    Abbreviations, decimals, ellipses before a lower-case word and closing quotation marks do not end a sentence;
    a line end does, but for a hard-wrapped text's; a full stop before a lower-case word does (hurried typists).
    """
    end = len(text) if end is None else end
    found = []
    for paragraph in _paragraphs(text, start, end):
        for stretch in _marked(text, *paragraph):
            found += list(_cut(text, *stretch))
    return found


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
    """Whether line ends are only layout: several lines of nearly one width, most broken inside a sentence."""
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
    mark, following = match["mark"], match["next"] or match["glued"]
    before = re.search(r"(\S*)$", text[max(start, match.start() - 20) : match.start()])
    word = before.group(1).lstrip("(\"'“").casefold() if before else ""
    if match["glued"] and len(word) < 2:
        return False
    if match["close"] and following.islower():
        return False
    if mark.startswith("..") or mark == "…":
        return not following.islower()
    if mark != ".":
        return True
    if re.fullmatch(r"[^\W\d_]", word) and word not in "i":
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
    if end - start <= MAX_LENGTH:
        if end > start:
            yield Stretch(start, end)
        return
    middle = _clause_boundary(text, start, end)
    yield from _cut(text, start, middle)
    yield from _cut(text, middle, end)


def _clause_boundary(text: str, start: int, end: int) -> int:
    """The best place to cut a run-on: the strongest kind of boundary in its middle half, nearest to the middle."""
    centre, quarter = (start + end) // 2, (end - start) // 4
    for kind in _CLAUSE:
        places = [match.end() for match in kind.finditer(text, start + quarter, end - quarter)]
        if places:
            return min(places, key=lambda place: abs(place - centre))
    return centre
