"""A draft: one version of a persona and its journey, claim by claim, with the evidence they cite."""

from datetime import datetime
from typing import Literal, Self

from personas.base import Record
from personas.claims import Claim
from personas.evidence import EvidencePack
from personas.segment import Segment

Status = Literal["draft", "in_review", "changes_requested", "approved", "published", "superseded", "retired"]

SECTIONS = (
    "segment facts",
    "demographics",
    "trigger",
    "jobs to be done",
    "goals",
    "motivations",
    "frustrations",
    "objections",
    "deal-breaker",
    "behaviours",
    "decision criteria",
    "price sensitivity",
    "channels",
    "loyalty",
    "in their own words",
    "messages",
    "implications",
    "outlook",
)
"""A persona's sections, in the order of the card. The essence, the narrative and the journey stand beside them."""

STAGES = ("awareness", "consideration", "purchase", "use", "loyalty")
"""The default stages of a journey."""

CELLS = ("actions", "touchpoints", "thoughts", "emotion", "pain points", "opportunities")
"""The rows of a journey map."""

ADVICE = frozenset({"implications", "opportunities"})
"""Where it stands what a team may weigh: as inferences, and in words of its own."""


class SegmentReference(Record):
    """The frozen segment that a draft is about."""

    id: str
    name: str
    rule: str
    n: int
    definition_version: int

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """The reference to a segment as it is now."""
        return cls(
            id=segment.id,
            name=segment.name,
            rule=segment.rule,
            n=segment.n,
            definition_version=segment.definition_version,
        )


class Writer(Record):
    """Who wrote it: the extractive writer, or a model with its prompts' versions and hashes."""

    kind: Literal["extractive", "llm"]
    model: str | None = None
    prompts: dict[str, str] = {}


class Persona(Record):
    """The card: a fictional name, the essence, and claim ids by section."""

    name: str
    essence: str | None = None
    sections: dict[str, tuple[str, ...]] = {}
    narrative: tuple[str, ...] = ()


class Stage(Record):
    """One stage of a journey: claim ids by cell."""

    name: str
    cells: dict[str, tuple[str, ...]] = {}


class Opportunity(Record):
    """Who takes an opportunity up, and the figure by which it will be judged; a person fills them in."""

    owner: str = ""
    kpi: str = ""


class Journey(Record):
    """A buying journey; planned and actual ones are kept apart."""

    scenario: str | None = None
    kind: Literal["actual", "planned"] = "actual"
    stages: tuple[Stage, ...] = ()
    opportunities: dict[str, Opportunity] = {}
    """Claim id -> owner and KPI."""


class Unknown(Record):
    """What the evidence does not say."""

    section: str
    reason: str
    """A template filled with what was searched for and found; never a writer's words."""
    searched: tuple[str, ...]
    found: int


class Cost(Record):
    """What the draft took: tokens, calls, US dollars, seconds."""

    input_tokens: int = 0
    cached_tokens: int = 0
    """Of `input_tokens`, those that the server says it had in its cache; 0 where it does not say."""
    output_tokens: int = 0
    calls: int = 0
    usd: float = 0.0
    seconds: float = 0.0
    prompt_tokens: dict[str, int] = {}
    """Tokens read, by part (a section, `narrative`, `journey`); empty where no model was asked. They sum to
    `input_tokens` (drafts from before they were counted hold none)."""


class Draft(Record):
    """One version of a persona and its journey; `version` goes up with every change."""

    id: str
    version: int = 1
    status: Status = "draft"
    author: str
    last_editor: str | None = None
    created_at: datetime
    writer: Writer
    segment: SegmentReference
    persona: Persona
    journey: Journey | None = None
    claims: tuple[Claim, ...]
    unknowns: tuple[Unknown, ...] = ()
    pack: EvidencePack
    cost: Cost = Cost()
    refreshes: str | None = None
    """The publication that stood when the draft was made, and that its own publication supersedes."""
    faults: dict[str, str] = {}
    """Parts that a model was asked for and gave nothing usable for -> what went wrong."""
    left_out: int = 0
    """Texts that were kept out of the pack because they try to give orders."""
    run: str = ""
    """The run of the drafting workflow that made it: a run is stored once, however often it is gone on with."""

    @property
    def lost_parts(self) -> dict[str, tuple[str, ...]]:
        """What went wrong with a model's answers -> the parts that it happened to."""
        causes = dict.fromkeys(self.faults.values())
        return {why: tuple(part for part, other in self.faults.items() if other == why) for why in causes}

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of that id, or None."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)

    def with_claim(self, changed: Claim) -> "Draft":
        """The same draft with one claim replaced."""
        claims = tuple(changed if claim.id == changed.id else claim for claim in self.claims)
        return self.model_copy(update={"claims": claims})
