"""The protocols and results of readers of voices."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, runtime_checkable

import pandas as pd

from personas.cleaning import Finding
from personas.files import sha256_of
from personas.ids import content_id, source_id_of
from personas.sources import QualityReport
from personas.voices import Document, Respondent
from retrieval.readers.by_values import KnownCustomers, nobody
from retrieval.readers.participants import Participants
from segments.tables import Sample

VoicesKind = Literal["survey", "interviews", "reviews", "tickets", "posts"]


class VoiceExtract(NamedTuple):
    """Everything that one file says, ready to be stored: cleaned, redacted, pseudonymous."""

    kind: VoicesKind
    respondents: Sequence[Respondent]
    documents: Sequence[Document]
    answers: pd.DataFrame | None
    """Closed answers of a survey: respondent_id, customer_id, question, answer, answered_at (UTC), scale (bool)."""
    report: QualityReport
    participants: Participants = Participants()
    """Only of a table of participants: what it says of whom, by file name."""
    findings: Sequence[Finding] = ()
    """What the cleaning rules found among all this; nothing is left out yet."""


class Request(NamedTuple):
    """What a reader is given."""

    path: Path
    sample: Sample
    source_id: str
    participants: Participants
    customers: KnownCustomers = nobody


Reader = Callable[[Request], VoiceExtract]


class Part(NamedTuple):
    """Some of what a large file says."""

    extract: VoiceExtract
    share: float
    """How much of the file was read, 0..1."""


@runtime_checkable
class ReadsParts(Protocol):
    """A reader that can read a file part by part, with no more than one part in memory."""

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """The parts in their order, without the first `after`, which were read before."""
        ...


class VoiceFormat(NamedTuple):
    """A format that was recognised."""

    name: str
    """For a person: "WebVTT transcript"."""
    kind: VoicesKind
    reader: Reader

    def read(
        self,
        path: Path,
        sample: Sample,
        *,
        source_id: str | None = None,
        participants: Participants | None = None,
        customers: KnownCustomers = nobody,
    ) -> VoiceExtract:
        """Read the whole file.

        `source_id` defaults to the id that `personas.sources.Source` describes; `participants` are those known from
        tables beside this file or taken in before; `customers` tells which values are ids of known customers. Raises
        BadInput when nothing of use is left.
        """
        return self.reader(
            Request(path, sample, source_id or source_id_of(sha256_of(path)), participants or Participants(), customers)
        )

    @property
    def streams(self) -> bool:
        """Whether files of it can be read part by part."""
        return isinstance(self.reader, ReadsParts)

    def read_parts(
        self, path: Path, sample: Sample, *, source_id: str, customers: KnownCustomers = nobody, after: int = 0
    ) -> Iterator[Part]:
        """Read a file part by part, from the part `after`; only where it `streams`."""
        if not isinstance(self.reader, ReadsParts):
            raise TypeError(f"{self.name} is read whole")
        return self.reader.parts(Request(path, sample, source_id, Participants(), customers), after=after)


def respondent_id(source_id: str, key: str) -> str:
    """The pseudonym of the person whom a source knows by `key`."""
    return content_id("r", source_id, key)
