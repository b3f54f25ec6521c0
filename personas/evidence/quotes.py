"""A quote: a span of a stored document, in one speaker's own words."""

import hashlib
from datetime import datetime
from typing import Literal, NamedTuple

from personas.base import Record
from personas.phrasing import percent

Attribute = str | int | float | bool
"""One known fact about a respondent, as found in the source: an age, a region, a vote."""

VoiceKind = Literal["interview", "survey", "review", "ticket", "post"]

STAFF_NOTE = "Staff note"
"""The speaker of what an employee noted about a customer: nobody's own words."""
_BREATH = 4
"""Characters between two quotes of one breath."""


class Cut(NamedTuple):
    """What is a quote's own; the rest of it is known of its document."""

    id: str
    document_id: str
    start: int
    end: int
    text: str
    speaker: str


class Quote(Record):
    """A span of what somebody said: a sentence or a short turn, never across speakers."""

    type: Literal["quote"] = "quote"
    id: str
    """`q-` and 16 hexadecimal digits of a hash of content and place: ingesting twice gives the same id."""
    source_id: str
    document_id: str
    start: int
    """Offset of the first character in the stored document: `document[start:end] == text`, always."""
    end: int
    text: str
    speaker: str = ""
    """The role or pseudonym in the document, never a name."""
    respondent_id: str
    date: datetime | None = None
    language: str = "en"
    kind: VoiceKind = "review"
    rating: float | None = None
    """1 to 5 where the source has a rating."""
    attributes: dict[str, Attribute] = {}
    source: str = ""
    """The source's name, for a person to read."""
    segment_id: str | None = None
    """The segment in whose pack the quote stands; None outside a pack or when its speaker belongs to none."""
    membership: Literal["customer", "rule", "inferred", "none"] = "none"
    """How the speaker came to belong to that segment."""
    membership_error: float | None = None
    """Of those placed in the segment by inference, the share that belongs elsewhere at most (upper end of the 95 %
    interval, out of sample), 0..1; else None."""

    @property
    def tie_break(self) -> tuple[bytes, str, str]:
        """What decides between quotes that are worth the same: a lot from its place, date and shape of words.

        A name or a gender exchanged in the text, or anywhere else in the file, leaves it as it is; an id follows every
        byte. Only what is drawn alike stands in the order of its words.
        """
        shape = (self.source, self.date, self.rating, self.text.count(" "), self.text.count(","), self.text[-1:])
        return hashlib.sha256(repr(shape).encode()).digest(), self.text, self.id

    def goes_on_from(self, before: "Quote") -> bool:
        """Whether its speaker said it right after another quote, in the same breath."""
        if (self.document_id, self.respondent_id) != (before.document_id, before.respondent_id):
            return False
        return 0 <= self.start - before.end <= _BREATH

    @property
    def placed(self) -> str:
        """That the speaker was only placed in the segment, with the error; empty where the speaker is known to be."""
        return placed_words(self.membership, self.membership_error)


def placed_words(membership: str, error: float | None) -> str:
    """How often those placed in a segment by inference belong elsewhere; empty for any other membership."""
    if membership != "inferred":
        return ""
    wrong = "" if error is None else f"; of those placed so up to {percent(error)} belong elsewhere"
    return f"placed in the segment by inference{wrong}"
