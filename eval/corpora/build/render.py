"""Renders plain Python data into the file formats that companies really export.

Every function is pure and deterministic: equal arguments give equal bytes, on any day and
machine. Nothing here knows a company; the builders of the example corpora share it.
"""

import csv
import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document

from eval.corpora.build import columns

WORDS_PER_SECOND = 2.6
"""Speed of relaxed speech, by which transcripts are timed."""

WORDS_PER_CUE = 30
"""A caption closes at the first sentence end after this many words, or where the turn ends."""

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time stamp that a zip member can carry."""


class Turn(NamedTuple):
    """One uninterrupted utterance of one speaker."""

    speaker: str
    text: str


class Interview(NamedTuple):
    """A master transcript: its front matter and its turns in order."""

    meta: dict[str, str]
    turns: tuple[Turn, ...]


class Cue(NamedTuple):
    """A caption; start and end in seconds from the beginning."""

    start: float
    end: float
    speaker: str
    text: str


def parse_master(path: Path) -> Interview:
    """Give the interview written in a master text file.

    The file opens with front matter between two lines of `---`, one `key: value` a line, and goes
    on with turns, one `Name: text` a line, blank lines between them ignored.

    Raises:
        ValueError: a front matter is missing, or a line is not a turn; names the file and line.

    """
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if len(marks) < 2 or marks[0] != 0:
        raise ValueError(f"{path}: no front matter between two lines of '---'")
    pairs = (line.partition(":") for line in lines[1 : marks[1]] if line.strip())
    meta = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    body = enumerate(lines[marks[1] + 1 :], start=marks[1] + 2)
    turns = tuple(_turn(path, number, line) for number, line in body if line.strip())
    return Interview(meta, turns)


def cues(turns: Iterable[Turn]) -> list[Cue]:
    """Give timed captions of the turns: sentences gathered to some 30 words, 0.4 s between."""
    timed: list[Cue] = []
    clock = 1.2
    for turn in turns:
        for text in _captions(turn.text):
            end = clock + max(0.9, len(text.split()) / WORDS_PER_SECOND)
            timed.append(Cue(clock, end, turn.speaker, text))
            clock = end + 0.4
    return timed


def webvtt(turns: Iterable[Turn], *, voice_tags: bool) -> str:
    """Give WebVTT; speakers as `<v Name>text</v>` with `voice_tags`, as `Name: text` without."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues(turns), start=1):
        text = html.escape(cue.text, quote=False)
        spoken = f"<v {cue.speaker}>{text}</v>" if voice_tags else f"{cue.speaker}: {text}"
        blocks.append(f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{spoken}")
    return "\n\n".join(blocks) + "\n"


def otter(turns: Iterable[Turn]) -> str:
    """Give Otter's text export: `Name`, two spaces, the time, the text below, and its footer."""
    blocks: list[str] = []
    clock = 1.2
    for turn in turns:
        minutes, seconds = divmod(int(clock), 60)
        hours, minutes = divmod(minutes, 60)
        stamp = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        blocks.append(f"{turn.speaker}  {stamp}\n{turn.text}")
        clock += max(0.9, len(turn.text.split()) / WORDS_PER_SECOND) + 0.4
    return "\n\n".join([*blocks, "Transcribed by https://otter.ai"]) + "\n"


def plain(turns: Iterable[Turn]) -> str:
    """Give bare text: `Name: text`, a blank line between turns."""
    return "\n\n".join(f"{turn.speaker}: {turn.text}" for turn in turns) + "\n"


def docx(turns: Iterable[Turn], *, title: str = "") -> bytes:
    """Give a Word document: a heading if there is a title, then one `Name: text` a paragraph."""
    document = Document()
    if title:
        document.add_heading(title, level=1)
    for turn in turns:
        document.add_paragraph(f"{turn.speaker}: {turn.text}")
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", title, ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    buffer = io.BytesIO()
    document.save(buffer)
    return _steady_zip(buffer.getvalue())


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give comma-separated text with line feeds; None becomes an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def records_csv(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Give comma-separated text of mappings; a missing field is empty, an unknown one an error."""
    return csv_text(fields, [_cells(fields, row) for row in rows])


def qualtrics_csv(questions: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> str:
    """Give a Qualtrics export: three header rows (ids, texts, import ids), then the responses.

    `questions` maps a column such as `Q1` to its wording; a row may hold any of these columns and
    of `columns.QUALTRICS_FIELDS`.
    """
    fields = [*columns.QUALTRICS_FIELDS, *questions]
    texts = [text for text, _ in columns.QUALTRICS_FIELDS.values()] + list(questions.values())
    imports = [key for _, key in columns.QUALTRICS_FIELDS.values()]
    imports += [f"QID{number}" for number in range(1, len(questions) + 1)]
    marks = [json.dumps({"ImportId": key}, separators=(",", ":")) for key in imports]
    return csv_text(fields, [texts, marks, *(_cells(fields, row) for row in rows)])


def trustpilot_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """Give a Trustpilot export; a row may hold any of `columns.TRUSTPILOT_FIELDS`."""
    return records_csv(columns.TRUSTPILOT_FIELDS, rows)


def judgeme_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """Give a Judge.me export; a row may hold any of `columns.JUDGEME_FIELDS`."""
    return records_csv(columns.JUDGEME_FIELDS, rows)


def google_review(identifier: str, name: str, rating: int, text: str, at: str) -> dict[str, Any]:
    """Give one Google Business review; rating 1 to 5, `at` in ISO 8601, no comment if no text."""
    review: dict[str, Any] = {
        "reviewId": identifier,
        "reviewer": {"displayName": name or "A Google user", "isAnonymous": not name},
        "starRating": columns.STAR_WORDS[rating - 1],
        "createTime": at,
        "updateTime": at,
    }
    return review | ({"comment": text} if text else {})


def google_json(reviews: Sequence[Mapping[str, Any]]) -> str:
    """Give a Google Business export of reviews, with their mean rating and their number."""
    stars = [columns.STAR_WORDS.index(review["starRating"]) + 1 for review in reviews]
    mean = round(sum(stars) / len(stars), 2) if stars else 0
    data = {"reviews": list(reviews), "averageRating": mean, "totalReviewCount": len(reviews)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Give the objects of a file that holds one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gzip_bytes(text: str) -> bytes:
    """Give UTF-8 text compressed, without name or time, so that equal texts give equal bytes."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as archive:
        archive.write(text.encode())
    return buffer.getvalue()


def _turn(path: Path, number: int, line: str) -> Turn:
    match = re.fullmatch(r"([^\W\d_][^:]{0,39}): +(\S.*)", line.strip())
    if not match:
        raise ValueError(f"{path}:{number}: not a turn 'Name: text': {line[:60]!r}")
    return Turn(match[1], match[2].strip())


def _captions(text: str) -> list[str]:
    captions: list[str] = []
    held: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+", text):
        held.append(sentence)
        if sum(len(part.split()) for part in held) >= WORDS_PER_CUE:
            captions.append(" ".join(held))
            held = []
    return [*captions, " ".join(held)] if held else captions


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    whole, part = divmod(milliseconds, 1000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{whole:02}.{part:03}"


def _cells(fields: Sequence[str], row: Mapping[str, object]) -> list[object]:
    if unknown := set(row) - set(fields):
        raise ValueError(f"unknown fields {sorted(unknown)}; the format has {list(fields)}")
    return [row.get(field, "") for field in fields]


def _steady_zip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return buffer.getvalue()
