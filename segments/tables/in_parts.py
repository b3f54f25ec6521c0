"""Reading a table too large for memory: one pass to learn its styles and partition it, then by parts."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from personas.errors import BadInput
from personas.sources import QualityReport
from segments.tables.opening.containers import reading, unpacked_size
from segments.tables.opening.sampling import Sample
from segments.tables.pseudonyms import HideName, hashed_name
from segments.tables.quality import Sieve, Summary
from segments.tables.recipes import Recipe
from segments.tables.sharing import Shares
from segments.tables.values.columns import Columns

ROWS = 50_000
"""That are looked at together at a time, at the least."""
_BYTES = 4 << 20
"""Of a file in each of its shares."""
_FEWEST_SHARES, _MOST_SHARES = 8, 256


class Part(NamedTuple):
    """Some rows in canonical columns."""

    frame: pd.DataFrame | None
    """None while the rows pass by for the first time."""
    share: float
    """How much of the work is done, 0..1."""


class InParts:
    """One file while it is read; what its reader does is in its recipe."""

    def __init__(self, path: Path, sample: Sample, recipe: Recipe, *, hide: HideName = hashed_name) -> None:
        self._path, self._sample, self._recipe, self._hide = path, sample, recipe, hide
        self._sieve: Sieve | None = None

    def parts(self, folder: Path) -> Iterator[Part]:
        """The canonical rows; what waits lies on the disk of `folder`, without a name.

        Raises BadInput when nothing of use is left, and for a file that is damaged.
        """
        count = min(max(unpacked_size(self._path, self._sample.container) // _BYTES, _FEWEST_SHARES), _MOST_SHARES)
        with reading(self._path), Shares(count, folder) as shares:
            yield from self._share_out(shares, self._columns(folder))
            yield from self._sift(shares, self._recipe.summary and self._recipe.summary(folder))

    def report(self) -> QualityReport:
        """What a steward should know, once all parts were read."""
        return QualityReport() if self._sieve is None else self._sieve.report()

    def _columns(self, folder: Path) -> Columns:
        known = self._recipe
        return Columns(known.dates, known.numbers, known.currency, may_stay=known.may_stay, folder=folder)

    def _share_out(self, shares: Shares, told: Columns) -> Iterator[Part]:
        for frame, share in self._recipe.iterate(self._path, self._sample, ROWS):
            told.see(frame)
            shares.add(frame, self._recipe.together(frame))
            self._sieve = self._sieve or Sieve(frame.iloc[:0], told=told, hide=self._hide)
            self._sieve.count_unread(frame)
            yield Part(None, share / 2)

    def _sift(self, shares: Shares, summary: Summary | None) -> Iterator[Part]:
        for share in shares.read(ROWS):
            assert self._sieve is not None
            self._sieve.pour(share.frame, share.runs)
            kept = self._recipe.sift(self._sieve, self._sample)
            self._sieve.keep(kept, summary)
            yield Part(kept, (1 + share.share) / 2)
        if self._sieve is None or not self._sieve.kept:
            if problem := self._recipe.nothing(self._sample.name, self.report()):
                raise BadInput(problem)
