"""What the columns of a table of reviews hold, told by their values."""

import pandas as pd

from retrieval.readers.by_values import customer_column, is_date_column, unknown_customers
from retrieval.readers.columns import Column, classify, set_aside
from retrieval.readers.formats import Request
from retrieval.readers.ratings import Scale
from retrieval.readers.review_layouts import ReviewColumns, is_reply
from segments.tables import plain
from segments.tables.values.moments import to_days


def with_customer(request: Request, frame: pd.DataFrame, known: ReviewColumns, notes: list[str]) -> ReviewColumns:
    """The columns with that of the customers, where one holds ids of known ones; what is found is noted."""
    special = known.special - {known.reviewer, known.order}
    others = frame[[name for name in frame.columns if name not in special]]
    found = customer_column(others, request.customers)
    if found is None:
        notes += filter(None, [unknown_customers(others)])
        return known
    notes.append(found[1])
    return known._replace(customer=found[0], order=None if known.order == found[0] else known.order)


def dated(frame: pd.DataFrame, known: ReviewColumns) -> str | None:
    """The column whose name says that it holds the review's day, or the first column of days.

    A name alone does not say it where no value is a day: "Published?" with yes and no.
    """
    if known.date is not None and to_days(frame[known.date], _unheard).notna().any():
        return known.date
    told = (str(name) for name in frame.columns if name not in known.special)
    return next((name for name in told if is_date_column(name, list(frame[name]))), known.date)


def _unheard(sentence: str) -> None:
    """A note on a column that is only looked at."""


def facts_among(frame: pd.DataFrame, known: ReviewColumns, notes: list[str]) -> list[Column]:
    """The columns that become attributes; personal and sensitive ones are set aside and said."""
    rest = [
        name
        for name in frame.columns
        if name not in known.special and plain(str(name)) not in known.ignored and not is_reply(str(name))
    ]
    columns = classify(frame[rest])
    personal = [known.reviewer, "ip_address", *([] if known.email is None else [known.email])]
    named = [Column(name, name, "personal", "name or address") for name in frame.columns if name in personal]
    notes += set_aside([*columns, *named])
    told = ("choice", "choices", "number", "likert", "nps", "flag", "customer")
    kept = [column for column in columns if column.role in told]
    kept = [c._replace(role="choice") for c in kept if c.role != "customer"]
    extra = [c.label.strip() for c in columns if c.role == "open"]
    if extra:
        notes.append(f"More columns of text, not taken over: {', '.join(extra)}.")
    return kept


def as_given(known: ReviewColumns, scale: Scale) -> str:
    """The attribute under which ratings on a longer scale than 5 are kept as they are; empty on a scale to 5."""
    return f"{plain(known.rating)}_of_{scale.length:g}" if known.rating and scale.longer else ""
