"""An ingested file, and its data-quality report."""

from datetime import datetime
from typing import Literal

from personas.base import Record

SourceKind = Literal[
    "transactions",
    "customers",
    "campaigns",
    "events",
    "consents",
    "survey",
    "interviews",
    "reviews",
    "tickets",
    "posts",
]


UNFINISHED = "Not read to its end: take the file in again and it goes on where it stopped."
"""The note of a source of which only the first parts are in."""


class QualityReport(Record):
    """What a steward needs to know of one ingest: rows read, kept, dropped and why."""

    rows_read: int = 0
    rows_kept: int = 0
    dropped: dict[str, int] = {}
    """Reason in words -> rows."""
    duplicates: int = 0
    missing: dict[str, float] = {}
    """Column -> share of rows without a value, 0..1."""
    columns: dict[str, str] = {}
    """Of a ledger read by its columns' names: ours -> as the file has it."""
    redacted: dict[str, int] = {}
    """Kind of personal data ("email", "phone") -> replacements made."""
    notes: tuple[str, ...] = ()
    """Anything else, a sentence each: set-aside sensitive columns, a guessed encoding, instructions in a review."""


class Source(Record):
    """One file in the library."""

    id: str
    """`src-` and ten hexadecimal digits of the SHA-256 of the raw bytes."""
    name: str
    kind: SourceKind
    format: str
    sha256: str
    ingested_at: datetime
    report: QualityReport = QualityReport()

    @property
    def is_unfinished(self) -> bool:
        """Whether the run that read it was stopped before its end."""
        return UNFINISHED in self.report.notes


class Links(Record):
    """How many respondents of a source are known as customers."""

    respondents: int
    named: int
    """Of them: those who left a customer number, an order or an address, or whom a table of participants names."""
    found: int
    """Of those: whose customer is in the ledger or in a customer file."""

    def sentence(self) -> str:
        """For the report of a file."""
        if not self.named:
            return f"None of {self.respondents:,} respondents left a customer number, an order or an address."
        silent = self.respondents - self.named
        left = f"; {silent:,} left no number, order or address" if silent else ""
        return f"{self.found:,} of {self.named:,} respondents found their customer{left}."
