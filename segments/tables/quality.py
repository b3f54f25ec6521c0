"""The sieve: dropping rows with a reason, and the data-quality report that results."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

import pandas as pd

from personas.sources import QualityReport
from segments.tables.privacy import email_keys, personal_values_kind
from segments.tables.pseudonyms import HideName, hashed_name, pseudonymous_ids
from segments.tables.values.attributes import typed_attribute
from segments.tables.values.columns import CUSTOMER_ID, Columns
from segments.tables.values.moments import Moments, to_moments
from segments.tables.values.money import NumberStyle, currency_of, to_cents, to_micros

_RAGGED = "{0:,} rows had more cells than the header; what stuck out was cut off."
_NAMED = (
    "Customers go by their names: of each only a keyed hash (n-...) is kept, and two of one name count as one "
    "customer. An export with customer numbers tells them apart."
)
_LEFT_OUT = "{0:,} other events were left out."


class Summary(Protocol):
    """What all rows kept come to, in a sentence."""

    def add(self, kept: pd.DataFrame) -> None:
        """Some more of them."""
        ...

    def sentence(self) -> str:
        """For the report of the file."""
        ...


class Sieve:
    """A frame that rows are dropped from, each time with a reason that a steward understands.

    A file that is read in parts goes through one sieve, part by part, and has one report.
    """

    frame: pd.DataFrame

    def __init__(self, frame: pd.DataFrame, *, told: Columns | None = None, hide: HideName = hashed_name) -> None:
        self._told = told
        """How the columns of the whole file are written; None where `frame` is the whole file."""
        self._hide, self._hidden = hide, False
        self.renamed: Mapping[str, str] = {}
        """Of columns that were found by their names: ours -> as the file has it."""
        self._read = 0
        self._columns: set[str] = set()
        self._dropped = Counter[str]()
        self._duplicates = 0
        self._redacted = Counter[str]()
        self._notes: dict[str, str] = {}
        """Template -> the template for one; in the order in which they came up."""
        self._counted: dict[str, list[int | Decimal]] = {}
        self.kept = 0
        """Canonical rows that stay."""
        self._empty = Counter[str]()
        self._summary: Summary | None = None
        self.pour(frame)

    def pour(self, frame: pd.DataFrame, runs: pd.Series | None = None) -> None:
        """Go on with other rows. `runs` numbers what stands side by side in the file, where these rows do not."""
        self.frame = frame
        self._runs = runs
        self._read += len(frame)
        self._columns.update(map(str, frame.columns))
        self.count_unread(frame)

    def count_unread(self, frame: pd.DataFrame) -> None:
        """Note what a reader said, in the attributes of a frame, that it did not read."""
        self.count(_RAGGED, frame.attrs.get("ragged", 0))
        self.count(_LEFT_OUT, frame.attrs.get("left out", 0))

    def drop(self, reason: str, rows: pd.Series) -> None:
        """Drop the marked rows under this reason."""
        marked = rows.fillna(value=False).astype(bool)
        count = int(marked.sum())
        if count:
            self._dropped[reason] += count
            self.frame = self.frame[~marked]

    def drop_duplicates(self, columns: list[str] | None = None) -> None:
        """Drop rows that repeat an earlier one, in all columns or in these."""
        repeated = self.frame.duplicated(columns)
        self._duplicates += int(repeated.sum())
        self.drop("a repeated row", repeated)

    def drop_repeats_elsewhere(self, orders: pd.Series) -> None:
        """Drop rows that repeat one from elsewhere in the file; equal lines side by side may both be true."""
        block = orders.ne(orders.shift()).cumsum() if self._runs is None else self._runs[self.frame.index]
        repeated = self.frame.duplicated()
        first_block = block.groupby(orders).transform("min")
        elsewhere = repeated & block.ne(first_block)
        self.count(
            "{0:,} lines equal another line of their order; both were kept, for no line number parts them.",
            int((repeated & ~elsewhere).sum()),
        )
        self._duplicates += int(elsewhere.sum())
        self.drop("a repeated row", elsewhere)

    def count_duplicates(self, count: int) -> None:
        """Rows that a reader found repeated by its own rule."""
        self._duplicates += count

    def note(self, sentence: str) -> None:
        """Something else that a steward should know, once."""
        if sentence:
            self.count(sentence.replace("{", "{{").replace("}", "}}"))

    def count(self, sentence: str, *figures: int | Decimal, one: str = "") -> None:
        """A note with figures, `{0}` and so on, that add up; said unless the first is zero, as `one` where it is 1."""
        before = self._counted.setdefault(sentence, [0] * len(figures))
        self._counted[sentence] = [mine + more for mine, more in zip(before, figures, strict=True)]
        if sentence not in self._notes and (not figures or figures[0]):
            self._notes[sentence] = one or sentence

    def redact(self, kind: str, count: int) -> None:
        """Personal data removed: kind and number of values."""
        self._redacted[kind] += count

    def customer_ids(self) -> pd.Series:
        """The customers whom the rows name, as `pseudonymous_ids` keeps them; all missing without such a column."""
        values = self.frame.get(CUSTOMER_ID, pd.Series("", index=self.frame.index, dtype="str"))
        hidden = set[str]()

        def hide(name: str) -> str:
            hidden.add(key := self._hide(name))
            return key

        ids = pseudonymous_ids(values, hide, names=None if self._told is None else self._told.customers.told)
        if hidden:
            self._hidden = True
            self.redact("name", int(ids.isin(list(hidden)).sum()))
        return ids

    def customer_keys(self) -> pd.Series:
        """The customers whom the rows name by id, or else by e-mail address; missing where they do neither."""
        empty = pd.Series("", index=self.frame.index, dtype="str")
        return self.customer_ids().fillna(email_keys(self.frame.get("email", empty)))

    def moments(self, column: str) -> Moments:
        """A column's times; what was guessed of it is noted. All are missing where there is no such column."""
        values = self.frame.get(column, pd.Series("", index=self.frame.index, dtype="str"))
        read = to_moments(values, style=None if self._told is None else self._told.dates.get(column))
        for sentence in read.notes:
            self.note(sentence)
        return read

    def cents(self, column: str) -> pd.Series:
        """A column's amounts as integer cents."""
        return to_cents(self.frame[column], self._number_style(column))

    def micros(self, column: str) -> pd.Series:
        """A column's numbers as integer millionths."""
        return to_micros(self.frame[column], self._number_style(column))

    def symbol(self, column: str) -> str:
        """The currency whose symbol stands in the first amounts of a column; "" where there is none."""
        return currency_of(self.frame[column]) if self._told is None else self._told.symbols.get(column, "")

    def currencies(self) -> pd.Series:
        """The currencies that the rows name, the most frequent one first, and how often each stands there."""
        if self._told is None:
            codes = self.frame["currency"].dropna()
            return codes[codes.ne("")].value_counts()
        return pd.Series(dict(self._told.currencies.most_common()), dtype="int64")

    def personal_kind(self, column: str) -> str | None:
        """Which identifying fact most values of a column are, whatever its name; None for none."""
        return personal_values_kind(self.frame[column]) if self._told is None else self._told.kinds[column].kind

    def attribute(self, column: str) -> pd.Series:
        """A column typed by what all of it holds."""
        return typed_attribute(self.frame[column], None if self._told is None else self._told.attributes[column])

    def keep(self, kept: pd.DataFrame, summary: Summary | None = None) -> None:
        """Count canonical rows that stay; the first `summary` given hears of all of them and speaks first."""
        self.kept += len(kept)
        for name in kept.columns:
            self._empty[str(name)] += int(kept[name].isna().sum())
        self._summary = self._summary or summary
        if self._summary is not None and len(kept):
            self._summary.add(kept)

    def report(self) -> QualityReport:
        """The report, with the share of missing values of each column kept that the file has."""
        missing = {name: round(count / self.kept, 4) for name, count in self._empty.items() if self.kept}
        hidden = (_NAMED,) if self._hidden else ()
        first = (self._summary.sentence(),) if self._summary is not None and self.kept else ()
        return QualityReport(
            rows_read=self._read,
            rows_kept=self._read - self._dropped.total(),
            dropped=dict(self._dropped),
            duplicates=self._duplicates,
            missing={name: share for name, share in missing.items() if share > 0 and self._has(name, share)},
            columns=dict(self.renamed),
            redacted={kind: count for kind, count in self._redacted.items() if count},
            notes=(*first, *(self._said(template) for template in self._notes), *hidden),
        )

    def _number_style(self, column: str) -> NumberStyle | None:
        return None if self._told is None else self._told.numbers.get(column)

    def _said(self, template: str) -> str:
        figures = self._counted[template]
        return (self._notes[template] if figures[:1] == [1] else template).format(*figures)

    def _has(self, name: str, missing: float) -> bool:
        """Whether a column comes from the file: one without any value may only be the canonical place for it."""
        return missing < 1 or name in self._columns or name.removesuffix("_cents") in self._columns
