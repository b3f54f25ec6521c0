"""Retrieving evidence for a question, and deciding whether it answers the question."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from personas.evidence import Quote, Statistic, Theme
from retrieval.answering.belonging import belonging
from retrieval.answering.context import ContextLookup, NoContext, context_of
from retrieval.answering.covering import Covering
from retrieval.answering.exchanges import answering, exchanges
from retrieval.answering.figures import (
    beside_statistics,
    matching_statistics,
    matching_themes,
    statistic_words,
    theme_words,
)
from retrieval.answering.likeness import Likeness, vocabulary_of
from retrieval.answering.measured import named_figures, terms_of_figures
from retrieval.answering.passages import following, passages, with_what_follows, within_reach
from retrieval.answering.question import Question, of_one, read_question
from retrieval.answering.repeats import without_repeats
from retrieval.answering.speakers import asked_of
from retrieval.answering.spelling import corrected
from retrieval.answering.survey_questions import answers_to, figures_of
from retrieval.answering.terms import Term
from retrieval.answering.words import list_of, narrower_than, stems, synonyms_of
from retrieval.embeddings import Embedder
from retrieval.index import EvidenceIndex
from retrieval.index.evidence_index import Subset
from retrieval.index.words import words
from retrieval.injection import unfit_to_show

_CANDIDATES = 120
_SHOWN = 8
_NEAREST = 3
_OFTEN, _FEWEST = 0.05, 10
"""Share of all quotes, and number of them, from which a thing is what the company deals in."""

QuotesById = Callable[[Sequence[str]], Sequence[Quote]]
"""Gives quotes by id, in that order; their neighbours in the same document may follow them."""


class Evidence(NamedTuple):
    """What was found for a question."""

    covered: bool
    """Whether the evidence speaks of what is asked, all of it together."""
    searched: tuple[str, ...]
    """What was looked for."""
    missing: tuple[str, ...]
    """What of it nobody says and nothing counts."""
    reason: str
    """Why it is not covered, as a clause; empty when it is."""
    quotes: tuple[Quote, ...]
    """What answers, the best first; when nothing does, the nearest."""
    statistics: tuple[Statistic, ...] = ()
    themes: tuple[Theme, ...] = ()
    people: Mapping[str, int] = {}
    """Quote id -> how many people say it in nearly the same words, where that is more than one."""


def evidence_for(
    question: str,
    index: EvidenceIndex,
    quotes_by_id: QuotesById,
    statistics: Sequence[Statistic] = (),
    themes: Sequence[Theme] = (),
    *,
    embedder: Embedder,
    among: Subset | None = None,
    ignore: Collection[str] = (),
    called: Collection[str] = (),
    context: ContextLookup | None = None,
) -> Evidence:
    """The evidence for a question, and an honest word on whether it answers it.

    Everything that the question names must be spoken of together: in one quote or in neighbouring quotes of one
    person, in one theme, or in one figure. A question about an amount needs a figure, or somebody who
    states that very amount. Where an interviewer asked the same, the reply answers. `among` narrows the quotes, to a
    segment's for example; `ignore` holds names that are no matter of the question: segments, the company; `called` what
    the company calls its customers. `context` lend meaning to what is said: the interviewer's question, the rest
    of a review, whose interview it is. Texts that give orders to a language model are passed over.
    """
    lookup = context or NoContext()
    near = partial(_near, index, quotes_by_id)
    question = corrected(question, lambda word: index.mentions(word) > 0)
    whose = asked_of(question, lookup, ignore, spoken=partial(_stands, near, statistics), near=near)
    asked = read_question(whose.text, ignore, called)
    asked = asked._replace(about_lives=asked.about_lives and not _is_business(asked, index))
    if whose.quotes is not None:
        asked = of_one(asked)
    ids = _candidates(asked, index, among) if whose.quotes is None else _nearest_first(asked, index, whose.quotes)
    quotes = [quote for quote in within_reach(ids, quotes_by_id(ids)) if not unfit_to_show(quote.text)]
    documents = lookup.documents({quote.document_id for quote in quotes})
    beside_them = {quote.id: context_of(quote, documents.get(quote.document_id)) for quote in quotes}
    texts = [*(q.text for q in quotes), *map(statistic_words, statistics), *map(theme_words, themes)]
    likeness = Likeness(
        (*asked.terms, *asked.measures, *asked.group, *terms_of_figures(asked)), vocabulary_of(texts), embedder
    )
    counted = () if asked.personal else statistics
    named = named_figures(asked, counted, likeness, statistic_words)
    figures = named or matching_statistics(asked, counted, likeness) or figures_of(asked, counted, embedder)
    shared = [] if asked.beyond or asked.personal else matching_themes(asked, themes, likeness)
    belongs = belonging(quotes, asked, likeness, beside_them)
    nearest, quotes = quotes[:_NEAREST], [quote for quote in quotes if belongs(quote)]
    found = passages(quotes, asked, likeness, beside_them) if asked.terms else []
    after = following(quotes)
    covering = Covering(asked, found, index, after).passages
    told = answering(asked, exchanges(asked, quotes, beside_them, embedder), likeness, _rarest(asked, index))
    written = answers_to(asked, quotes, beside_them, embedder)
    searched = tuple(term.said for term in (*asked.terms, *asked.measures))
    if figures or shared or covering or told or written:
        beside = figures or beside_statistics(asked, counted, likeness)
        parts = [
            *(one.reply for one in told),
            *((one,) for one in written),
            *(with_what_follows(one.quotes, after) for one in covering),
        ]
        each = _SHOWN if asked.personal else 2
        answers, people = without_repeats(_ordered(parts, each))
        return Evidence(True, searched, (), "", answers[:_SHOWN], tuple(beside), tuple(shared), people)
    spoken = [*map(stems, texts)]
    missing = tuple(term.said for term in asked.terms if not any(likeness.of(term, one) for one in spoken))
    near_it = nearest if searched or asked.light else []
    return Evidence(False, searched, missing, _reason(asked, missing), tuple(near_it))


def _candidates(asked: Question, index: EvidenceIndex, among: Subset | None) -> list[str]:
    """Ids worth reading: near the question, its matter, and each term in its other words."""
    queries = [asked.text, " ".join(term.said for term in asked.terms)]
    hits = index.search(queries, limit=_CANDIDATES, among=among)
    for term in asked.terms:
        expressions = synonyms_of(term.stems) | narrower_than(term.stems)
        others = " ".join(" ".join(expression) for expression in sorted(expressions))
        hits += index.search(f"{term.said} {others}", limit=_CANDIDATES // 2, among=among)
    return list(dict.fromkeys(hit.quote_id for hit in hits))


def _nearest_first(asked: Question, index: EvidenceIndex, ids: Sequence[str]) -> list[str]:
    """One person's quotes, those that are most like the question first."""
    hits = index.search(asked.text, limit=_CANDIDATES, among=ids)
    return list(dict.fromkeys([*(hit.quote_id for hit in hits), *ids]))


