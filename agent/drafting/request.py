"""A drafting request: everything that one run needs, and the key under which it can be resumed."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Protocol

from pydantic import Field

from agent.writers.names import persona_name
from personas.base import Record
from personas.claims import Claim
from personas.coverage import SectionCoverage
from personas.draft import SegmentReference
from personas.draft import Writer as WriterDescription
from personas.errors import VerismError
from personas.evidence import EvidencePack
from personas.languages import NarrativeLanguage

MOST = 60
"""Claims of a draft with its journey, unless asked for otherwise: what is said by several, and who says it how."""

Progress = Callable[[str, int, int], None]
"""Called with the step just finished, how many are done, and how many there are."""


class Verifier(Protocol):
    """Checks a claim against its pack: `agent.verification.verify`."""

    def __call__(self, claim: Claim, pack: EvidencePack, segment: SegmentReference, *, persona_name: str = "") -> Claim:
        """The claim with its checks and verdict."""
        ...


class DraftingStopped(VerismError):
    """Drafting was stopped by the person who asked for it; what was done is kept where there is a checkpoint."""


class DraftRequest(Record):
    """One draft to be made: the frozen segment and evidence, what is covered, and who asks."""

    draft_id: str
    author: str
    created_at: datetime
    segment: SegmentReference
    pack: EvidencePack
    coverage: tuple[SectionCoverage, ...] = ()
    journey: bool = False
    name: str = ""
    """The persona's name, where a former version has one; else it comes from the neutral list."""
    most: int = MOST
    """The most claims in the draft."""
    concurrency: int = 4
    """Sections written at the same time."""
    samples: Annotated[int, Field(ge=1)] = 1
    """How often a model writes each part; the best grounded answer is kept."""
    backup: bool = False
    """Whether a part of which nothing stands is composed without the model too, and says so."""
    language: NarrativeLanguage = "English"
    """What the essence and the narrative are written in."""
    token_budget: Annotated[int, Field(ge=1)] | None = None
    """Tokens, read and written, after which a model is asked for nothing more; None is no limit."""

    @property
    def persona_name(self) -> str:
        """The persona's fictional name."""
        return self.name or persona_name(self.segment.id, self.pack)

    def key(self, writer: WriterDescription) -> str:
        """The run's name among checkpoints: the same evidence, author, writer and wishes give the same key."""
        evidence = self.pack.hash or hashlib.sha256(self.pack.model_dump_json().encode()).hexdigest()
        coverage = [topic.model_dump_json() for topic in self.coverage]
        parts = [evidence, self.author, self.segment.model_dump_json(), *coverage, writer.model_dump_json()]
        parts += [str(self.journey), self.persona_name, str(self.most), str(self.samples), str(self.backup)]
        parts += [self.language]
        return "draft-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
