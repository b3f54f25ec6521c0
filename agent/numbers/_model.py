"""What a reading holds: the numbers of a text and whether all of it was understood."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

Unit = Literal[
    "count",
    "percent",
    "money",
    "multiple",
    "fraction",
    "ordinal",
    "date",
    "time",
    "duration",
    "measure",
    "code",
]
"""`count` is any plain number, 4.5 included; `code` is a name with digits in it (S3, size 10)."""

Comparison = Literal[
    "exactly",
    "about",
    "nearly",
    "just_over",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
]
"""How the text relates to the figure; `nearly` is just below it, `just_over` just above."""


class Number(NamedTuple):
    """One number as written in a text."""

    start: int
    """Offset of its first character in the text that was read."""

    end: int
    """Offset after its last character; words such as 'over' or 'about' stand outside."""

    text: str
    """The very characters `text[start:end]`, hidden ones included."""

    low: Decimal
    """The value as written: 62 for '62 %', 1200000 for '£1.2m', 0.5 for 'half', the numerator for
    '12 of 50'. A date is yyyymmdd, yyyymm, yyyy or mmdd (`measure` says which), a time is minutes
    after midnight, a code is its first digits."""

    high: Decimal
    """Equal to `low` but for ranges ('10-15 %', 'two or three', 'hundreds')."""

    comparison: Comparison
    """The relation that the words around the number state."""

    unit: Unit
    """What the number counts or measures."""

    step: Decimal
    """Size of the last digit shown, in the scale of `low`: 1 for '62', 0.1 for '62.4', 100000
    for '£1.2m', 0.01 for a fraction in words. Of a range, the finer of both bounds."""

    currency: str | None = None
    """ISO 4217 code of money, where the text says it."""

    denominator: Decimal | None = None
    """The N of 'n of N', 'n in N', 'n out of N' and 'n/N'."""

    measure: str | None = None
    """The singular unit of a duration ('day') or a measure ('kg'), the part that a date names
    ('day', 'month', 'year', 'month_day'), or 'point' for percentage points."""

    @property
    def share(self) -> Decimal | None:
        """`low` as a share from 0 to 1 for percentages and fractions, None for the rest."""
        if self.unit == "percent":
            return self.low / 100
        if self.unit != "fraction":
            return None
        return self.low / self.denominator if self.denominator else self.low


class Reading(tuple[Number, ...]):
    """The numbers of a text in order, as a tuple that knows whether it is complete."""

    understood: bool
    """False when the text may hold a number that could not be read; it must not pass a check."""

    reason: str | None
    """Why it was not understood, in a sentence; None when it was."""

    def __new__(cls, numbers: Iterable[Number] = (), *, reason: str | None = None) -> Reading:
        """Hold the numbers; a reason marks the reading as not understood."""
        reading = super().__new__(cls, numbers)
        reading.understood = reason is None
        reading.reason = reason
        return reading

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The same numbers as a plain tuple."""
        return tuple(self)


class Quantity(NamedTuple):
    """A number under construction: a span of tokens instead of characters."""

    first: int
    stop: int
    low: Decimal
    high: Decimal
    step: Decimal
    unit: Unit = "count"
    comparison: Comparison = "exactly"
    currency: str | None = None
    denominator: Decimal | None = None
    measure: str | None = None
