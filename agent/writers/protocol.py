"""The writer protocol: a request with aliased evidence in, proposals with slots out."""

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

from personas.base import Record
from personas.claims import Kind
from personas.draft import SegmentReference
from personas.draft import Writer as WriterDescription
from personas.evidence import Quote, Statistic, Theme
from personas.languages import NarrativeLanguage

Task = Literal["section", "narrative", "journey"]
FaultName = Literal[
    "prose instead of data",
    "incomplete data",
    "refusal",
    "empty answer",
    "wrong language",
    "timeout",
    "rate limit",
    "too long",
    "server error",
    "token budget",
]


class Fault(Record):
    """What went wrong when a model was asked, in one sentence that a reader understands."""

    name: FaultName
    detail: str


class Usage(Record):
    """What the calls of one answer took."""

    input_tokens: int = 0
    cached_tokens: int = 0
    """Of the tokens read, those that the server says it had in its cache."""
    output_tokens: int = 0
    calls: int = 0
    usd: float = 0.0
    estimated: bool = False
    """Whether some of the tokens were counted here because the server did not say."""

    @property
    def tokens(self) -> int:
        """Tokens read and written."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            calls=self.calls + other.calls,
            usd=self.usd + other.usd,
            estimated=self.estimated or other.estimated,
        )


class Proposal(Record):
    """One claim as a writer proposes it: `{S4}` and `{T2}` stand where the system will speak a figure."""

    text: str
    kind: Kind
    citations: tuple[str, ...] | None
    """Aliases; None when the writer declared nothing at all, empty when it declared that nothing supports it."""
    excerpt: str = ""
    """The words quoted, when not all of the cited quote."""
    section: str
    """A section of the persona, `essence`, `narrative`, `scenario`, or a cell of a journey."""
    stage: str = ""
    note: str = ""
    """Why a journey's quote stands in its stage or what emotion its words report; shown as a check."""
    level: int | None = None
    """Of an emotion that is reported: -2 to 2."""


class Standing(Record):
    """A claim that stood the checks, as a writer of the narrative sees it."""

    section: str
    text: str
    """With its slots, so that figures stay the system's."""
    aliases: tuple[str, ...]


class SectionRequest(Record):
    """Everything that a writer may use for one part of a draft. Evidence goes by alias: no ids, addresses, names."""

    task: Task = "section"
    section: str
    guidance: str = ""
    segment: SegmentReference
    persona_name: str
    statistics: dict[str, Statistic] = {}
    """By alias (`S1`), the most telling first."""
    themes: dict[str, Theme] = {}
    """By alias (`T1`), the most prevalent first."""
    quotes: dict[str, Quote] = {}
    """By alias (`E1`): everything that may be cited, the themes' quotes among them."""
    quotable: tuple[str, ...] = ()
    """Aliases of the quotes whose words this part, and no other, may repeat."""
    standing: tuple[Standing, ...] = ()
    """For the narrative: the claims that stood the checks. For a revision: the section as it stands."""
    wish: str = ""
    """Of a revision, how the section is to become, in the words of whoever asked."""
    limit: int = 3
    """The most claims wanted."""
    language: NarrativeLanguage = "English"
    """The language of everything but quotations."""
    ordinal: int = 0
    """The place among the parts of the draft; it varies the wording."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write from."""
        return not (self.statistics or self.themes or self.quotes)

    def restricted(self, aliases: Collection[str]) -> "SectionRequest":
        """The request with this evidence alone, and the quotes by which its themes are shown."""
        themes = {alias: theme for alias, theme in self.themes.items() if alias in aliases}
        shown = {quote_id for theme in themes.values() for quote_id in theme.quotes}
        quotes = {alias: quote for alias, quote in self.quotes.items() if alias in aliases or quote.id in shown}
        return self.model_copy(
            update={
                "statistics": {alias: figure for alias, figure in self.statistics.items() if alias in aliases},
                "themes": themes,
                "quotes": quotes,
                "quotable": tuple(alias for alias in self.quotable if alias in quotes),
            }
        )


class Written(Record):
    """A writer's answer to one request.

    Beside a fault stands what came whole before it; without any of that the part becomes an unknown.
    """

    proposals: tuple[Proposal, ...] = ()
    fault: Fault | None = None
    usage: Usage = Usage()


class Failure(Record):
    """A proposal that did not stand, with the reasons of the checks it failed."""

    proposal: Proposal
    reasons: tuple[str, ...]


class Writer(Protocol):
    """Writes the parts of a draft from evidence, and mends what failed."""

    @property
    def description(self) -> WriterDescription:
        """Who writes, with the model and the prompts' versions and hashes."""
        ...

    def write(self, request: SectionRequest) -> Written:
        """Proposals for one part. Raises PrerequisiteMissing or BadInput when no part can be written at all."""
        ...

    def repair(self, request: SectionRequest, failures: Sequence[Failure]) -> Written:
        """One proposal for each failure, in the same order; an unchanged one says that it can't be mended."""
        ...
