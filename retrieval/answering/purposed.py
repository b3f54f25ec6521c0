"""Replies to questions that were put for what is asked now, in interviews and in surveys."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.answering.context import Context
from retrieval.answering.fitting import of_another, only_ask, unknowing
from retrieval.answering.likeness import NEAR, Likeness
from retrieval.answering.purposes import apart, named_beside, purposes, put_to_one, same_purpose, studied, volunteered
from retrieval.answering.question import Question
from retrieval.answering.terms import Term
from retrieval.answering.words import stems
from retrieval.index.words import words

_AMOUNTS = ("number", "money", "frequency")


_TELLING = 12
"""Words from which a text is no clearer for being longer."""


class _Reply(NamedTuple):
    """What somebody said to one question."""

    asked: str
    quotes: tuple[Quote, ...]
    before: str
    """What the same person said to the question before that."""

    @property
    def said(self) -> str:
        return " ".join(quote.text for quote in self.quotes)


class Purposed(NamedTuple):
    """What was replied to questions of one purpose."""

    parts: Sequence[Sequence[Quote]] = ()
    """Replies of interviews and of surveys by turns, the longest first."""
    whole: bool = False
    """Whether the question asked now names no matter beside, so that whoever only says its words answers nothing."""


def purposed(asked: Question, quotes: Sequence[Quote], beside: Mapping[str, Context], likeness: Likeness) -> Purposed:
    """The replies among `quotes` to what was put for what is asked now; `beside` knows what all quotes answer."""
    if asked.beyond or asked.personal or asked.kind in _AMOUNTS or of_another(asked):
        return Purposed()
    if not purposes(put_to_one(asked.plain)):
        return Purposed()
    about = studied(near.asked for near in beside.values())
    fitting = [
        one
        for one in _replies(quotes, beside)
        if _answers(one) and same_purpose(asked, one.asked, f"{one.before} {one.said}", likeness, about)
    ]
    fitting.sort(key=lambda one: (-len(one.said), one.quotes[0].tie_break))
    kinds = [
        [one.quotes for one in fitting if (one.quotes[0].kind == "interview") is spoken] for spoken in (True, False)
    ]
    parts = [one for one in chain.from_iterable(zip_longest(*kinds)) if one is not None]
    matter = named_beside(asked, about)
    replied = {quote.id for part in parts for quote in part}
    unasked = _unasked(asked, [one for one in quotes if one.id not in replied], matter, beside, likeness)
    return Purposed([*parts, *unasked], bool(parts or unasked) and not matter)


def _unasked(
    asked: Question, quotes: Iterable[Quote], matter: Sequence[Term], beside: Mapping[str, Context], likeness: Likeness
) -> list[tuple[Quote]]:
    """What people say of their own accord of what the question is put for and of all else that it names."""
    found = [
        one
        for one in quotes
        if volunteered(asked.plain, one.text)
        and not apart(asked.plain, beside[one.id].asked)
        and not only_ask([one.text])
        and not unknowing(one.text)
        and all(likeness.of(term, stems(one.text)) >= NEAR for term in matter)
    ]
    found.sort(key=lambda one: (-min(len(words(one.text)), _TELLING), one.tie_break))
    return [(one,) for one in found]


def _replies(quotes: Iterable[Quote], beside: Mapping[str, Context]) -> Iterable[_Reply]:
    """What was said to each question, document by document."""
    put = sorted((one for one in quotes if beside[one.id].asked), key=lambda one: (one.document_id, one.start, one.id))
    said: dict[tuple[str, str], list[Quote]] = {}
    for quote in put:
        said.setdefault((quote.document_id, beside[quote.id].asked), []).append(quote)
    before, document = "", ""
    for (where, question), reply in said.items():
        before = before if where == document else ""
        one = _Reply(question, tuple(reply), before)
        yield one
        before, document = one.said, where


def _answers(reply: _Reply) -> bool:
    """Whether a reply says something, and does not only ask back or own to know nothing."""
    return not unknowing(reply.quotes[0].text) and not only_ask(quote.text for quote in reply.quotes)
