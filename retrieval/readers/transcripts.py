"""Parsing transcripts (WebVTT, SRT, Otter, chats, Word, PDF, plain text) into utterances."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import webvtt

from personas.errors import BadInput
from retrieval.readers.chat_logs import chat_turns, is_chat
from retrieval.readers.documents import pages_of, paragraphs_of, text_of
from retrieval.readers.tables import read_table
from retrieval.readers.transcript_tables import is_spoken_table, spoken_columns
from retrieval.readers.turns import (
    Utterance,
    before_the_first,
    caption_turns,
    headed_turns,
    is_headed,
    is_named,
    merged,
    named_turns,
    turns_of,
)
from segments.tables import Sample

_TIMES = re.compile(r"^\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+\s*-->\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+")
"""From when to when, above a speaker, above what they say."""
_SRT = re.compile(r"^\ufeff?\s*\d+\s*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->", re.MULTILINE)
_MARKUP = re.compile(r"</?[cvibu](?:[.\s][^>]*)?>|<\d[\d:.]*>")

_DOCUMENTS = {"pdf": "is a PDF that ", "docx": "is a Word document that "}
"""Container of a document -> how what is wrong with it begins."""
LARGEST = 64 << 20
"""Bytes of a transcript on disk. It is read whole: who asks shows at its end. A day of talk is a hundredth of this."""


def kind_of(looked: Sample) -> str | None:
    """`webvtt`, `srt`, `timed`, `otter`, `chat`, `docx`, `pdf` or `plain`, by content; None for no transcript."""
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
    if is_chat(lines):
        return "chat"
    if is_headed(lines):
        return "otter"
    return "plain" if is_named(line for line in lines if line) else None


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
    utterances = list(merged(_PARSERS[kind](path, looked)))
    if not utterances:
        document = _DOCUMENTS.get(looked.container, "")
        raise BadInput(
            f"{looked.name!r} {document}names no speakers. "
            "Write each turn as `Name: what they said` and ingest it again."
        )
    return utterances


def preamble(path: Path, looked: Sample) -> str:
    """What stands before the first turn: a title, a date, whose interview it is."""
    read = {"docx": paragraphs_of, "pdf": pages_of}.get(looked.container)
    return "\n".join(before_the_first(read(path) if read else text_of(path, looked).splitlines()))


def _webvtt(path: Path, looked: Sample) -> Iterator[Utterance]:
    text = text_of(path, looked)
    captions = webvtt.from_string(text if text.startswith("WEBVTT") else "WEBVTT\n\n" + text)
    for caption in captions:
        raw = "\n".join(caption.lines)
        if voices := re.findall(r"<v(?:\.[^\s>]+)?\s+([^>]+)>(.*?)(?=<v[.\s]|\Z)", raw, re.DOTALL):
            yield from (Utterance(name.strip(), _MARKUP.sub("", words)) for name, words in voices)
        else:
            yield from caption_turns(_MARKUP.sub("", raw).splitlines())


def _srt(path: Path, looked: Sample) -> Iterator[Utterance]:
    text = text_of(path, looked).replace("\r\n", "\n")
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.strip().splitlines() if line.strip()]
        start = next((place + 1 for place, line in enumerate(lines) if "-->" in line), len(lines))
        yield from caption_turns(_MARKUP.sub("", line) for line in lines[start:])


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


def _otter(path: Path, looked: Sample) -> Iterator[Utterance]:
    return headed_turns(line.strip() for line in text_of(path, looked).splitlines() if line.strip())


def _chat(path: Path, looked: Sample) -> Iterator[Utterance]:
    return chat_turns(text_of(path, looked).splitlines())


def _table(path: Path, looked: Sample) -> Iterator[Utterance]:
    who, what = spoken_columns(looked) or ("", "")
    frame = read_table(path, looked).frame
    yield from (Utterance(speaker.strip(), said) for speaker, said in zip(frame[who], frame[what], strict=True))


def _word_document(path: Path, looked: Sample) -> Iterator[Utterance]:
    return turns_of(paragraphs_of(path))


def _pdf(path: Path, looked: Sample) -> Iterator[Utterance]:
    return turns_of(pages_of(path))


def _plain(path: Path, looked: Sample) -> Iterator[Utterance]:
    return named_turns(text_of(path, looked).splitlines())


_PARSERS: dict[str, Callable[[Path, Sample], Iterator[Utterance]]] = {
    "webvtt": _webvtt,
    "srt": _srt,
    "timed": _timed,
    "table": _table,
    "otter": _otter,
    "chat": _chat,
    "docx": _word_document,
    "pdf": _pdf,
    "plain": _plain,
}
