"""What a claim may rest on: quotes, statistics, themes, and the pack that freezes them for one draft."""

import hashlib
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from personas.base import Record

Attribute = str | int | float | bool
"""One known fact about a respondent, as found in the source: an age, a region, a vote."""

VoiceKind = Literal["interview", "survey", "review", "ticket", "post"]
Unit = Literal["share", "money", "count", "days", "mean"]
Population = Literal["customers", "respondents", "orders", "revenue"]
Rated = Literal["low", "high", ""]
_ANYWHERE = frozenset({"behaviours", "jobs to be done", ""})
_RATED = {"low": "who rate it 1 or 2 out of 5", "high": "who rate it 4 or 5 out of 5"}


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
    def lot(self) -> tuple[bytes, str, str]:
        """What decides between quotes that are worth the same: a lot from its place, date and shape of words.

        A name or a gender exchanged in the text, or anywhere else in the file, leaves it as it is; an id follows every
        byte. Only what is drawn alike stands in the order of its words.
        """
        shape = (self.source, self.date, self.rating, self.text.count(" "), self.text.count(","), self.text[-1:])
        return hashlib.sha256(repr(shape).encode()).digest(), self.text, self.id

    @property
    def placed(self) -> str:
        """That the speaker was only placed in the segment, with the error; empty where the speaker is known to be."""
        return placed_words(self.membership, self.membership_error)


def placed_words(membership: str, error: float | None) -> str:
    """How often those placed in a segment by inference belong elsewhere; empty for any other membership."""
    from personas.phrasing import percent

    if membership != "inferred":
        return ""
    wrong = "" if error is None else f"; of those placed so up to {percent(error)} belong elsewhere"
    return f"placed in the segment by inference{wrong}"


class Window(Record):
    """The dates that a statistic covers, both inclusive."""

    start: datetime
    end: datetime


BY_DEFINITION = "by definition"
"""In place of a section: a figure that follows from the segment's own rule. It is shown, and told as no finding."""


class Statistic(Record):
    """A computed figure about a segment, with everything needed to recompute and to doubt it."""

    type: Literal["statistic"] = "statistic"
    id: str
    segment_id: str
    metric: str
    """Machine name, for example `order_share:channel=web` or `average_order_value`."""
    predicate: str
    """The metric in words: a verb phrase for shares ("order online"), else a noun phrase ("the average order")."""
    terms: tuple[str, ...] = ()
    """Words of which at least one must stand in a sentence that a person types with this figure."""
    section: str = "segment facts"
    """The section of a persona where the figure belongs by default, or BY_DEFINITION when it repeats the rule."""
    group: str
    """The segment's name."""
    population: Population = "customers"
    value: float
    """Ratios 0..1; money in integer cents; days; counts."""
    unit: Unit
    currency: str = ""
    numerator: float | None = None
    denominator: float | None = None
    base_value: float | None = None
    """The same figure over everybody."""
    index: Annotated[float, Field(ge=0)] | None = None
    """100 x value / base_value."""
    ci_low: float | None = None
    ci_high: float | None = None
    q_value: float | None = None
    """After Benjamini-Hochberg over all differences tested for the segmentation; None when none was tested."""
    window: Window | None = None
    coverage: float = 1.0
    """Share of the segment's members for whom the figure is known, 0..1."""
    sql: str = ""

    @property
    def differs(self) -> bool:
        """Whether a difference from everybody may be said: n >= 30 and q < 0.05."""
        enough = self.denominator is not None and self.denominator >= 30
        return enough and self.q_value is not None and self.q_value < 0.05 and self.base_value != self.value

    def phrase(self) -> str:
        """The figure in words, with its metric, group, base and direction: what a slot renders to."""
        from personas.phrasing import phrase

        return phrase(self)

    @property
    def distribution(self) -> tuple[str, float | None] | None:
        """What the shares of one distribution have in common: the metric without its value, and the base; else None."""
        family, value = self.metric.partition("=")[::2]
        return (family, self.denominator) if value and self.unit == "share" else None

    def brief(self) -> str:
        """The phrase of a share beside another of the same distribution, whose base it need not repeat."""
        from personas.phrasing import brief

        return brief(self)

    def sentence(self) -> str:
        """The phrase as a sentence."""
        words = self.phrase()
        return f"{words[:1].upper()}{words[1:]}."


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
        members: tuple[Quote | Statistic | Theme, ...] = (*self.quotes, *self.statistics, *self.themes)
        return next((member for member in members if member.id == evidence_id), None)
