"""Retrieving evidence for a question, and deciding whether it answers the question."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from personas.evidence import Quote, Statistic, Theme
from retrieval.answering.belonging import belonging, narrowing
from retrieval.answering.context import ContextLookup, NoContext
from retrieval.answering.corpus import Corpus, QuotesById
from retrieval.answering.figures import (
    beside_statistics,
    matching_statistics,
    matching_themes,
    statistic_words,
    theme_words,
)
from retrieval.answering.fitting import of_another
from retrieval.answering.likeness import Likeness, vocabulary_of
from retrieval.answering.measured import asks_for_figures_alone, named_figures, terms_of_figures
from retrieval.answering.question import Question
from retrieval.answering.repeats import without_repeats
from retrieval.answering.spoken_answers import spoken_answers
from retrieval.answering.survey_questions import figures_of
from retrieval.answering.understanding import understood
from retrieval.answering.words import stems
from retrieval.embeddings import Embedder
from retrieval.index import EvidenceIndex
from retrieval.index.evidence_index import Subset

_SHOWN = 8
_NEAREST = 3
_OF_ONE_PERSON = 2
"""Quotes of one person that are shown, where everybody is asked about."""


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
    corpus = Corpus(index, quotes_by_id, context or NoContext(), among)
    asked, own = understood(question, corpus, statistics, ignore=ignore, called=called)
    quotes = corpus.worth_reading(asked, own)
    beside = corpus.contexts_of(quotes)
    texts = [*(quote.text for quote in quotes), *map(statistic_words, statistics), *map(theme_words, themes)]
    likeness = _likeness(asked, texts, embedder)
    counted = () if asked.personal or of_another(asked) else statistics
    figures = _figures(asked, counted, likeness, embedder)
    alone = bool(figures) and asks_for_figures_alone(asked)
    narrow = narrowing(quotes, asked)
    shared = [] if alone or asked.beyond or asked.personal or narrow else matching_themes(asked, themes, likeness)
    belongs = belonging(narrow, likeness, beside)
    theirs = [quote for quote in quotes if belongs(quote)]
    spoken = [] if alone else spoken_answers(asked, theirs, beside, likeness, embedder=embedder, corpus=corpus)
    searched = tuple(term.said for term in (*asked.terms, *asked.measures))
    if figures or shared or spoken:
        shown = figures or beside_statistics(asked, () if narrow else counted, likeness)
        answers, people = without_repeats(_ordered(spoken, _SHOWN if asked.personal else _OF_ONE_PERSON))
        return Evidence(True, searched, (), "", answers[:_SHOWN], tuple(shown), tuple(shared), people)
    missing = _missing(asked, texts, likeness)
    nearest = quotes[:_NEAREST] if searched or asked.light else []
    return Evidence(False, searched, missing, _reason(asked, missing), tuple(nearest))


def _likeness(asked: Question, texts: Sequence[str], embedder: Embedder) -> Likeness:
    """What the words of the texts at hand are like, for all that the question may be about."""
    terms = (*asked.terms, *asked.measures, *asked.group, *terms_of_figures(asked))
    return Likeness(terms, vocabulary_of(texts), embedder)


def _figures(
    asked: Question, counted: Sequence[Statistic], likeness: Likeness, embedder: Embedder
) -> Sequence[Statistic]:
    """The figures that answer: by the way of asking, by what is named, by a survey's question that was the same."""
    return (
        named_figures(asked, counted, likeness, statistic_words)
        or matching_statistics(asked, counted, likeness)
        or figures_of(asked, counted, embedder)
    )


def _ordered(parts: Iterable[Sequence[Quote]], each: int) -> list[Quote]:
    """The quotes of the best parts, at most `each` of one person."""
    chosen: list[Quote] = []
    for part in parts:
        for quote in part:
            people = [one.respondent_id for one in chosen]
            if quote not in chosen and people.count(quote.respondent_id) < each:
                chosen.append(quote)
    return chosen


def _missing(asked: Question, texts: Sequence[str], likeness: Likeness) -> tuple[str, ...]:
    """The terms of which no text speaks."""
    spoken = [*map(stems, texts)]
    return tuple(term.said for term in asked.terms if not any(likeness.of(term, one) for one in spoken))


def _reason(asked: Question, missing: Sequence[str]) -> str:
    """Why nothing answers, as a clause."""
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
