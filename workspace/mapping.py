"""Proposing a column mapping for a file that no reader recognises."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

import yaml

from personas.base import Record
from personas.errors import BadInput
from personas.normalising import word_count
from personas.sources import SourceKind
from retrieval.readers import FIELDS, QUESTION_KINDS, recognise_voices
from retrieval.readers.by_values import reviews_by_values
from retrieval.readers.heads import head_columns, head_roles, written
from retrieval.readers.mapped_surveys import question_kind
from retrieval.readers.message_layouts import message_columns
from retrieval.readers.review_layouts import generic_layout
from retrieval.readers.tables import header_rows
from segments.tables import Sample, plain
from segments.tables.ledger_by_values import customer_by_values, told_by_values
from segments.tables.ledger_names import LEDGER_SYNONYMS
from segments.tables.names import find_columns
from workspace.reading import first_look

_EXAMPLES = 3
_COME_BACK = 4
"""Times that each kind of product stands in the first rows on average, at the least."""
_BY_NAME = (
    "customer_name client_name buyer_name member_name full_name name kundenname kunden_name name_des_kunden nachname"
).split()
"""Names of a ledger's column that may say who bought, where nothing else does: of names a hash is kept."""
_OURS = {"customer": "customer_id", "order": "order_id", "reviewer": "author", "review_id": "id"}
_OF_SURVEYS = {"customer": "customer_id", "order": "order_id"}
_NEEDED: Mapping[SourceKind, tuple[str, ...]] = {
    "transactions": ("customer_id", "ordered_at", "amount"),
    "customers": ("customer_id",),
}
LEDGER_FIELDS = (
    "customer_id",
    "email",
    "order_id",
    "ordered_at",
    "amount",
    "unit_price",
    "quantity",
    "channel",
    "category",
    "product_id",
    "store_id",
)
"""What a mapping of purchases may name."""


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
    candidates: dict[SourceKind, dict[str, str]]
    candidates = {"transactions": _ledger(looked), "reviews": _reviews(looked), "tickets": _messages(looked)}
    candidates["customers"] = _customers(looked)
    candidates["posts"] = {ours: name for ours, name in candidates["tickets"].items() if ours in FIELDS["posts"]}
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
    """Tickets or posts, where the file is taken for them without a mapping."""
    found = recognise_voices(looked)
    return found.kind if found is not None and found.kind in ("tickets", "posts") else None


def _likeliest(candidates: Mapping[SourceKind, dict[str, str]], survey: Proposal) -> SourceKind:
    """Purchases where there is a customer and an amount; reviews where there is a rating; then customers; else voices.

    A table is one of customers where each has one row and none writes a text.
    """
    if {"customer_id", "amount"} <= candidates["transactions"].keys():
        return "transactions"
    if "rating" in candidates["reviews"]:
        return "reviews"
    if candidates["customers"]:
        return "customers"
    asked = [kind for kind in survey.questions.values() if kind != "left out"]
    return "survey" if len(asked) > 1 and "thread" not in candidates["tickets"] else "tickets"


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


def _ledger(looked: Sample) -> dict[str, str]:
    found = find_columns(looked.header, LEDGER_SYNONYMS)
    if not {"customer_id", "email"} & found.keys() and {"ordered_at", "amount"} <= found.keys():
        found |= find_columns(looked.header, {"customer_id": _BY_NAME})
    found = told_by_values(looked.header, looked.head[1:], found)
    if "category" not in found and _comes_back(looked, found.get("product_id")):
        found["category"] = found["product_id"]
    return {ours: found[ours] for ours in LEDGER_FIELDS if ours in found}


def _customers(looked: Sample) -> dict[str, str]:
    """The column of the customers' ids, where no text stands beside it; every other column becomes an attribute."""
    name = None if _longest(looked, {}) else customer_by_values(looked.header, looked.head[1:])
    return {"customer_id": name} if name else {}


def _comes_back(looked: Sample, column: str | None) -> bool:
    """Whether a column holds few things that come back again and again, as kinds of products do and articles do not."""
    if column is None:
        return False
    place = looked.header.index(column)
    said = [row[place].strip() for row in looked.head[1:] if place < len(row) and row[place].strip()]
    return bool(said) and len(set(said)) <= len(said) / _COME_BACK


def _reviews(looked: Sample) -> dict[str, str]:
    found = generic_layout(looked.header)
    if found is None and (told := reviews_by_values(*head_roles(looked))):
        found = told[0]
    if found is None:
        return _longest(looked, {})
    named = {field: name for field, name in zip(found._fields, found, strict=True) if isinstance(name, str)}
    return {_OURS.get(field, field): name for field, name in named.items()}


def _messages(looked: Sample) -> dict[str, str]:
    found = message_columns(looked.header) or message_columns(looked.header, written(looked))
    named = {} if found is None else {field: name for field, name in found._asdict().items() if name}
    return _longest(looked, {_OURS.get(field, field): name for field, name in named.items()})


def _longest(looked: Sample, found: dict[str, str]) -> dict[str, str]:
    """With the column of the longest texts as the text, where no name says which it is."""
    if "text" in found:
        return found
    lengths = {
        name: sum(word_count(row[place]) for row in looked.head[1:] if place < len(row))
        for place, name in enumerate(looked.header)
        if name not in found.values()
    }
    name = max(lengths, key=lambda one: lengths[one], default="")
    wordy = name and lengths[name] >= 4 * (len(looked.head) - 1)
    return {"text": name, **found} if wordy else found


def _unused(looked: Sample, used: set[str]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(_cells(looked.head[1:], place))
        for place, name in enumerate(looked.header)
        if name not in used and plain(name)
    }


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    cells = dict.fromkeys(row[place].strip()[:40] for row in rows if place < len(row) and row[place].strip())
    return list(cells)[:_EXAMPLES]
