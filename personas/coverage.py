"""How many people of a segment speak of each section of a persona: the ground of every "unknown"."""

from typing import Annotated

from pydantic import Field

from personas.base import Record


class SectionCoverage(Record):
    """One topic of a section: what was searched for in a segment's voices, and how many people speak of it."""

    section: str
    """A section of `personas.draft.SECTIONS`."""
    topic: str = ""
    """The topic in words, for example "age" within the section demographics; empty for the section as a whole."""
    searched: tuple[str, ...] = ()
    """The terms that were searched for."""
    found: Annotated[int, Field(ge=0)] = 0
    """Respondents of the segment who speak of it."""
    minimum: Annotated[int, Field(ge=1)] = 3
    """Fewer respondents than this do not cover the topic."""

    @property
    def enough(self) -> bool:
        """Whether enough respondents speak of it."""
        return self.found >= self.minimum
