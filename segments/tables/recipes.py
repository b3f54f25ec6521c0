"""Recipes: how rows of a format become canonical, whole or in parts."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from personas.sources import QualityReport
from segments.tables.opening.blocks import Block, iterate_rows
from segments.tables.opening.rows import read_rows
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve, Summary


def _as_it_is(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    return frame


def whole_rows(frame: pd.DataFrame) -> pd.Series:
    """One number for each different row."""
    return pd.util.hash_pandas_object(frame, index=False)


def _only_known(name: str) -> bool:
    return False


def _may_be_empty(name: str, report: QualityReport) -> str:
    return ""


class Recipe(NamedTuple):
    """What is done to the rows of a file; none of it asks for a row that does not belong to those at hand."""

    sift: Callable[[Sieve, Sample], pd.DataFrame]
    """Drops what is of no use, and gives the rest in canonical columns."""
    columns: Sequence[str] | None = None
    """As the file writes them; None for all."""
    prepare: Callable[[pd.DataFrame, Sample], pd.DataFrame] = _as_it_is
    """Gives columns the names that `sift` knows."""
    together: Callable[[pd.DataFrame], pd.Series] = whole_rows
    """Rows of the same value are sifted together."""
    dates: Sequence[str] = ()
    numbers: Sequence[str] = ()
    currency: str = "currency"
    """The column that may name one."""
    may_stay: Callable[[str], bool] = _only_known
    """Whether a column of any other name may stay, typed by what it holds."""
    summary: Callable[[Path | None], Summary] | None = None
    """Begins a summary; what of it is too much for memory waits in that folder."""
    nothing: Callable[[str, QualityReport], str] = _may_be_empty
    """What to say of a file, by its name, of which nothing stays; "" where that is right."""
    blocks: Callable[[Path, Sample, int | None], Iterator[Block]] | None = None
    """Reads at most so many rows at a time, where these are no rows of a table."""

    def rows(self, path: Path, sample: Sample) -> pd.DataFrame:
        """All rows of a file."""
        if self.blocks is not None:
            return self.prepare(next(self.blocks(path, sample, None)).frame, sample)
        return self.prepare(read_rows(path, sample, columns=self.columns), sample)

    def iterate(self, path: Path, sample: Sample, rows: int) -> Iterator[Block]:
        """They, at most so many at a time."""
        blocks = self.blocks(path, sample, rows) if self.blocks else iterate_rows(path, sample, rows=rows)
        for frame, share in blocks:
            wanted = frame if self.columns is None else frame[[name for name in frame if name in self.columns]]
            wanted.attrs = frame.attrs
            yield Block(self.prepare(wanted, sample), share)
