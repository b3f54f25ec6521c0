"""The protocol of the services that the chat calls: evidence, segments, drafts."""

from typing import Protocol

from personas.base import Record
from personas.claims import Claim
from personas.draft import Draft, SegmentReference
from personas.evidence import EvidencePack, Quote
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
    advice: tuple[str, ...] = ()
    """What a person may do so that it can be answered, as lines."""
    answering: tuple[str, ...] = ()
    """Ids of the quotes that answer, the best first; the pack's others only stand behind its themes."""
    pack: EvidencePack
    """What an answer may cite; when the question is not covered, the nearest evidence."""
    people: dict[str, int] = {}
    """Quote id -> how many people say it in nearly the same words, where that is more than one."""
    left_out: int = 0
    """Texts that were found and left out because they try to give orders."""
    names: dict[str, str] = {}
    """Segment id -> name, of the segments that the figures and themes are about."""
    crowd: str = ""
    """Who is asked about by what is known of them, and how many they are; then nobody else's words are here."""

    @property
    def whose(self) -> str:
        """Whose evidence it is: a segment's or everybody's, and of whom alone."""
        return f"{self.scope.name}, {self.crowd}" if self.crowd else self.scope.name


class Revised(Record):
    """A draft after a section of it was written again."""

    draft: Draft
    section: str
    added: tuple[str, ...] = ()
    """Ids of the new claims."""
    replaced: tuple[str, ...] = ()
    """Ids of the claims that were put aside."""
    why_not: str = ""
    """Why nothing changed, as a sentence."""


class ChatServices(Protocol):
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

    def spoken_of(self) -> str:
        """The id of the draft that the talk is about; empty for none."""
        ...

    def open_draft(self, draft_id: str = "") -> Draft:
        """A draft; without an id the one that the talk is about, else the newest. Raises NotFound."""
        ...

    def revise(self, draft_id: str, section: str, wish: str) -> Revised:
        """Write a section of a draft again, as wished, and store it. Raises Refused, NotFound, Stale."""
        ...

    def opposing(self, draft: Draft, claim: Claim) -> list[Quote]:
        """The quotes of a draft's evidence that speak against a claim."""
        ...

    def submit(self, draft_id: str) -> Draft:
        """Send a draft to review. Raises Refused."""
        ...

    def orders(self) -> list[Quote]:
        """The texts that try to give orders, which no answer and no draft rests on."""
        ...
