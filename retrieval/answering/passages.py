"""Passages: a quote, or neighbouring quotes of one speaker, scored against the terms of a question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.answering.context import Context, title_of
from retrieval.answering.expressions import literal
from retrieval.answering.likeness import EXACT, SYNONYM, Likeness, holds
from retrieval.answering.purposes import apart
from retrieval.answering.question import Question, asks_for_more
from retrieval.answering.terms import Term
from retrieval.answering.words import stems
from retrieval.index.words import fold, words

BESIDE = 0.7
"""Worth of what is known of a quote's speaker or product, against what its words say."""
ROUND = 0.65
"""Worth of what stands around a quote: the question that it answers, the rest of the same breath."""
LEAD, LED_TO_A_REASON, _LED_TO = 6, 10, 2
"""The most words of a quote that only leads up to the next ones, of one that leads up to a reason that is asked for,
and how many of the next ones belong to it."""
_NEAR = 200
"""Characters of a document between two quotes that still stand beside one another."""


class Passage(NamedTuple):
    """A quote, or two that follow one another, and how well it speaks of each term."""

    quotes: tuple[Quote, ...]
    scores: tuple[float, ...]
    light: int
    """How many of the light words it holds."""
    group: bool = False
    """Whether one of the people asked about says it, or it speaks of them."""

    @property
    def total(self) -> float:
        """The sum over the terms."""
        return sum(self.scores)


def passages(
    quotes: Sequence[Quote], asked: Question, likeness: Likeness, beside: Mapping[str, Context]
) -> list[Passage]:
    """Each quote alone, and two or three neighbours that together speak of more than any part of them.

    `beside` gives for a quote's id what stands around it.
    """
    read = {quote.id: stems(literal(quote.text)) for quote in quotes}
    single = {quote.id: _scores(read[quote.id], beside[quote.id], asked, likeness) for quote in quotes}
    parts: list[tuple[Quote, ...]] = [(quote,) for quote in quotes]
    pairs = _neighbours(quotes)
    after = {left.id: right for left, right in pairs}
    triples = [(left, right, after[right.id]) for left, right in pairs if right.id in after]
    parts += [part for part in (*pairs, *triples) if _adds([single[quote.id] for quote in part], asked)]
    return [_passage(part, [single[quote.id] for quote in part], read, asked, likeness) for part in parts]


def _adds(scores: Sequence[tuple[float, ...]], asked: Question) -> bool:
    """Whether quotes say more together than without the first or the last, and one of them names a thing of two words.

    "Out for delivery since breakfast" and "Box not here" are no breakfast box.
    """
    if not all(any(min(one[left], one[right]) > BESIDE for one in scores) for left, right in asked.joined):
        return False
    whole = sum(map(max, zip(*scores, strict=True)))
    return all(whole > sum(map(max, zip(*part, strict=True))) for part in (scores[1:], scores[:-1]))


def _passage(
    part: tuple[Quote, ...],
    scores: Sequence[tuple[float, ...]],
    read: Mapping[str, Sequence[str]],
    asked: Question,
    likeness: Likeness,
) -> Passage:
    said = [one for quote in part for one in read[quote.id]]
    known = stems(" ".join(str(value) for value in part[0].attributes.values() if isinstance(value, str)))
    group = any(likeness.of(term, [*said, *known]) for term in asked.group)
    whole = tuple(map(max, zip(*scores, strict=True)))
    light = _held(asked.light, said) + any(likeness.of(term, said) for term in asked.leaning)
    return Passage(part, _with_title(whole, part[0], asked.terms), light, group)


def _with_title(scores: tuple[float, ...], quote: Quote, terms: Sequence[Term]) -> tuple[float, ...]:
    """What an interview's title names ("Hanna, florist.docx") need not be said in it, where all the rest is."""
    if quote.kind != "interview" or not any(scores) or all(scores):
        return scores
    title = stems(title_of(quote.source))
    named = tuple(
        score or BESIDE * all(part in title for part in term.stems) for score, term in zip(scores, terms, strict=True)
    )
    return named if all(named) else scores


