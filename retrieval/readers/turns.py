"""Parsing the turns of a conversation from lines that name the speaker."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

_SPEAKER = r"(?P<name>[^\W\d_][^:\n\[\]<>]{0,39}?|[QRPIA]\d{0,2}|[Ss]peaker \d+)"
DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )"
"""The day of a message, as chat apps write it: a pattern."""
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[AaPp][Mm])?"
"""A time of day or of a recording: a pattern."""
_STAMP = rf"(?:[\[(]?{DAY}?{CLOCK}[\])]?(?:\s+-(?=\s))?)"
"""When something was said, as transcripts and chat logs write it: `[00:01:02]`, `(1:02)`, `[02/03/2026, 10:15:00]`."""
_BOLD = re.compile(r"^(?:[-*+>]\s+)?(?P<mark>\*\*|__|\*|_)(?P<name>[^*_:\n]{1,40}?)\s*(?::(?P=mark)|(?P=mark)\s*:)\s*")
"""A name as Markdown sets it off: `**Name:** text`, `__Name__: text`, in a list or quoted."""
_BYWORD = re.compile(r"\s*\((?P<role>[^()]*)\)$")
_TURN = re.compile(rf"^(?:{_STAMP}\s+)?{_SPEAKER}(?:\s+{_STAMP})?\s*:(?:\s+|$)(?P<text>.*)$")
_HEADING = re.compile(
    rf"^(?P<name>[^\W\d_][^:\n]{{0,39}}?)(?:\s{{2,}}\d{{1,2}}:\d{{2}}(?::\d{{2}})?|\s+[\[(]{CLOCK}[\])]|\t+{CLOCK})$"
    rf"|^[\[(]?{CLOCK}[\])]?\s+[-–]?\s*(?P<after>[^\W\d_][^:.,!?\n]{{0,39}})$"
)
"""A line with a speaker and a time, above what they say."""
_OTTER_FOOTER = re.compile(r"^\s*Transcribed by https?://otter\.ai\s*$", re.IGNORECASE | re.MULTILINE)


class Utterance(NamedTuple):
    """What one speaker said without a break."""

    speaker: str
    text: str


def turns_of(lines: list[str]) -> Iterator[Utterance]:
    """The turns of lines that name a speaker above what they say, or before it."""
    return headed_turns(lines) if is_headed(lines) else named_turns(lines)


def is_headed(lines: list[str]) -> bool:
    """Whether lines of a speaker and a time stand above what is said; speakers after a time must come back."""
    matches = [match for line in lines if (match := _HEADING.match(line))]
    names = [match["after"] for match in matches if match["after"]]
    return len(matches) >= 2 and len(set(names)) <= max(1, len(names) / 2)


def headed_turns(lines: Iterable[str]) -> Iterator[Utterance]:
    """Turns under lines of a speaker and a time; what stands before the first is dropped."""
    speaker = ""
    for line in lines:
        if match := _HEADING.match(line):
            speaker = (match["name"] or match["after"]).strip()
        elif speaker and not _OTTER_FOOTER.match(line):
            yield Utterance(speaker, line)


def is_named(lines: Iterable[str]) -> bool:
    """Whether lines are turns that begin with a name: at least four, of two who come back."""
    found = [match for line in _unmarked(lines)[:200] if (match := _TURN.match(line)) and _short(match)]
    names = [match["name"].strip().casefold() for match in found]
    often = {name for name in names if names.count(name) >= 2}
    return len(found) >= 4 and len(often) >= 2 and 0.5 * len(set(names)) <= len(often) + 1


def named_turns(lines: Iterable[str]) -> Iterator[Utterance]:
    """Turns of `Name: text` lines; a line without a name goes on with the turn, one before the first turn is dropped.

    A word before a colon inside speech ("One thing: ...") is no speaker: names must come back or be the first two.
    """
    rows = [line for line in _unmarked(lines) if line]
    names = [match["name"].strip() for row in rows if (match := _TURN.match(row))]
    known = {name for name in names if names.count(name) > 1} or set(names[:2])
    speaker = ""
    for row in rows:
        match = _TURN.match(row)
        if match and match["name"].strip() in known:
            speaker = match["name"].strip()
            yield Utterance(speaker, match["text"])
        elif speaker:
            yield Utterance(speaker, row)


def caption_turns(lines: Iterable[str]) -> Iterator[Utterance]:
    """The turns in a caption: `Name: text`; a line without a name has no speaker and goes on with the one before."""
    for line in lines:
        match = _TURN.match(line.strip())
        if match and _short(match):
            yield Utterance(match["name"].strip(), match["text"])
        elif line.strip():
            yield Utterance("", line.strip())


def merged(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Cues of one speaker joined to turns; what nobody is named for goes on with the speaker before."""
    speaker, words = "", list[str]()
    for utterance in utterances:
        if utterance.speaker and utterance.speaker != speaker:
            if speaker and words:
                yield Utterance(speaker, " ".join(words))
            speaker, words = utterance.speaker, []
        text = " ".join(utterance.text.split())
        if speaker and text:
            words.append(text)
    if speaker and words:
        yield Utterance(speaker, " ".join(words))


def before_the_first(lines: Iterable[str]) -> list[str]:
    """The lines before the first name or time.

    A line that only a table of facts has ("Client: 10877", no one saying it again) is none of a speaker.
    """
    plain = _unmarked(lines)
    spoken = Counter(match["name"].strip() for line in plain if (match := _TURN.match(line)))
    return list(takewhile(lambda line: not _opens(line, spoken), plain))


def _opens(line: str, spoken: Mapping[str, int]) -> bool:
    """Whether a line is the first of what is said."""
    if "-->" in line or _HEADING.match(line):
        return True
    match = _TURN.match(line)
    return match is not None and spoken[match["name"].strip()] > 1


def _short(turn: re.Match[str]) -> bool:
    """Whether what stands before the colon may be a name: four words at most."""
    return len(turn["name"].split()) <= 4


def bare_name(speaker: str) -> str:
    """A speaker's name without the role in brackets: `Sabine` for `Sabine (interviewer)`."""
    return _BYWORD.sub("", speaker)


def _unmarked(lines: Iterable[str]) -> list[str]:
    """Lines without Markdown around the names, each name as its fullest form: `Sabine (interviewer)`."""
    plain = [_BOLD.sub(lambda match: f"{match['name']}: ", line.strip()) for line in lines]
    names = {match["name"].strip() for line in plain if (match := _TURN.match(line))}
    fullest = {bare_name(name): name for name in names if _BYWORD.search(name)}
    return [_with_name(line, fullest) for line in plain] if fullest else plain


def _with_name(line: str, fullest: dict[str, str]) -> str:
    match = _TURN.match(line)
    name = match["name"].strip() if match else ""
    return line.replace(name, fullest[name], 1) if name in fullest else line
