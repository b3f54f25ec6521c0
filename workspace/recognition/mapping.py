"""Proposing a column mapping for a file that no reader recognises."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

import yaml

from personas.base import Record
from personas.errors import BadInput
from personas.sources import SourceKind
from retrieval.readers import FIELDS, QUESTION_KINDS, recognise_voices
from retrieval.readers.heads import head_columns
from retrieval.readers.mapped_surveys import question_kind
from retrieval.readers.recognition import RECOMMENDING
from retrieval.readers.tables import header_rows
from segments.tables import Sample, plain
from workspace.recognition.candidate_columns import candidate_columns
from workspace.recognition.recognising import first_look

_EXAMPLES = 3
_OF_SURVEYS = {"customer": "customer_id", "order": "order_id"}
_NEEDED: Mapping[SourceKind, tuple[str, ...]] = {
    "transactions": ("customer_id", "ordered_at", "amount"),
    "customers": ("customer_id",),
}


class Proposal(Record):
    """What a file may be, and which of its columns is what: to be looked at and corrected by a person."""

    file: str
    kind: SourceKind
    columns: dict[str, str]
    """Ours -> theirs."""
    questions: dict[str, str] = {}
    """Of surveys: theirs -> what its answers are."""
    header_rows: int = 1
    """Of surveys: how many rows name the columns."""
    open: tuple[str, ...]
    """Ours that are needed and that no column was found for."""
    unused: dict[str, tuple[str, ...]]
    """Theirs that are not used -> their first values."""

    def text(self) -> str:
        """The mapping file, with what is left to decide as comments."""
        command = f"verism ingest {quote(self.file)} --map THIS_FILE"
        lines = [f"# A proposal for {self.file}: read it, correct it, then `{command}`."]
        described: dict[str, object] = {"kind": self.kind, "columns": self.columns}
        if self.kind == "survey":
            described |= {"header_rows": self.header_rows, "questions": self.questions}
        lines.append(yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=200))
        if self.questions:
            lines.append(f"# A question is one of: {', '.join(QUESTION_KINDS)}.")
        lines += [f"#  {name}:    # needed: which column is it?" for name in self.open]
        lines += [
            f"# not used: {name!r}, for example {', '.join(map(repr, cells))}" for name, cells in self.unused.items()
        ]
        return "\n".join(line.rstrip("\n") for line in lines) + "\n"


def propose(file: Path, *, kind: SourceKind | None = None) -> Proposal:
    """A mapping for a table, by the names of its columns and by what stands in them.

    Raises BadInput for what is no table, and for a kind that no mapping describes.
    """
    looked = first_look(file)
    if len(looked.head) < 2:
        raise BadInput(f"{file.name!r} is no table with a header: only tables are mapped.")
    candidates = candidate_columns(looked)
    if kind is not None and kind not in (*candidates, "survey"):
        raise BadInput(f"Mappings are proposed for survey, {', '.join(candidates)}; for {kind} see docs/formats.md.")
    survey = _survey(looked)
    chosen = kind or _recognised(looked) or _likeliest(candidates, survey)
    if chosen == "survey":
        return survey
    columns = candidates[chosen]
    needed = _NEEDED.get(chosen, ("text",))
    return Proposal(
        file=file.name,
        kind=chosen,
        columns=columns,
        open=tuple(name for name in needed if name not in columns),
        unused={} if chosen == "customers" else _unused(looked, set(columns.values())),
    )


def _recognised(looked: Sample) -> SourceKind | None:
    """Tickets, posts or a survey that asks for a recommendation, where the file is taken for one without a mapping."""
    found = recognise_voices(looked)
    known = found is not None and (found.kind in ("tickets", "posts") or found.name == RECOMMENDING)
    return found.kind if found is not None and known else None


def _likeliest(candidates: Mapping[SourceKind, dict[str, str]], survey: Proposal) -> SourceKind:
    """Purchases where there is a customer and an amount; reviews where there is a rating; then customers; else voices.

    A table is one of customers where each has one row and none writes a text; one in which nobody does is no ticket.
    """
    if {"customer_id", "amount"} <= candidates["transactions"].keys():
        return "transactions"
    if "rating" in candidates["reviews"]:
        return "reviews"
    if candidates["customers"]:
        return "customers"
    asked = [kind for kind in survey.questions.values() if kind != "left out"]
    several = len(asked) > 1 and "thread" not in candidates["tickets"]
    return "survey" if several or (asked and "text" not in candidates["tickets"]) else "tickets"


def _survey(looked: Sample) -> Proposal:
    """Who answers and when, and what the answers to each question are; columns set aside stay so and are not named."""
    columns = head_columns(looked)
    fields = {_OF_SURVEYS.get(column.role, column.role): column.name for column in reversed(columns)}
    named = {field: fields[field] for field in FIELDS["survey"] if field in fields}
    asked = [c for c in columns if c.name not in named.values() and c.role not in ("personal", "sensitive")]
    return Proposal(
        file=looked.name,
        kind="survey",
        columns=named,
        questions={column.name: question_kind(column) for column in asked},
        header_rows=header_rows(looked.head),
        open=(),
        unused={},
    )


def _unused(looked: Sample, used: set[str]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(_cells(looked.head[1:], place))
        for place, name in enumerate(looked.header)
        if name not in used and plain(name)
    }


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    cells = dict.fromkeys(row[place].strip()[:40] for row in rows if place < len(row) and row[place].strip())
    return list(cells)[:_EXAMPLES]
