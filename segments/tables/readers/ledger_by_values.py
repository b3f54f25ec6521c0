"""Proposing the columns of a ledger by their values, for a person to correct."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from segments.tables.privacy import personal_kind
from segments.tables.values.moments import to_moments
from segments.tables.values.names import is_question, plain

_MONEY = re.compile(r"[-(]?\s?[£$€]?\s?\d[\d.,' ]*[.,]\d{2}\)?\s?[£$€]?")
_CODE = re.compile(r"(?=\S*\d)[\w./-]{3,40}")
_PERSON = re.compile(
    r"(?:^|_)(?:cust\w*|clients?|members?|memb|mbr|acct|account|card|loyalty|guests?|patients?|passengers?|pax|subscribers?|"
    r"buyers?|users?|riders?|donors?|tenants?|pupils?|students?|visitors?|travellers?|shoppers?|owners?|players?|readers?|"
    r"borrowers?|learners?|kunden?\w*|konto|clientes?|socios?)(?:_|$)"
)
_OF_ONE = re.compile(
    r"(?:^|_)(?:unit|each|single|list|per|rrp|price|preis|prix|einzeln|einzel\w*|stückpreis|pro|je|ek|uvp)(?:_|$)"
    r"|^(?:(?:total|line|sales)_)?(?:tax|vat|gst|mwst|ust|tva|iva|btw)(?:_(?:amount|value|total|betrag))?$"
)
"""Names of money that is of one piece or is the tax alone, and not what a line came to."""
_MOST = 0.8
"""Share of a column's values that must look like what it is taken for."""
_SINGLE = 0.9
"""Share of a table's rows that must each be somebody else's."""


def told_by_values(header: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> dict[str, str]:
    """Customer, order, moment and amount of a ledger, as far as neither a name nor another column takes them.

    `known` gives what the names tell: canonical column -> column as written. The result holds both.
    """
    found = dict(known)
    columns = {name: _said(rows, place) for place, name in enumerate(header) if plain(name)}
    free = {name: said for name, said in columns.items() if said and name not in found.values()}
    if "ordered_at" not in found:
        _take(found, free, "ordered_at", [name for name in free if _are_days(free[name])])
    if not {"amount", "amount_cents", "unit_price"} & found.keys():
        paid = [name for name in free if _share(_MONEY, free[name]) >= _MOST]
        _take(found, free, "amount", sorted(paid, key=lambda name: bool(_OF_ONE.search(plain(name)))))
    codes = _codes(free)
    if not {"customer_id", "email"} & found.keys():
        people = _of_people(codes)
        _take(found, free, "customer_id", people or _who_orders(header, rows, codes, found.get("order_id")))
    if "order_id" not in found:
        _take(found, free, "order_id", [name for name in codes if name in free])
    return found


def customer_by_values(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The column that says who, in a table of one row each: codes that hardly come back, under a word for people.

    Where no heading has such a word, the first column; None for a table that asks questions.
    """
    if any(map(is_question, header)):
        return None
    columns = {name: said for place, name in enumerate(header) if (said := _said(rows, place))}
    single = [name for name in _codes(columns) if len(set(columns[name])) >= _SINGLE * len(columns[name])]
    return next(iter(_of_people(single) or [name for name in single if name == header[0]]), None)


def customer_by_name(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The same, only under a word for people."""
    name = customer_by_values(header, rows)
    return name if name is not None and _of_people([name]) else None


def _of_people(names: Sequence[str]) -> list[str]:
    """Names that have a word for people and none for what identifies them outside the company (a telephone)."""
    return [name for name in names if _PERSON.search(plain(name)) and personal_kind(name) is None]


def _who_orders(
    header: Sequence[str], rows: Sequence[Sequence[str]], codes: Sequence[str], order: str | None
) -> list[str]:
    """Columns that may hold the customer, the likeliest first: values come back, and each order has one of them.

    The order is the column of codes with the most values where no name tells it.
    """
    said = {name: _said(rows, header.index(name)) for name in codes}
    rare = sorted(codes, key=lambda name: len(set(said[name])) / len(said[name]))
    if order is None and len(rare) < 2:
        return []
    order = order or rare.pop()
    return sorted(rare, key=lambda name: not _is_one_each(rows, header.index(order), header.index(name)))


def _is_one_each(rows: Sequence[Sequence[str]], key: int, place: int) -> bool:
    """Whether all rows with one value of a column have one value of another."""
    full = [row for row in rows if max(key, place) < len(row)]
    return len({(row[key], row[place]) for row in full}) == len({row[key] for row in full})


def _codes(columns: Mapping[str, Sequence[str]]) -> list[str]:
    """Columns of codes: neither days nor money."""
    return [
        name
        for name, said in columns.items()
        if _share(_CODE, said) >= _MOST and _share(_MONEY, said) < _MOST and not _are_days(said)
    ]


def _take(found: dict[str, str], free: dict[str, list[str]], ours: str, names: Sequence[str]) -> None:
    if names:
        found[ours] = names[0]
        del free[names[0]]


def _said(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(pattern.fullmatch(value) is not None for value in values) / len(values)


def _are_days(values: Sequence[str]) -> bool:
    """Whether the values are dates; bare numbers and codes are not."""
    dated = [value for value in values if re.search(r"\d[-/.: ]\s?\w+[-/. ]", value)]
    return len(dated) >= _MOST * len(values) and bool(to_moments(pd.Series(values)).at.notna().mean() >= _MOST)
