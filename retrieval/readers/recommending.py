"""Scores of 0 to 10 for how likely somebody is to recommend a company, found in a table (NPS; Reichheld, 2003)."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

import pandas as pd

from retrieval.data import load
from segments.tables import plain

ATTRIBUTE = "nps"
"""What the score is called among what is known of a respondent, and in the rules of segments."""
HIGHEST = 10

_DATA = load("recommending")
_GROUP_OF = {word: group for group, words in _DATA["groups"].items() for word in words.split()}
_SCORE = re.compile("|".join(_DATA["score"]))
_CALLED = tuple(_DATA["called"].split())
_SAYS_SO = frozenset(_DATA["says_so"].split())
_NAMES_IT = re.compile(r"(?:^|_)nps(?:_|$)|net_promoter|(?:^|_)0_(?:to_)?10(?:_|$)")
_POINTS = re.compile(
    r"(\d{1,2})(?:\.0+|\s*(?:/|out of|von|sur|de|su|van)\s*10)?|(\d{1,2})\s*[-–:(=]\D*|[^\W\d]\D*[-–:(=]\s*(\d{1,2})\)?"
)
_ALIKE = 0.95
"""How many of those in a group have a score of that group, at the least."""
_OF_SHORTER = 7
"""The end of the longest scale on which likelihood is also asked: a column without a higher answer may be of that."""


class Recommending(NamedTuple):
    """Where a table says how likely people are to recommend."""

    score: str
    """The column of the scores."""
    groups: tuple[str, ...] = ()
    """Columns that only say what the score says: promoter, passive or detractor."""


def points_of(cell: str) -> int | None:
    """The score that a cell gives, 0 to 10: "9", "9/10", "10 - Extremely likely"; None for anything else."""
    match = _POINTS.fullmatch(cell.strip())
    points = int(next(filter(None, match.groups()))) if match else HIGHEST + 1
    return points if points <= HIGHEST else None


def group_of(points: int) -> str:
    """Promoter from 9 on, passive from 7 on, else detractor."""
    return "promoter" if points >= 9 else "passive" if points >= 7 else "detractor"


def recommending(frame: pd.DataFrame, labels: Mapping[str, str]) -> Recommending | None:
    """The score among a table's columns; None where nothing says that a number is one.

    It is told by groups that follow from it, by what it is called, or by another column that names it. `labels` are
    the columns' questions, by name.
    """
    said = {name: {str(cell).strip() for cell in frame[name].unique()} - {""} for name in labels}
    scores = {name: cells for name, cells in said.items() if cells and None not in map(points_of, cells)}
    if not scores:
        return None
    names = {name: {plain(name), plain(label)} for name, label in labels.items()}
    called = [name for name in scores if not names[name].isdisjoint(_CALLED)]
    grouped = tuple(name for name, cells in said.items() if {"promoter", "detractor"} & _groups(cells))
    agreeing = (name for name in [*called, *scores] if any(_agree(frame[name], frame[group]) for group in grouped))
    if found := next(agreeing, None):
        return Recommending(found, grouped)
    flags = _a_column_each(names)
    sure = [name for name, cells in scores.items() if name not in flags and _is_named(names[name], cells)]
    if flags or _is_said(said):
        sure += called
    elif any(map(_NAMES_IT.search, chain(*names.values()))):
        sure += [name for name in called if _is_long(scores[name])]
    return Recommending(sure[0], flags) if sure else None


def _is_named(names: set[str], cells: set[str]) -> bool:
    """Whether a column is called a score of recommendation, and is none on a shorter scale."""
    to_ten = any(map(_NAMES_IT.search, names)) or _is_long(cells)
    return to_ten and any(map(_SCORE.search, names))


def _is_long(cells: set[str]) -> bool:
    return max(points_of(cell) or 0 for cell in cells) > _OF_SHORTER


def _a_column_each(names: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The columns that are called by the groups, where there is one for each of them."""
    flags = {name: _GROUP_OF[word] for name, both in names.items() for word in both & _GROUP_OF.keys()}
    return tuple(flags) if len(set(flags.values())) == len(_DATA["groups"]) else ()


def _groups(cells: set[str]) -> set[str]:
    """The groups that a column names; none where it holds something else, too."""
    found = {_GROUP_OF.get(cell.casefold(), "") for cell in cells}
    return set() if "" in found else found


def _agree(scores: pd.Series, groups: pd.Series) -> bool:
    both = [
        (group_of(points), _GROUP_OF[group.strip().casefold()])
        for score, group in zip(scores.astype(str), groups.astype(str), strict=True)
        if group.strip() and (points := points_of(score)) is not None
    ]
    return bool(both) and sum(one == other for one, other in both) >= _ALIKE * len(both)


def _is_said(said: Mapping[str, set[str]]) -> bool:
    """Whether a column says of every row that it is of such a survey."""
    return any(0 < len(cells) <= len(_SAYS_SO) and set(map(plain, cells)) <= _SAYS_SO for cells in said.values())
