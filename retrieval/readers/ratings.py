"""Ratings in any notation (stars, words, "4 out of 5", ten points, percent), converted to 1 to 5."""

import re
from typing import NamedTuple

import pandas as pd

STARS = 5
"""The length of the scale on which every rating is told."""

_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_RATING = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:/|out of|von|de|sur)\s*(\d+))?")


class Scale(NamedTuple):
    """The scale of a column of ratings."""

    length: float = STARS
    """Its highest rating: 5, 10, 100, or what lies between 5 and 10."""

    @property
    def longer(self) -> bool:
        """Whether it goes beyond five stars, so that telling it out of 5 loses the number that was given."""
        return self.length > STARS

    def stars(self, values: pd.Series) -> pd.Series:
        """The cells of the column as numbers from 0 to 5, NaN where a cell holds none.

        A cell that says out of how many ("8/10") is on its own scale, whatever that of the column.
        """
        numbers = values.map({value: _number(str(value)) for value in values.unique()}).astype(float)
        own = values.map({value: _names_its_scale(str(value)) for value in values.unique()}).astype(bool)
        return numbers.where(own, numbers * STARS / self.length)


def scale_of(values: pd.Series) -> Scale:
    """The scale of a column of ratings, told by the highest of those cells that name no scale of their own.

    Up to 5 it is five stars, up to 10 that rating itself, else percent.
    """
    found = [str(value) for value in values.unique()]
    highest = float(pd.Series([_number(one) for one in found if not _names_its_scale(one)], dtype=float).max())
    if pd.isna(highest) or highest <= STARS:
        return Scale()
    return Scale(highest if highest <= 10 else 100)


def is_rating(value: str) -> bool:
    """Whether a cell is a rating: a number, a word for one, stars; not a sentence with a number in it."""
    return len(value.split()) <= 4 and not pd.isna(_number(value))


def _names_its_scale(value: str) -> bool:
    """Whether a cell says out of how many: "8/10"."""
    match = _RATING.search(value.strip().casefold())
    return match is not None and match[2] is not None


def _number(value: str) -> float:
    """The number that a cell gives, out of 5 where it names a longer scale; NaN for none."""
    folded = value.strip().casefold()
    if folded and set(folded) <= set("★☆*⭐ "):
        return float(sum(folded.count(star) for star in "★*⭐"))
    if folded in _WORDS:
        return _WORDS[folded]
    match = _RATING.search(folded)
    if match is None:
        return float("nan")
    number = float(match[1].replace(",", "."))
    return number / float(match[2]) * STARS if match[2] and float(match[2]) > STARS else number
