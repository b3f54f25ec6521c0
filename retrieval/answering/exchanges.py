"""Exchanges: an interviewer's question close to the one asked now, and the reply to it.

"How does she judge a plant?" and "How do you decide which ones are worth it?" share no word, and the reply repeats
neither. The vectors of two questions put to one person tell that they are one; the wording of both tells whether the
reply may be taken for an answer: a reason, an amount, what would be.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.answering.amounts import one_amount, replied_amount, states_money
from retrieval.answering.context import Context
from retrieval.answering.expressions import says
from retrieval.answering.fitting import awaits, of_another, only_ask, unknowing
from retrieval.answering.likeness import SYNONYM, Likeness
from retrieval.answering.question import Question, says_expected
from retrieval.answering.terms import Term
from retrieval.answering.words import list_of, stems
from retrieval.embeddings import Embedder

OF_ONE, OF_MANY, SAME = 0.4, 0.6, 0.8
"""Cosine of two questions from which they are one: put to the same person, to anybody, and almost word for word."""
_TO_YOU = ((re.compile(r"\b(?:they|them|he|she|him)\b"), "you"), (re.compile(r"\b(?:their|his)\b"), "your"))
_CLAUSE, _SHORT = re.compile(r"(?<=[.?!,;]) "), 3
"""Where a question divides, and how many words say too little to be a clause."""
_FEWEST = 3
"""Terms of a question of which one may be left unsaid, where it was asked almost word for word."""


class Exchange(NamedTuple):
    """What an interviewer asked, and what was replied."""

    asked: str
    reply: tuple[Quote, ...]
    """In the order in which it was said."""
    likeness: float
    """Cosine of the vectors of this question and of the one asked now."""

    @property
    def said(self) -> str:
        """The reply as one text."""
        return " ".join(quote.text for quote in self.reply)


def exchanges(
    asked: Question, quotes: Sequence[Quote], beside: Mapping[str, Context], embedder: Embedder
) -> list[Exchange]:
    """The exchanges of the interviews among some quotes, the likest to the question first."""
    replies: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        if quote.kind == "interview" and beside[quote.id].asked:
            replies.setdefault((quote.document_id, beside[quote.id].asked), []).append(quote)
    if not replies:
        return []
    now = asked.text
    for pattern, meant in _TO_YOU:
        now = pattern.sub(meant, now)
    parts = {then: _parts(then) for _, then in replies}
    texts = list(dict.fromkeys(part for several in parts.values() for part in several))
    vectors = embedder.encode([now, *texts])
    alike = dict(zip(texts, (vectors[1:] @ vectors[0]).tolist(), strict=True))
    found = [
        Exchange(then, tuple(sorted(said, key=lambda quote: quote.start)), max(alike[part] for part in parts[then]))
        for (_, then), said in replies.items()
    ]
    return sorted(found, key=lambda one: (-one.likeness, one.reply[0].id))


def _parts(question: str) -> list[str]:
    """A question, and each of its clauses: "You left in May. What happened?"."""
    return [question, *(part for part in _CLAUSE.split(question) if len(part.split()) > _SHORT)]


def answering(
    asked: Question, found: Sequence[Exchange], likeness: Likeness, rarest: Collection[Term]
) -> list[Exchange]:
    """Of some exchanges those in which the same was asked, and the reply is of the kind that is asked for.

    `rarest` are those terms of which the fewest people speak at all: where two questions are not put alike, an
    exchange must speak of one of these.
    """
    if asked.beyond or asked.about_lives or of_another(asked):
        return []
    likely = [(one, _unsaid(asked, one, likeness)) for one in found if one.likeness >= OF_ONE]
    return [one for one, absent in likely if _same(asked, one, absent, rarest) and _fits(asked, one, whole=not absent)]


def _same(asked: Question, one: Exchange, absent: Sequence[Term], rarest: Collection[Term]) -> bool:
    if any(term.proper for term in absent):
        return False
    if not asked.personal:
        spared = one.likeness >= SAME and len(asked.terms) >= _FEWEST
        return one.likeness >= OF_MANY and bool(asked.terms) and len(absent) <= spared
    if says("settled", asked.plain):
        return not absent
    return one.likeness >= OF_MANY or not set(absent).issuperset(rarest)


def _fits(asked: Question, one: Exchange, *, whole: bool) -> bool:
    """Whether a reply is of the kind asked for; `whole`: the exchange speaks of all that the question names."""
    if unknowing(one.said) or only_ask(quote.text for quote in one.reply):
        return False
    then = one.asked.casefold().replace("’", "'")
    if asked.kind in ("number", "money", "frequency"):
        return one_amount(asked) and replied_amount(asked, then, one.said)
    if awaits(asked) and not says_expected(asked, one.said):
        return False
    if says("imagining", asked.plain) and not says("imagining", then):
        return False
    return not says("reasons", asked.plain) or says("explaining", then) or (asked.personal and whole)


def _unsaid(asked: Question, one: Exchange, likeness: Likeness) -> list[Term]:
    """The terms of which neither side of an exchange speaks; an amount of money speaks of a price."""
    spoken = stems(f"{one.asked} {one.said}")
    absent = [term for term in asked.terms if likeness.of(term, spoken) < SYNONYM]
    if states_money(f"{one.asked} {one.said}"):
        absent = [term for term in absent if term.said not in list_of("prices")]
    return absent
