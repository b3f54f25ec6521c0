"""Transcripts as their tools write them, to utterances."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import webvtt

from personas.errors import BadInput
from retrieval.readers.documents import pages_of, paragraphs_of, text_of
from retrieval.readers.tables import read_table
from retrieval.readers.transcript_tables import is_spoken_table, spoken_columns
from segments.tables import Sample

_SPEAKER = r"(?P<name>[^\W\d_][^:\n\[\]<>]{0,39}?|[QRPIA]\d{0,2}|[Ss]peaker \d+)"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[AaPp][Mm])?"
_STAMP = rf"(?:[\[(]?{_DAY}?{_CLOCK}[\])]?(?:\s+-(?=\s))?)"
"""When something was said, as transcripts and chat logs write it: `[00:01:02]`, `(1:02)`, `[02/03/2026, 10:15:00]`."""
_BOLD = re.compile(r"^(?:[-*+>]\s+)?(?P<mark>\*\*|__|\*|_)(?P<name>[^*_:\n]{1,40}?)\s*(?::(?P=mark)|(?P=mark)\s*:)\s*")
"""A name as Markdown sets it off: `**Name:** text`, `__Name__: text`, in a list or quoted."""
_BYWORD = re.compile(r"\s*\((?P<role>[^()]*)\)$")
_TURN = re.compile(rf"^(?:{_STAMP}\s+)?{_SPEAKER}(?:\s+{_STAMP})?\s*:(?:\s+|$)(?P<text>.*)$")
_OTTER = re.compile(
    rf"^(?P<name>[^\W\d_][^:\n]{{0,39}}?)(?:\s{{2,}}\d{{1,2}}:\d{{2}}(?::\d{{2}})?|\s+[\[(]{_CLOCK}[\])]|\t+{_CLOCK})$"
    rf"|^[\[(]?{_CLOCK}[\])]?\s+[-–]?\s*(?P<after>[^\W\d_][^:.,!?\n]{{0,39}})$"
)
"""A line with a speaker and a time, above what they say."""
_TIMES = re.compile(r"^\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+\s*-->\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+")
"""From when to when, above a speaker, above what they say."""
_OTTER_FOOTER = re.compile(r"^\s*Transcribed by https?://otter\.ai\s*$", re.IGNORECASE | re.MULTILINE)
_SRT = re.compile(r"^\ufeff?\s*\d+\s*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->", re.MULTILINE)
_MARKUP = re.compile(r"</?[cvibu](?:[.\s][^>]*)?>|<\d[\d:.]*>")


LARGEST = 64 << 20
"""Bytes of a transcript on disk. It is read whole: who asks shows at its end. A day of talk is a hundredth of this."""


class Utterance(NamedTuple):
    """What one speaker said without a break."""

    speaker: str
    text: str


Parser = Callable[[Path, Sample], list[Utterance]]


def kind_of(looked: Sample) -> str | None:
    """`webvtt`, `srt`, `timed`, `otter`, `docx`, `pdf` or `plain`, by content; None for what is no transcript."""
    if looked.container in ("docx", "pdf"):
        return looked.container
    if looked.container != "text":
        return None
    text = looked.text.lstrip("\ufeff \r\n")
    lines = [line.strip() for line in text.splitlines()]
    if text.startswith("WEBVTT"):
        return "webvtt"
    if _SRT.match(text.replace("\r\n", "\n")):
        return "srt"
    if sum(_TIMES.match(line) is not None for line in lines) >= 2:
        return "timed"
    if _is_headed(lines):
        return "otter"
    return "plain" if _is_plain(_unmarked(line for line in lines if line)) else None


def _is_headed(lines: list[str]) -> bool:
    """Whether lines of a speaker and a time stand above what is said; speakers after a time must come back."""
    matches = [match for line in lines if (match := _OTTER.match(line))]
    names = [match["after"] for match in matches if match["after"]]
    return len(matches) >= 2 and len(set(names)) <= max(1, len(names) / 2)


def parse(path: Path, looked: Sample) -> list[Utterance]:
    """The utterances of a transcript, cues of one speaker merged.

    Raises BadInput when nobody says anything, and for more than `LARGEST` bytes.
    """
    if looked.size > LARGEST:
        raise BadInput(
            f"{looked.name!r} is a transcript of {looked.size >> 20:,} MB; up to {LARGEST >> 20} MB are read at once. "
            "Cut it into one file a conversation and ingest the folder."
        )
    kind = "table" if is_spoken_table(looked) else kind_of(looked) or "plain"
    utterances = list(_merged(_PARSERS[kind](path, looked)))
    if not utterances:
        raise BadInput(
            f"{looked.name!r} names no speakers. Write each turn as `Name: what they said` and ingest it again."
        )
    return utterances


def preamble(path: Path, looked: Sample) -> str:
    """What stands before the first turn: a title, a date, whose interview it is.

    That is the lines before the first name or time, where a line that only a table of facts has ("Client: 10877",
    no one saying it again) is none of a speaker.
    """
    read = {"docx": paragraphs_of, "pdf": pages_of}.get(looked.container)
    lines = _unmarked(read(path) if read else text_of(path, looked).splitlines())
    spoken = Counter(match["name"].strip() for line in lines if (match := _TURN.match(line)))
    return "\n".join(takewhile(lambda line: not _opens(line, spoken), lines))


def _opens(line: str, spoken: Mapping[str, int]) -> bool:
    """Whether a line is the first of what is said."""
    match = _TURN.match(line)
    return "-->" in line or _OTTER.match(line) is not None or (match is not None and spoken[match["name"].strip()] > 1)


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


def _is_plain(lines: list[str]) -> bool:
    matches = [match for line in lines[:200] if (match := _TURN.match(line)) and len(match["name"].split()) <= 4]
    names = [match["name"].strip().casefold() for match in matches]
    often = {name for name in names if names.count(name) >= 2}
    return len(matches) >= 4 and len(often) >= 2 and 0.5 * len(set(names)) <= len(often) + 1


def _webvtt(path: Path, looked: Sample) -> Iterator[Utterance]:
    text = text_of(path, looked)
    captions = webvtt.from_string(text if text.startswith("WEBVTT") else "WEBVTT\n\n" + text)
    for caption in captions:
        raw = "\n".join(caption.lines)
        if voices := re.findall(r"<v(?:\.[^\s>]+)?\s+([^>]+)>(.*?)(?=<v[.\s]|\Z)", raw, re.DOTALL):
            yield from (Utterance(name.strip(), _MARKUP.sub("", words)) for name, words in voices)
        else:
            yield from _spoken(_MARKUP.sub("", raw).splitlines())


def _srt(path: Path, looked: Sample) -> Iterator[Utterance]:
    text = text_of(path, looked).replace("\r\n", "\n")
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.strip().splitlines() if line.strip()]
        start = next((place + 1 for place, line in enumerate(lines) if "-->" in line), len(lines))
        yield from _spoken(_MARKUP.sub("", line) for line in lines[start:])


def _otter(path: Path, looked: Sample) -> Iterator[Utterance]:
    return _otter_lines([line.strip() for line in text_of(path, looked).splitlines() if line.strip()])


def _timed(path: Path, looked: Sample) -> Iterator[Utterance]:
    """A line of times, a line with the speaker, what they say."""
    lines = [line.strip() for line in text_of(path, looked).splitlines()]
    speaker, named = "", True
    for line in lines:
        if _TIMES.match(line):
            named = False
        elif line and not named:
            speaker, named = line.rstrip(":"), True
        elif line and speaker:
            yield Utterance(speaker, line)


def _table(path: Path, looked: Sample) -> Iterator[Utterance]:
    who, what = spoken_columns(looked) or ("", "")
    frame = read_table(path, looked).frame
    yield from (Utterance(speaker.strip(), said) for speaker, said in zip(frame[who], frame[what], strict=True))


def _word_document(path: Path, looked: Sample) -> Iterator[Utterance]:
    return _of_lines(paragraphs_of(path))


def _pdf(path: Path, looked: Sample) -> Iterator[Utterance]:
    return _of_lines(pages_of(path))


def _of_lines(paragraphs: list[str]) -> Iterator[Utterance]:
    return _otter_lines(paragraphs) if _is_headed(paragraphs) else _named(paragraphs)


def _otter_lines(lines: list[str]) -> Iterator[Utterance]:
    speaker = ""
    for line in lines:
        if match := _OTTER.match(line):
            speaker = (match["name"] or match["after"]).strip()
        elif speaker and not _OTTER_FOOTER.match(line):
            yield Utterance(speaker, line)


def _plain(path: Path, looked: Sample) -> Iterator[Utterance]:
    return _named(text_of(path, looked).splitlines())


def _named(lines: Iterable[str]) -> Iterator[Utterance]:
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


def _spoken(lines: Iterable[str]) -> Iterator[Utterance]:
    """A caption's lines: `Name: text`, or the going-on of the speaker before."""
    for line in lines:
        match = _TURN.match(line.strip())
        if match and len(match["name"].split()) <= 4:
            yield Utterance(match["name"].strip(), match["text"])
        elif line.strip():
            yield Utterance("", line.strip())


def _merged(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
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


_PARSERS: dict[str, Callable[[Path, Sample], Iterator[Utterance]]] = {
    "webvtt": _webvtt,
    "srt": _srt,
    "timed": _timed,
    "table": _table,
    "otter": _otter,
    "docx": _word_document,
    "pdf": _pdf,
    "plain": _plain,
}
