"""A prediction put to the test on a time whose outcome is known."""

from collections.abc import Iterable
from typing import NamedTuple

from segments.prediction.frames import Moment
from segments.scoring import Numbers


class Trial(NamedTuple):
    """What was expected of the customers of a moment thirteen weeks or more ago, and what happened."""

    expected: Numbers
    happened: Numbers


Tests = Iterable[tuple[Moment, Moment]]
"""What is learned from and what is tested on, the newest test first."""
