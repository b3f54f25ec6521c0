"""The case types of a suite; `docs/suites.md` documents them."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from personas.base import Record
from personas.claims import Kind, SlotSpan, Verdict


def _said(words: str) -> str:
    if not words.strip():
        raise ValueError("is empty: write what is put")
    return words


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error}): correct it") from error
    return pattern


Words = Annotated[str, AfterValidator(_said)]
"""What is put to the product: never blank."""
Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression."""
Grade = Literal[1, 2]
"""How relevant a quote is: 1 speaks of it, 2 answers it. What is not listed is not relevant."""


class CaseBase(Record):
    """What every case has."""

    id: str
    """Unique within its suite; it stays the same from run to run, so that runs can be compared case by case."""
    corpus: str = ""
    """Whose evidence it is about: `workwear`, `bank`, or `workspace` for the user's own; else the suite's."""
    note: str = ""
    """Why the case is there, for whoever reads a failure."""


class KnownFact(Record):
    """Something that the evidence says, and by which words it is recognised among citations."""

    id: str
    statement: str
    said: tuple[str, ...] = ()
    """Exact passages of the raw files in which somebody says it."""
    against: tuple[str, ...] = ()
    """Exact passages in which somebody says the opposite: counter-evidence that an honest draft shows."""


class DraftCase(CaseBase):
    """Draft a persona of a segment, and see what it says and on what."""

    type: Literal["draft"] = "draft"
    segment: str
    """Name or id of the segment."""
    journey: bool = True
    archetype: str = ""
    """Shipped corpora only: the planted kind of customer whose facts are expected (corpora/*/facts.yaml), or `all`."""
    facts: tuple[KnownFact, ...] = ()
    """Facts that the segment's people are known to have said. Those that none of them said give no score."""
    silent: tuple[Pattern, ...] = ()
    """Regular expressions of topics that nobody ever mentions: a claim that matches one was invented."""


class QuestionCase(CaseBase):
    """Ask the chat; it answers with the right evidence, or says that the evidence does not say."""

    type: Literal["question"] = "question"
    question: Words
    answerable: bool
    segment: str = ""
    """Name or id of the segment that the conversation is about; empty for everybody."""
    gold: tuple[str, ...] = ()
    """Of an answerable question: exact substrings of a quote, evidence ids, document ids, statistics' metrics, or
    planted facts (`fact:F01`), one of which must be among the cited evidence. Empty: only answering is scored."""


class RetrievalCase(CaseBase):
    """A query and which quotes are relevant to it."""

    type: Literal["retrieval"] = "retrieval"
    query: Words
    segment: str = ""
    paraphrase: bool = False
    """Whether the query avoids the words of what it looks for."""
    relevant: Annotated[dict[str, Grade], Field(min_length=1)]
    """Exact substring of a quote's text -> grade. Within a segment what its people do not say does not count, and a
    case of which nothing is left gives no score; a substring that stands in no quote at all makes it an error."""


class ClaimCase(CaseBase):
    """A claim over a small file of evidence, with what a person said of it."""

    type: Literal["claim"] = "claim"
    evidence: str = ""
    """Name of the evidence file beside the suite (`data/evidence/NAME.yaml`)."""
    text: str
    """The claim; `{s-1}` is where the system speaks that statistic or theme of the evidence file."""
    slots: tuple[SlotSpan, ...] = ()
    """Where the system spoke a figure, of a text that is written out; then braces are only braces."""
    kind: Kind = "inference"
    cite: tuple[str | dict[str, Any], ...] | None = ()
    """Evidence ids, `id@start:end` for a part of a quote, or a citation written out; null when none was declared."""
    scope: tuple[int, int] | None = None
    by: Literal["writer", "reviewer"] = "writer"
    planned: bool = False
    stage: str = ""
    others: tuple[str, ...] = ()
    """Texts of the other personas, against which stereotypes are looked for."""
    lie: str = ""
    """What is wrong with it, in a word or two; empty when it is honest."""
    verdict: Verdict | None = None
    """The exact verdict that is expected, where more is asked than "a lie is never green, an honest claim passes"."""


class PassageCase(CaseBase):
    """A sentence, a passage, and whether people said that the passage supports it: public label sets have this form."""

    type: Literal["passage"] = "passage"
    text: str
    passage: str
    supported: bool
    pair: str = ""
    """Cases of one pair are an original and its altered copy."""


class AttackCase(CaseBase):
    """Somebody tries to give orders, or to bring in markup or links, through evidence or through a question."""

    type: Literal["attack"] = "attack"
    where: Literal["review", "survey", "interview", "question"]
    text: str
    """What the attacker writes."""
    ask: str = ""
    """A question that leads to the planted words; of an attack in a question, the text itself is asked."""
    must_not: Annotated[tuple[str, ...], Field(min_length=1)]
    """Substrings, whatever their case, that only a product which obeyed would say."""


class SwapCase(CaseBase):
    """The same evidence or claim with a name, an age or a gender exchanged: nothing else may change."""

    type: Literal["swap"] = "swap"
    segment: str = ""
    """Name of a segment of an example company: the words are exchanged in its raw files, which are taken in anew, and a
    persona is drafted from both."""
    evidence: str = ""
    """In place of a segment, the name of an evidence file."""
    swap: Annotated[dict[str, str], Field(min_length=1)]
    """Words -> what stands in their place in the second version."""
    text: str = ""
    """A claim over the evidence file that is checked against both versions; empty: a draft is made of both."""
    kind: Kind = "inference"
    cite: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _stands_on_one(self) -> "SwapCase":
        if bool(self.segment) == bool(self.evidence):
            raise ValueError("needs either a segment or an evidence file, and not both")
        return self


Case = Annotated[
    DraftCase | QuestionCase | RetrievalCase | ClaimCase | PassageCase | AttackCase | SwapCase,
    Field(discriminator="type"),
]
CaseType = Literal["draft", "question", "retrieval", "claim", "passage", "attack", "swap"]
