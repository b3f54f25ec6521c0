"""Previewing a mapping on a file's first rows."""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from personas.base import Record
from personas.errors import VerismError
from personas.sources import SourceKind
from retrieval.readers import FIELDS, Participants, VoiceExtract
from retrieval.readers.participants import is_participants
from retrieval.readers.speakers import interviewers
from retrieval.readers.tables import header_rows
from retrieval.readers.transcripts import parse
from workspace.recognition.candidate_columns import LEDGER_FIELDS
from workspace.recognition.damage import damage_named
from workspace.recognition.reading import read
from workspace.recognition.recognising import first_look, recognise
from workspace.roles import permitted
from workspace.workspace import Workspace

KINDS: tuple[SourceKind, ...] = ("transactions", "survey", "reviews", "tickets", "posts")
"""What a mapping made on the page can describe."""
_ROWS = 8


class Preview(Record):
    """The first rows of a file as they would be taken in, or why they would not."""

    rows: tuple[dict[str, str], ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()


def fields(kind: SourceKind) -> tuple[str, ...]:
    """What a mapping of that kind may name."""
    return LEDGER_FIELDS if kind == "transactions" else FIELDS[kind]


def mapping_text(
    kind: SourceKind, columns: Mapping[str, str], questions: Mapping[str, str] | None = None, header_rows: int = 1
) -> str:
    """A mapping as the file that `verism ingest --map` reads."""
    described: dict[str, object] = {"kind": kind, "columns": dict(columns)}
    if kind == "survey":
        described |= {"header_rows": header_rows, "questions": dict(questions or {})}
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True)


def header(file: Path) -> list[str]:
    """The names of a table's columns, as the file has them. Raises BadInput."""
    return [name for name in dict.fromkeys(first_look(file).header) if name.strip()]


def speakers(file: Path) -> dict[str, bool]:
    """Who speaks in a transcript, and whether they are taken for an interviewer; nobody in any other file.

    Raises BadInput for one that is damaged or too large.
    """
    looked = first_look(file)
    if is_participants(looked):
        return {}
    with damage_named(file):
        said = parse(file, looked)
    asking = interviewers(said)
    return {speaker: speaker in asking for speaker in dict.fromkeys(one.speaker for one in said)}


def interview_mapping(asking: Sequence[str]) -> str:
    """A mapping that says who asks in an interview."""
    return yaml.safe_dump({"kind": "interviews", "interviewers": list(asking)}, sort_keys=False, allow_unicode=True)


@permitted("gather")
def preview(workspace: Workspace, file: Path, described: str) -> Preview:
    """The first rows read through a mapping's text, as they would be stored: cleaned, without personal data."""
    with tempfile.TemporaryDirectory() as folder:
        rows, mapping = Path(folder) / "first_rows.csv", Path(folder) / "mapping.yaml"
        mapping.write_text(described, encoding="utf-8")
        try:
            looked = first_look(file)
            with rows.open("w", encoding="utf-8", newline="") as target:
                csv.writer(target).writerows(looked.head[: _ROWS + header_rows(looked.head)])
            found = recognise(rows, explicit=True, mapping=mapping)
            if found.problem:
                return Preview(problem=found.problem.replace(repr(rows.name), repr(file.name)))
            extract = read(found, "src-0000000000", Participants())
        except VerismError as error:
            return Preview(problem=str(error).replace(repr(rows.name), repr(file.name)))
    notes = extract.report.notes
    if isinstance(extract, VoiceExtract):
        return Preview(rows=_texts(extract), notes=notes)
    frame = extract.frame.dropna(axis="columns", how="all").head(_ROWS)
    return Preview(rows=tuple(_row(record) for record in frame.to_dict("records")), notes=notes)


def _texts(extract: VoiceExtract) -> tuple[dict[str, str], ...]:
    people = {one.id: one for one in extract.respondents}
    if not extract.documents:
        return tuple(_row({"customer_id": one.customer_id, **one.attributes}) for one in extract.respondents[:_ROWS])
    return tuple(
        _row(
            {
                "text": one.text,
                "question": one.question,
                "date": one.date and one.date.date(),
                "rating": one.rating,
                "customer_id": people[one.respondent_id].customer_id,
                "language": one.language,
                **people[one.respondent_id].attributes,
                **one.attributes,
            }
        )
        for one in extract.documents[:_ROWS]
    )


def _row(record: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): "" if value is None or value != value else str(value) for name, value in record.items()}
