"""The unit of a persona: an atomic claim with its kind, citations, scope, checks and verdict."""

from datetime import datetime
from typing import Literal

from personas.base import Record
from personas.languages import ENGLISH

Kind = Literal["statistic", "verbatim", "theme", "inference", "hypothesis"]
Outcome = Literal["pass", "fail", "unscored", "not_applicable"]
Verdict = Literal["grounded", "weak", "inference", "ungrounded", "contradicted", "unsafe", "undeclared", "unchecked"]
DecisionKind = Literal["accept", "edit", "reject"]

BLOCKING: frozenset[Verdict] = frozenset({"ungrounded", "contradicted", "unsafe", "undeclared", "unchecked"})
"""Verdicts with which nothing is published, whatever the kind of the claim."""

REASONS = (
    "not what the evidence says",
    "evidence too thin",
    "wrong segment",
    "misleading wording",
    "not useful",
    "duplicate",
    "sensitive or personal",
    "other",
)
"""The reasons for a rejection."""


class Citation(Record):
    """A claim's pointer into the pack, with the exact text that the writer saw."""

    evidence_id: str
    start: int | None = None
    """Offset of the excerpt in the cited quote's text; None for statistics and themes."""
    end: int | None = None
    excerpt: str = ""


class Scope(Record):
    """How many of how many respondents or customers a claim speaks of."""

    n: int
    of: int


class SlotSpan(Record):
    """Where in a claim's text the system spoke a statistic's phrase."""

    start: int
    end: int
    evidence_id: str


class Check(Record):
    """One check's outcome, explained in one sentence that a reviewer understands."""

    name: str
    outcome: Outcome
    reason: str
    score: float | None = None
    """For `support`: 0..1, it orders reading and never makes a claim green by itself."""


class Decision(Record):
    """What a reviewer said of a claim."""

    kind: DecisionKind
    actor: str
    at: datetime
    reason: str = ""
    note: str = ""


class Claim(Record):
    """One sentence or so that can be true or false, and what it rests on."""

    id: str
    section: str
    text: str
    kind: Kind
    citations: tuple[Citation, ...] | None = ()
    """None when the writer declared nothing at all (a violation); empty means "ungrounded"."""
    scope: Scope | None = None
    slots: tuple[SlotSpan, ...] = ()
    typed_by: Literal["writer", "reviewer"] = "writer"
    verdict: Verdict = "unchecked"
    checks: tuple[Check, ...] = ()
    decision: Decision | None = None
    revision: int = 1
    """Goes up by one with every decision, edit and undo: whoever acts on a claim names the one they saw."""
    language: str = ENGLISH
    """ISO 639-1 code of the words that are no quotation; where it is not English, no check of words reads them."""
    stage: str = ""
    """For a journey's claim: its stage; then `section` is the cell (`actions`, `thoughts`, ...)."""

    @property
    def place(self) -> str:
        """Where it stands: its section; for a journey's claim, stage and cell."""
        return f"{self.stage}: {self.section}" if self.stage else self.section

    @property
    def blocking(self) -> bool:
        """Whether the verdict forbids publication."""
        return self.verdict in BLOCKING

    @property
    def kept(self) -> bool:
        """Whether a reviewer accepted it (as written or edited)."""
        return self.decision is not None and self.decision.kind != "reject"

    @property
    def rejected(self) -> bool:
        """Whether a reviewer rejected it, or it was put aside for what was written in its place."""
        return self.decision is not None and self.decision.kind == "reject"
