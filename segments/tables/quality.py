"""What a reader keeps count of while it drops rows."""

import pandas as pd

from personas.sources import QualityReport


class Sieve:
    """A frame that rows are dropped from, each time with a reason that a steward understands."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._read = len(frame)
        self._columns = frozenset(map(str, frame.columns))
        self._dropped: dict[str, int] = {}
        self._duplicates = 0
        self._redacted: dict[str, int] = {}
        self._notes: list[str] = []
        if frame.attrs.get("ragged"):
            self.note(f"{frame.attrs['ragged']:,} rows had more cells than the header; what stuck out was cut off.")

    def drop(self, reason: str, rows: pd.Series) -> None:
        """Drop the marked rows under this reason."""
        marked = rows.fillna(value=False).astype(bool)
        count = int(marked.sum())
        if count:
            self._dropped[reason] = self._dropped.get(reason, 0) + count
            self.frame = self.frame[~marked]

    def drop_duplicates(self, columns: list[str] | None = None) -> None:
        """Drop rows that repeat an earlier one, in all columns or in these."""
        repeated = self.frame.duplicated(columns)
        self._duplicates += int(repeated.sum())
        self.drop("a repeated row", repeated)

    def drop_repeats_elsewhere(self, order: list[str]) -> None:
        """Drop rows that repeat one from elsewhere in the file; equal lines side by side may both be true."""
        keys = self.frame[order]
        block = keys.ne(keys.shift()).any(axis=1).cumsum()
        repeated = self.frame.duplicated()
        first_block = block.groupby([self.frame[column] for column in order]).transform("min")
        elsewhere = repeated & block.ne(first_block)
        beside = int((repeated & ~elsewhere).sum())
        if beside:
            self.note(
                f"{beside:,} lines equal another line of their order; both were kept, for no line number parts them."
            )
        self._duplicates += int(elsewhere.sum())
        self.drop("a repeated row", elsewhere)

    def count_duplicates(self, count: int) -> None:
        """Rows that a reader found repeated by its own rule."""
        self._duplicates += count

    def note(self, sentence: str) -> None:
        """Something else that a steward should know, once."""
        if sentence and sentence not in self._notes:
            self._notes.append(sentence)

    def redact(self, kind: str, count: int) -> None:
        """Personal data removed: kind and number of values."""
        if count:
            self._redacted[kind] = self._redacted.get(kind, 0) + count

    def report(self, kept: pd.DataFrame) -> QualityReport:
        """The report, with the share of missing values of each column kept that the file has."""
        missing = {str(name): round(float(kept[name].isna().mean()), 4) for name in kept.columns} if len(kept) else {}
        return QualityReport(
            rows_read=self._read,
            rows_kept=self._read - sum(self._dropped.values()),
            dropped=self._dropped,
            duplicates=self._duplicates,
            missing={name: share for name, share in missing.items() if share > 0 and self._has(name, share)},
            redacted=self._redacted,
            notes=tuple(self._notes),
        )

    def _has(self, name: str, missing: float) -> bool:
        """Whether a column comes from the file: one without any value may only be the canonical place for it."""
        return missing < 1 or name in self._columns or name.removesuffix("_cents") in self._columns
