"""Reading a table of voices: one header, one row a person or text, no totals or repeated headers."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from retrieval.data import word_list
from retrieval.readers.by_values import DAY
from retrieval.readers.cleaning import is_nil
from segments.tables import Sample, read_rows

_TOTAL = re.compile(
    rf"\W*(?:{'|'.join(word_list('rows_of_totals'))})(?: (?:rows?|responses?|answers?|reviews?|n))?[\s:=\d.,]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")
_LAST = 4
"""Rows at the end of a table that may count the others."""
_MOST_HEADERS = 3
_FEWEST_ROWS = 4
"""Rows of answers under which a second header cannot be told from an answer."""
_CODE = re.compile(r"\S{0,12}\d\S{0,6}|\S{1,3}")
_ANSWER_GOES_HERE = frozenset(("", "response", "open-ended response", "open ended response", "antwort", "respuesta"))


class Answers(NamedTuple):
    """Rows of a table without those that are no answers."""

    frame: pd.DataFrame
    """Numbered by their places in the file, the first below the header 0."""
    dropped: dict[str, int]
    """Rows that are no answers, by why."""


def _told_by_contents(looked: Sample) -> int:
    return header_rows(looked.head)


def _all_rows(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    return questions(names, rows) if len(rows) > 1 else {}


def only_answers(frame: pd.DataFrame) -> Answers:
    """A table without rows that repeat its header or count the others, and how many there were of each."""
    if not len(frame):
        return Answers(frame, {})
    repeated, totals = _repeats_header(frame), _counts_others(frame)
    dropped = {"repeated header": int(repeated.sum()), "total of other rows": int((totals & ~repeated).sum())}
    if not sum(dropped.values()):
        return Answers(frame, {})
    return Answers(frame[~(repeated | totals)], {reason: rows for reason, rows in dropped.items() if rows})


class Layout(NamedTuple):
    """How a table of voices lies in its file."""

    headers: Callable[[Sample], int] = _told_by_contents
    """How many rows name the columns."""
    labels: Callable[[Sequence[str], Sequence[Sequence[str]]], dict[str, str]] = _all_rows
    """Column -> its question, from the names and the rows that name the columns, where these say more."""
    answers: Callable[[pd.DataFrame], Answers] = only_answers
    """A row each person, text or message, from rows of the file."""
    together: Callable[[Sequence[str]], str | None] = lambda names: None
    """The column whose equal values must be read at once: of a conversation, of who answers."""


ANY_TABLE = Layout()
"""A row each respondent, under one header row or several; Typeform's among them."""


class Table(NamedTuple):
    """A table with one header, and what was found around its rows."""

    frame: pd.DataFrame
    labels: dict[str, str]
    """Column -> its question, where more than one row makes the header."""
    dropped: dict[str, int]
    """Rows that are no answers, by why."""


def read_table(path: Path, looked: Sample, layout: Layout = ANY_TABLE) -> Table:
    """All rows of a table."""
    headers = layout.headers(looked)
    frame = read_rows(path, looked, header=0, skip=headers)
    labels = layout.labels([str(name) for name in frame.columns], looked.head[:headers])
    kept, dropped = layout.answers(frame)
    return Table(kept, labels, dropped)


def header_rows(head: Sequence[Sequence[str]]) -> int:
    """How many of a table's first rows name its columns: 1 to 3.

    A row below the first is still a header when it is alien to what stands under it: words in at least two columns of
    numbers or days, or in three columns none of the answers that come back there.
    """
    if not head:
        return 1
    count = 1
    while count < _MOST_HEADERS and len(head) - count > _FEWEST_ROWS and _is_alien(head[count], head[count + 1 :]):
        count += 1
    return count


def questions(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Column -> its question, from all rows of the header: a blank goes on with the cell on its left.

    A code ("Q3_1") gives way to the words below it; a question keeps its items ("How important is: - Price").
    """
    labels, first = {}, ""
    for place, name in enumerate(names):
        cells = [row[place].strip() if place < len(row) else "" for row in rows]
        first = cells[0] or first
        label = first
        for cell in cells[1:]:
            if cell.casefold() in _ANSWER_GOES_HERE or cell.startswith("{"):
                continue
            label = cell if not label or _is_code(label, cell) else f"{label} - {cell}"
        labels[name] = " ".join((label or name).split())
    return labels


def _is_code(label: str, below: str) -> bool:
    return _CODE.fullmatch(label) is not None and len(below) > len(label)


def _is_alien(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    alien: list[Literal["figures", "answers"]] = []
    for place, cell in enumerate(map(str.strip, row)):
        said = [one[place].strip() for one in below if place < len(one) and one[place].strip()]
        if not cell or not said:
            continue
        if is_nil(cell) or _is_figure(cell):
            return False
        if all(map(_is_figure, said)):
            alien.append("figures")
        elif len(said) >= _FEWEST_ROWS and len(often := Counter(said)) <= len(said) / 2:
            if cell in often:
                return False
            alien.append("answers")
    return alien.count("figures") >= 2 or len(alien) >= 3


def _is_figure(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None or DAY.match(cell) is not None


def _repeats_header(frame: pd.DataFrame) -> pd.Series:
    """Rows that say the columns' names again, as tables that were pasted together do."""
    names = [str(name) for name in frame.columns]
    likely = frame[frame.columns[0]].str.strip().eq(names[0]) | frame[frame.columns[-1]].str.strip().eq(names[-1])
    same = sum(frame.loc[likely, name].str.strip().eq(str(name)) for name in frame.columns)
    return likely & (pd.Series(same, index=frame.index).fillna(0) >= max(2, 0.6 * len(names)))


def _counts_others(frame: pd.DataFrame) -> pd.Series:
    """The last rows of a table that open with "Total" or the like and else hold nothing but numbers."""
    found = pd.Series(data=False, index=frame.index)
    for place in range(len(frame) - 1, max(-1, len(frame) - 1 - _LAST), -1):
        cells = [str(cell).strip() for cell in frame.iloc[place] if str(cell).strip()]
        if not cells:
            continue
        if not any(_TOTAL.fullmatch(cell) for cell in cells[:2]):
            break
        rest = [cell for cell in cells if not _TOTAL.fullmatch(cell)]
        if any(not _NUMBER.fullmatch(cell) for cell in rest):
            break
        found.iloc[place] = True
    return found