def following(quotes: Iterable[Quote]) -> dict[str, Quote]:
    """Quote id -> what its speaker said next, in the same breath."""
    return {left.id: right for left, right in _neighbours(quotes) if right.goes_on_from(left)}


def with_what_follows(part: tuple[Quote, ...], after: Mapping[str, Quote], *, lead: int = LEAD) -> tuple[Quote, ...]:
    """A part with what it leads up to: after "The click and collect.", or a review's headline, comes what was wrong."""
    whole = part
    if len(part) == 1 and part[0].kind in ("interview", "review") and len(words(part[0].text)) <= lead:
        while len(whole) <= _LED_TO and whole[-1].id in after:
            whole = (*whole, after[whole[-1].id])
    return whole


def within_reach(ids: Iterable[str], quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes of these ids, in the order given, and then those that stand beside one of them."""
    chosen = set(ids)
    near = {one.id for pair in _neighbours(quotes) if any(q.id in chosen for q in pair) for one in pair} - chosen
    return [quote for quote in quotes if quote.id in chosen] + [quote for quote in quotes if quote.id in near]


def _scores(found: Sequence[str], near: Context, asked: Question, likeness: Likeness) -> tuple[float, ...]:
    """What the words say of each term; what stands around them may say the others.

    A reply need not repeat what it was asked, nor a review the name of its product; and beside words that speak of one
    term the same breath may speak of another.
    """
    scores = likeness.of_each(asked.terms, found)
    absent = [place for place, score in enumerate(scores) if not score]
    replies = len(absent) == len(scores) and _replies(asked, near, likeness)
    if len(absent) == len(scores) and not replies:
        return scores
    by_facts = replies or (len(absent) == 1 and len(scores) > 1)
    return tuple(
        score or _told(term, near, asked, by_facts, likeness) for score, term in zip(scores, asked.terms, strict=True)
    )


def _told(term: Term, near: Context, asked: Question, by_facts: bool, likeness: Likeness) -> float:
    """How well what stands around a quote speaks of a term; facts word for word: "retired" is not "retirement"."""
    if term.beside and by_facts and _facts_hold(term, near.known):
        return BESIDE
    if _names(term, near, asked):
        return BESIDE
    return ROUND * any(likeness.of(term, stems(text)) >= SYNONYM for text in (near.asked, near.beside))


def _names(term: Term, near: Context, asked: Question) -> bool:
    """Whether what stands around a quote names the thing of two words of which a term is one: a title, for example."""
    if asked.presupposes or asked.kind in ("number", "money"):
        return False
    around = [stems(near.asked), stems(near.beside), stems(near.known)]
    things = [asked.terms[left].stems + asked.terms[right].stems for left, right in asked.joined]
    return any(set(term.stems) <= set(thing) and any(holds(text, thing) for text in around) for thing in things)


def _replies(asked: Question, near: Context, likeness: Likeness) -> bool:
    """Whether a quote answers the very matter: its question names all of it, or it is all about that product."""
    if apart(asked.plain, near.asked):
        return False
    named = [likeness.of(term, stems(near.asked)) for term in asked.terms]
    if min(named, default=0.0) >= SYNONYM and EXACT in named:
        return True
    about_it = asked.kind == "opinion" and not asks_for_more(asked)
    return about_it and all(_facts_hold(term, near.product) for term in asked.terms)


def _facts_hold(term: Term, facts: str) -> bool:
    known = {fold(word) for word in words(facts)}
    return all(fold(word) in known for word in words(term.said))


def _held(light: Sequence[Term], found: Sequence[str]) -> int:
    return sum(term.stems[0] in found for term in light) if light else 0


def _neighbours(quotes: Iterable[Quote]) -> list[tuple[Quote, Quote]]:
    documents: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for quote in quotes:
        documents[quote.document_id, quote.respondent_id].append(quote)
    pairs = []
    for said in documents.values():
        said.sort(key=lambda quote: quote.start)
        pairs += [(a, b) for a, b in pairwise(said) if 0 <= b.start - a.end <= _NEAR]
    return pairs