def _rarest(asked: Question, index: EvidenceIndex) -> list[Term]:
    """The terms that the fewest quotes hold, of those that any holds."""
    counts = {term: count for term in asked.terms if (count := index.mentions(term.said))}
    return [term for term, count in counts.items() if count == min(counts.values())]


def _near(index: EvidenceIndex, read: QuotesById, text: str) -> Sequence[Quote]:
    """Quotes that are like a text."""
    return read([hit.quote_id for hit in index.search(text, limit=_CANDIDATES)])


def _stands(near: Callable[[str], Sequence[Quote]], statistics: Sequence[Statistic], word: str) -> bool:
    """Whether a word with a capital stands in what was counted or said."""
    if any(word.casefold() in words(statistic_words(one)) for one in statistics):
        return True
    written = re.compile(rf"\b{re.escape(word)}\b")
    return any(written.search(quote.text) for quote in near(word))


def _is_business(asked: Question, index: EvidenceIndex) -> bool:
    """Whether the things of people's lives that a question names are what the company deals in: many speak of them."""
    lives = [term.said for term in asked.terms if term.said in list_of("life")]
    return all(index.mentions(said) >= max(_OFTEN * len(index), _FEWEST) for said in lives)


def _ordered(parts: Iterable[Sequence[Quote]], each: int) -> list[Quote]:
    """The quotes of the best parts, at most `each` of one person."""
    chosen: list[Quote] = []
    for part in parts:
        for quote in part:
            people = [one.respondent_id for one in chosen]
            if quote not in chosen and people.count(quote.respondent_id) < each:
                chosen.append(quote)
    return chosen


def _reason(asked: Question, missing: Sequence[str]) -> str:
    if asked.beyond:
        return asked.beyond
    if missing:
        return f"nothing speaks of {', '.join(f'“{word}”' for word in missing)}"
    if asked.kind in ("number", "money", "frequency"):
        return "it asks for an amount, and nothing like it was counted"
    if asked.about_lives:
        return "it asks about people's lives, and nothing of the kind was counted"
    if len(asked.terms) > 1:
        return "nobody speaks of all of it together"
    if asked.terms:
        return "hardly anybody speaks of it"
    return "no theme of the kind was found" if asked.sections else "the question names nothing to look for"
