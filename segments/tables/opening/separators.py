"""Detecting the separator of a text table."""

import csv
import re
from collections import Counter
from itertools import islice

_CANDIDATES = (",", ";", "\t", "|")
WHITE_SPACE = " "
"""Stands for any run of blanks."""
_TITLE_LINES = 6
"""Lines that may stand above a table: a title, a note, blank ones among them."""

_NUMERIC = re.compile(r"[-+\d][\d.,:/TZ+-]*$")


def separator_of(text: str) -> str:
    """The separator of a table's text: one of `,` `;` tab `|`, a blank for runs of white space, or "" for prose.

    The one under which most rows have the same number of cells wins; more cells decide between equals. Where the first
    row has another number, it may be a title: then the rows below it decide, if they are alike.
    """
    best = _best(text, regular=0.6)
    if not best:
        lines = text.lstrip("\ufeff").splitlines(keepends=True)
        below = ["".join(lines[above:]) for above in range(1, min(_TITLE_LINES, len(lines) - 2) + 1)]
        best = next((found for rest in below if (found := _best(rest, regular=0.95))), "")
    if best:
        return best
    return WHITE_SPACE if _is_columns_of_blanks(text) else ""


def split_rows(text: str, separator: str, limit: int) -> list[list[str]]:
    """The first rows of a text, cell by cell; blank rows left out."""
    lines = text.splitlines(keepends=True)
    if separator == WHITE_SPACE:
        return [line.split() for line in islice((line for line in lines if line.strip()), limit)]
    if separator == "":
        return [[line.strip()] for line in islice((line for line in lines if line.strip()), limit)]
    reader = csv.reader(lines, delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == limit:
                break
    except csv.Error:
        return rows
    return rows


def _best(text: str, *, regular: float) -> str:
    """The separator with the highest score, "" where none parts enough rows alike."""
    scores = {candidate: _score(text, candidate, regular) for candidate in _CANDIDATES}
    best = max(scores, key=lambda candidate: scores[candidate])
    return best if scores[best] > 0 else ""


def _score(text: str, separator: str, least: float) -> float:
    rows = split_rows(text, separator, 200)
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0.0
    width = len(rows[0])
    regular = widths[width] / len(rows)
    if width < 2 or regular < least:
        return 0.0
    return regular + min(width, 50) / 100


def _is_columns_of_blanks(text: str) -> bool:
    rows = split_rows(text, WHITE_SPACE, 200)
    widths = Counter(len(row) for row in rows)
    if len(rows) < 2:
        return False
    width, count = widths.most_common(1)[0]
    body = [cell for row in rows[1:] for cell in row]
    numeric = sum(bool(_NUMERIC.match(cell)) for cell in body)
    return width >= 2 and count >= len(rows) * 0.95 and numeric >= len(body) * 0.4
