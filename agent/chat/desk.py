"""What a chat can reach for: the evidence, the segments, and the making of drafts."""

from typing import Protocol

from personas.base import Record
from personas.draft import Draft, SegmentReference
from personas.evidence import EvidencePack
from personas.segment import Segment

EVERYBODY = SegmentReference(id="everybody", name="all who spoke", rule="", n=0, definition_version=1)
"""The scope of an answer that is about no segment in particular."""


class Found(Record):
    """What was found for a question, and whether it covers the question at all."""

    question: str
    scope: SegmentReference = EVERYBODY
    covered: bool
    """Whether the evidence speaks of what is asked. Only then may anything be answered."""
    searched: tuple[str, ...] = ()
    """The words that were looked for."""
    missing: tuple[str, ...] = ()
    """Those of them that nobody says and nothing counts."""
    reason: str = ""
    """Why it is not covered, as a clause."""
    answering: tuple[str, ...] = ()
    """Ids of the quotes that answer, the best first; the pack's others only stand behind its themes."""
    pack: EvidencePack
    """What an answer may cite; when the question is not covered, the nearest evidence."""
    names: dict[str, str] = {}
    """Segment id -> name, of the segments that the figures and themes are about."""


class Desk(Protocol):
    """The services that the chat uses; fulfilled where the rooms meet."""

    def segments(self) -> list[Segment]:
        """The segments in force."""
        ...

    def find(self, question: str, segment: Segment | None) -> Found:
        """The evidence for a question, of one segment or of everybody."""
        ...

    def profile(self, segment: Segment) -> Found:
        """A segment's most telling figures and themes."""
        ...

    def draft(self, segment: Segment) -> Draft:
        """Draft a persona and a journey for a segment."""
        ...
