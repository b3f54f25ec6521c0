"""The protocols and results of table readers."""

from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from personas.base import Record
from personas.errors import BadInput
from personas.sources import QualityReport
from segments.tables.in_parts import InParts
from segments.tables.opening.containers import reading
from segments.tables.opening.sampling import Sample
from segments.tables.pseudonyms import HideName, hashed_name
from segments.tables.quality import Sieve
from segments.tables.recipes import Recipe

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


class TableFormat(NamedTuple):
    """A format that was recognised."""

    name: str
    """For a person: "Shopify orders"."""
    kind: TableKind
    recipe: Recipe
    heading: str = ""
    """The column that says which customer, as the file writes it; empty where another format's own name does."""

    def read(self, path: Path, sample: Sample, *, hide: HideName = hashed_name) -> TableExtract:
        """Read the whole file into canonical columns; `hide` gives the ids of customers who go by their names.

        Raises BadInput when nothing of use is left.
        """
        with reading(path):
            sieve = Sieve(self.recipe.rows(path, sample), hide=hide)
            kept = self.recipe.sift(sieve, sample)
        sieve.keep(kept, self.recipe.summary and self.recipe.summary(None))
        report = sieve.report()
        if kept.empty and (problem := self.recipe.nothing(sample.name, report)):
            raise BadInput(problem)
        return TableExtract(self.kind, kept, report)

    def in_parts(self, path: Path, sample: Sample, *, hide: HideName = hashed_name) -> InParts:
        """Read a file that is too large to be held: the same rows, and the same report."""
        return InParts(path, sample, self.recipe, hide=hide)
