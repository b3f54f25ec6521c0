"""The context of a quote: the question that it answers, what is said beside it, facts of its speaker."""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, Protocol

from personas.evidence import Quote
from personas.voices import Document

_REACH = 300
"""Characters on either side that are read with a quote."""
_SEPARATED = re.compile(r"[\W_\d]+")


class ContextLookup(Protocol):
    """Where the words around quotes are looked up."""

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents of these ids that there are."""
        ...

    def titles(self) -> Mapping[str, str]:
        """Source id -> file name, of the interviews."""
        ...

    def quotes_in(self, source_ids: Collection[str]) -> Sequence[str]:
        """The ids of the quotes of these sources."""
        ...


class Context(NamedTuple):
    """The words around a quote."""

    asked: str
    """What it answers: the interviewer's last words, or the survey's question."""
    beside: str
    """What the same person says just before and after it."""
    known: str
    """Facts of the person and the text: an age, a product, the subject of a ticket."""
    product: str
    """What a review is about."""


def context_of(quote: Quote, document: Document | None) -> Context:
    """The words around a quote; without its document only what the quote itself knows."""
    facts = {name: value for name, value in quote.attributes.items() if isinstance(value, str) and name != "question"}
    known, product = " ".join(facts.values()), facts.get("product", "")
    if document is None:
        return Context(str(quote.attributes.get("question", "")), "", known, product)
    mine = [turn for turn in document.turns if turn.role == "respondent" and turn.start <= quote.start < turn.end]
    start, end = (mine[0].start, mine[0].end) if mine else (0, len(document.text))
    before = document.text[max(start, quote.start - _REACH) : quote.start]
    after = document.text[quote.end : min(end, quote.end + _REACH)]
    question = document.asked_before(quote.start)
    asked = document.text[question.start : question.end] if question else document.question
    return Context(asked, f"{before} {after}", known, product)


def title_of(source: str) -> str:
    """The words of an interview's file name ("Hanna, florist.docx")."""
    return " ".join(_SEPARATED.sub(" ", PurePath(source).stem).casefold().split())


class NoContext:
    """Where nothing is known around the quotes."""

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """No documents."""
        return {}

    def titles(self) -> Mapping[str, str]:
        """No interviews."""
        return {}

    def quotes_in(self, source_ids: Collection[str]) -> Sequence[str]:
        """No quotes."""
        return []
