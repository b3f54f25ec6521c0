"""What recognises a table and what reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from personas.base import Record
from personas.sources import QualityReport
from segments.tables.containers import reading
from segments.tables.rows import Progress
from segments.tables.sampling import Sample

TableKind = Literal["transactions", "customers", "campaigns", "events", "answers", "excluded_answers", "consents"]


class TableExtract(NamedTuple):
    """A table in canonical columns, and what a steward should know of its reading."""

    kind: TableKind
    frame: pd.DataFrame
    report: QualityReport


class ColumnMap(Record):
    """A steward's word on what a file is: it overrides recognition."""

    kind: TableKind | Literal["survey", "reviews", "tickets", "posts", "interviews"]
    columns: dict[str, str] = {}
    """Canonical column -> column in the file."""
    interviewers: tuple[str, ...] = ()
    """Of interviews: the speakers who ask."""
    questions: dict[str, str] = {}
    """Of surveys: column in the file -> what its answers are ("open", "scale", "choice", "several", ...)."""
    header_rows: int | None = None
    """Of surveys: how many rows name the columns, where that is not told rightly from the file."""


Reader = Callable[[Path, Sample, Progress | None], TableExtract]


class TableFormat(NamedTuple):
    """A format that was recognised."""

    name: str
    """For a person: "Shopify orders"."""
    kind: TableKind
    reader: Reader
    heading: str = ""
    """The column that says which customer, as the file writes it; empty where another format's own name does."""

    def read(self, path: Path, sample: Sample, progress: Progress | None = None) -> TableExtract:
        """Read the whole file into canonical columns. Raises BadInput when nothing of use is left."""
        with reading(path):
            return self.reader(path, sample, progress)
