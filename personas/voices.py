"""Respondents, and the documents that hold their words."""

from bisect import bisect_right
from datetime import datetime
from typing import Literal

from personas.base import Record
from personas.evidence import Attribute, VoiceKind


class Respondent(Record):
    """One person who answered, spoke or wrote, under a pseudonym."""

    id: str
    """`r-` and ten hexadecimal digits of a hash of the source's own key for the person."""
    source_id: str
    customer_id: str | None = None
    """The customer that the person is, where the source or a later link says so."""
    order_id: str | None = None
    """An order that the source names, from which the customer can be found."""
    email_sha256: str | None = None
    """SHA-256 of the lower-case e-mail address, for the same purpose; the address itself is never stored."""
    attributes: dict[str, Attribute] = {}


class Turn(Record):
    """A stretch of a document by one speaker."""

    start: int
    end: int
    speaker: str
    role: Literal["respondent", "interviewer"] = "respondent"


class Document(Record):
    """A text as stored: decoded, normalised, with personal data replaced by typed placeholders."""

    id: str
    """`d-` is for drafts: a document is `doc-` and 16 hexadecimal digits of a hash of its content and source."""
    source_id: str
    respondent_id: str
    kind: VoiceKind
    text: str
    turns: tuple[Turn, ...] = ()
    """In the order of the text; empty when the whole text is the respondent's."""
    question: str = ""
    """The survey question that the text answers."""
    date: datetime | None = None
    language: str = "en"
    rating: float | None = None
    attributes: dict[str, Attribute] = {}
    """Of the text, not of the person: product, department, channel."""

    def asked_before(self, place: int) -> Turn | None:
        """The last turn of an interviewer that ends at or before a character; None where there is none."""
        earlier = range(bisect_right(self.turns, place, key=lambda turn: turn.end))
        return next((self.turns[at] for at in reversed(earlier) if self.turns[at].role == "interviewer"), None)
