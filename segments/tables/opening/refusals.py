"""What looks like data and is none: a web address, a page, an e-mail message, a pivot table, two tables in one."""

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from personas.errors import BadInput

_PIVOT = re.compile(r"^(row labels|column labels|(sum|count|average) of .+)$", re.IGNORECASE)
_URL = re.compile(r"^(https?|ftp|s3|gs)://\S+$", re.IGNORECASE)
_PATH = re.compile(r"^(\.{0,2}/|~/|[A-Za-z]:\\)?[\w .-]+([/\\][\w .-]+)+$")
_MAIL = re.compile(r"^(from|to|subject|date|received|message-id|mime-version|return-path|reply-to):", re.IGNORECASE)
_FEWEST_MAIL_FIELDS = 3
_MAPPING = re.compile(r"(?:#[^\n]*\n|\s)*kind: *[a-z]+\s*\n(?:columns|questions|interviewers|header_rows):")
_SEPARATORS = (",", ";", "\t", "|")
_FEWEST_ALIKE = 5
"""Rows of one width on either side of where a table's columns change."""


def refuse_what_is_no_data(path: Path, text: str) -> None:
    """Raise BadInput, saying what to do, for a text that only points to data, wraps it or is about it."""
    lines = [line.strip() for line in text.strip("\ufeff \r\n").splitlines()[:30]]
    if lines[0].startswith("version https://git-lfs"):
        raise BadInput(f"{path.name!r} is only a pointer to a large file kept elsewhere. Fetch the file itself.")
    if len(lines) == 1 and _URL.match(lines[0]):
        raise BadInput(f"{path.name!r} holds nothing but a web address. Download what it points to and ingest that.")
    if len(lines) == 1 and _PATH.match(lines[0]) and "," not in lines[0]:
        raise BadInput(f"{path.name!r} holds nothing but a path. Ingest the file that it points to.")
    if re.match(r"<!doctype html|<html", lines[0], re.IGNORECASE):
        raise BadInput(f"{path.name!r} is a web page, not an export. Download the data as CSV or .xlsx.")
    if _is_mail(lines):
        raise BadInput(
            f"{path.name!r} is an e-mail message, which no reader takes. Export the messages from the helpdesk or the "
            "mailbox as CSV or JSON: a row each, with its sender and its text."
        )
    if _MAPPING.match(text):
        raise BadInput(f"{path.name!r} is a mapping and no data. Give it beside its file: --map {path.name}.")


def _is_mail(lines: Sequence[str]) -> bool:
    head = lines[: lines.index("")] if "" in lines else lines
    named = {found[1].lower() for line in head if (found := _MAIL.match(line))}
    return bool(_MAIL.match(lines[0])) and len(named) >= _FEWEST_MAIL_FIELDS


def refuse_changed_columns(path: Path, text: str) -> None:
    """Raise BadInput for a text without one separator that has rows of one width, and then rows of another."""
    lines = text.lstrip("\ufeff").splitlines()
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        ends = [place for place, (one, other) in enumerate(pairwise(widths), start=1) if one != other]
        if len(ends) == 1 and min(widths) > 2 and min(ends[0], len(widths) - ends[0]) >= _FEWEST_ALIKE:
            raise BadInput(
                f"{path.name!r} holds two tables: its rows have {widths[0]} cells, from row {ends[0] + 1} on "
                f"{widths[-1]}. Cut it in two there, each with its header, and ingest both."
            )


def refuse_pivot(name: str, head: Sequence[Sequence[str]]) -> None:
    """Raise BadInput for a pivot table."""
    cells = [cell.strip() for row in head[:12] for cell in row[:12]]
    labels = {cell.lower() for cell in cells if _PIVOT.match(cell)}
    if {"row labels", "column labels"} & labels:
        raise BadInput(
            f"{name!r} is a pivot table. Export the rows it was made from: a row for each order line or person."
        )
