"""The evidence pack: everything that one draft may cite, frozen."""

from itertools import chain
from typing import Annotated

from pydantic import Field

from personas.base import Record
from personas.evidence.quotes import Quote
from personas.evidence.statistics import Statistic
from personas.evidence.themes import Theme

Evidence = Annotated[Quote | Statistic | Theme, Field(discriminator="type")]


class EvidencePack(Record):
    """The frozen evidence that one draft may cite."""

    id: str
    segment_id: str
    quotes: tuple[Quote, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    themes: tuple[Theme, ...] = ()
    hash: str = ""
    """SHA-256 over the canonical JSON of the members."""

    def find(self, evidence_id: str) -> Quote | Statistic | Theme | None:
        """The member of that id, or None."""
        members = chain[Quote | Statistic | Theme](self.quotes, self.statistics, self.themes)
        return next((member for member in members if member.id == evidence_id), None)
