"""Column styles accumulated over a whole file: dates, numbers, identifying values."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from segments.tables.privacy import ValueKinds
from segments.tables.pseudonyms import Names
from segments.tables.values.attributes import AttributeStyle, attribute_style
from segments.tables.values.cells import blank_to_missing
from segments.tables.values.date_styles import DateStyle, date_style
from segments.tables.values.money import NumberStyle, currency_of, number_style

CUSTOMER_ID = "customer_id"
"""The column of a table that says which customer, under our name."""


class Columns:
    """What a file's columns hold, the more surely the more of its rows were seen.

    What is too much for memory waits in `folder`.
    """

    def __init__(
        self,
        dates: Sequence[str],
        numbers: Sequence[str],
        currency: str,
        *,
        may_stay: Callable[[str], bool],
        folder: Path,
    ) -> None:
        self.dates = dict.fromkeys(dates, DateStyle())
        self.numbers = dict.fromkeys(numbers, NumberStyle())
        self.attributes = defaultdict[str, AttributeStyle](AttributeStyle)
        """Of tables of customers: what every column is that its name does not set aside; its values may yet."""
        self.kinds = defaultdict[str, ValueKinds](partial(ValueKinds, folder))
        self.currencies = Counter[str]()
        """Currency -> the rows that name it."""
        self.symbols: dict[str, str] = {}
        """Column of amounts -> the currency whose symbol stands in the first of them; "" where there is none."""
        self.customers = Names()
        self._currency, self._may_stay = currency, may_stay

    def see(self, frame: pd.DataFrame) -> None:
        """Some more rows."""
        for name in self.dates.keys() & set(frame.columns):
            self.dates[name] = self.dates[name].with_more(date_style(frame[name]))
        for name in self.numbers.keys() & set(frame.columns):
            self.numbers[name] = self.numbers[name].with_more(number_style(frame[name]))
            self.symbols.setdefault(name, currency_of(frame[name]))
        if self._currency in frame:
            codes = blank_to_missing(frame[self._currency]).dropna()
            self.currencies.update({str(code): count for code, count in codes.value_counts(sort=False).items()})
        if CUSTOMER_ID in frame:
            self.customers.see(frame[CUSTOMER_ID])
        for name in filter(self._may_stay, frame.columns):
            self.kinds[name].see(frame[name])
            if not self.attributes[name].words:
                self.attributes[name] = self.attributes[name].with_more(attribute_style(frame[name]))
