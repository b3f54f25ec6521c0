"""A theme: what several people of a segment say, counted by respondents."""

from typing import Literal

from personas.base import Record

Rated = Literal["low", "high", ""]
_ANYWHERE = frozenset({"behaviours", "jobs to be done", ""})
_RATED = {"low": "who rate it 1 or 2 out of 5", "high": "who rate it 4 or 5 out of 5"}


class Theme(Record):
    """What several people of a segment say: a cluster of quotes with a label from their own words."""

    type: Literal["theme"] = "theme"
    id: str
    segment_id: str
    label: str
    n: int
    """Respondents of the segment who say it."""
    of: int
    """Respondents of the segment who were asked or wrote at all."""
    quotes: tuple[str, ...]
    """Quote ids, the most representative first, each from another respondent."""
    opposing: tuple[str, ...] = ()
    """Quote ids that say otherwise."""
    trend: dict[str, int] = {}
    """Respondents per calendar quarter ("2026-Q2")."""
    topic: str = ""
    """The section of a persona for which the theme is evidence."""
    side: Literal["good", "bad", "wish", ""] = ""
    """What every counted quote plainly does: praise, complain or wish; empty when it only speaks of the label."""
    question: str = ""
    """The open question in answer to which it was said; `of` counts those who answered."""
    rated: Rated = ""
    """The end of the scale at which those who say it rated; `of` counts all who rated so."""

    @property
    def telling(self) -> bool:
        """Whether it says more than that people speak of its label."""
        return bool(self.side or self.question or self.rated)

    @property
    def mentions(self) -> bool:
        """Whether it says no more than that people name a thing, and of no section of a persona in particular."""
        return not self.telling and self.topic in _ANYWHERE

    def phrase(self) -> str:
        """How many of how many people say it, in words: what a slot renders to."""
        counted = f"{self.n:,} of {self.of:,} respondents"
        if self.question:
            return f'{counted} asked "{self.question}"'
        return f"{counted} {_RATED[self.rated]}" if self.rated else counted
