"""Understanding a question as the corpus speaks: slips mended, whose words are asked for, what is business here."""

import re
from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

from personas.evidence import Statistic
from retrieval.answering.corpus import Corpus
from retrieval.answering.figures import statistic_words
from retrieval.answering.question import Question, of_one, read_question
from retrieval.answering.speakers import asked_of
from retrieval.answering.spelling import corrected
from retrieval.answering.words import list_of
from retrieval.index import EvidenceIndex
from retrieval.index.words import words

_OFTEN, _FEWEST = 0.05, 10
"""Share of all quotes, and number of them, from which a thing is what the company deals in."""


class Understood(NamedTuple):
    """A question taken apart, and whose words may answer it."""

    asked: Question
    own: tuple[str, ...] | None
    """The ids of the quotes of the one person whom it asks about; None for a question about everybody."""


def understood(
    question: str, corpus: Corpus, statistics: Sequence[Statistic], *, ignore: Collection[str], called: Collection[str]
) -> Understood:
    """A question read with what is said and counted; `ignore` and `called` are those of `read_question`."""
    mended = corrected(question, lambda word: corpus.evidence.mentions(word) > 0)
    spoken = partial(_stands, corpus, statistics)
    whose = asked_of(mended, corpus.context, ignore, spoken=spoken, near=corpus.near)
    asked = read_question(whose.text, ignore, called)
    asked = asked._replace(about_lives=asked.about_lives and not _is_business(asked, corpus.evidence))
    return Understood(asked if whose.quotes is None else of_one(asked), whose.quotes)


def _stands(corpus: Corpus, statistics: Sequence[Statistic], word: str) -> bool:
    """Whether a word with a capital stands in what was counted or said."""
    if any(word.casefold() in words(statistic_words(one)) for one in statistics):
        return True
    written = re.compile(rf"\b{re.escape(word)}\b")
    return any(written.search(quote.text) for quote in corpus.near(word))


def _is_business(asked: Question, index: EvidenceIndex) -> bool:
    """Whether the things of people's lives that a question names are what the company deals in: many speak of them."""
    lives = [term.said for term in asked.terms if term.said in list_of("life")]
    return all(index.mentions(said) >= max(_OFTEN * len(index), _FEWEST) for said in lives)
