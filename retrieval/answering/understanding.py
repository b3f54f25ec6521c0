"""Understanding a question as the corpus speaks: slips mended, whose words are asked for, what is business here."""

import re
from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

from personas.evidence import Statistic
from retrieval.answering.corpus import Corpus
from retrieval.answering.expressions import stretches
from retrieval.answering.figures import statistic_words
from retrieval.answering.purposes import volunteered
from retrieval.answering.question import Question, of_one, read_question
from retrieval.answering.speakers import asked_of
from retrieval.answering.spelling import corrected
from retrieval.answering.words import list_of
from retrieval.index import EvidenceIndex
from retrieval.index.words import words

_CUSTOMERS_OF = re.compile(
    r"(?<=\w )(?P<name>[A-Z][\w-]+)(?:'s|s')? (?:customers|clients|members|users|buyers|shoppers|guests|fans)\b"
)
_OPINING = re.compile(r"\b(?:say|think|feel|make of|like|want|wish|prefer|worry|care)\b")
_COMPARING = "Whom do they compare us with?"
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
    rival = _whose_customers(mended, ignore)
    if not asked.beyond and ((rival and _set_against(corpus, rival)) or _only_met(asked, corpus)):
        asked = asked._replace(beyond="it asks about people who were not asked")
    asked = asked._replace(about_lives=asked.about_lives and not _is_business(asked, corpus.evidence))
    return Understood(asked if whose.quotes is None else of_one(asked), whose.quotes)


def _stands(corpus: Corpus, statistics: Sequence[Statistic], word: str) -> bool:
    """Whether a word with a capital stands in what was counted or said."""
    if any(word.casefold() in words(statistic_words(one)) for one in statistics):
        return True
    return bool(_naming(corpus, word))


def _whose_customers(question: str, ignore: Collection[str]) -> str:
    """The name, written with a capital, of a company whose customers are asked about; empty for none but our own."""
    ours = {word.casefold() for name in ignore for word in words(name)}
    found = _CUSTOMERS_OF.search(question)
    return found["name"] if found and found["name"].casefold() not in ours else ""


def _only_met(asked: Question, corpus: Corpus) -> bool:
    """Whether those whose opinion is asked are people whom the voices tell of and nobody who speaks says to be."""
    if _OPINING.search(asked.plain) is None:
        return False
    subjects = {word for found in stretches("subject", asked.plain) for word in words(found["who"])}
    return any(_told_of(who.removesuffix("s"), corpus) for who in subjects & list_of("roles"))


def _told_of(who: str, corpus: Corpus) -> bool:
    texts = [quote.text.casefold().replace("’", "'") for quote in corpus.near(who)]
    own = re.compile(
        rf"\b(?:i|we)(?:'m| am|'re| are| was| work as)\b.{{0,25}}\b{re.escape(who)}|\bas an? {re.escape(who)}"
    )
    met = re.compile(rf"\b(?:the|your|their) {re.escape(who)}\b")
    return any(map(met.search, texts)) and not any(map(own.search, texts))


def _set_against(corpus: Corpus, name: str) -> bool:
    """Whether customers compare the company with one of that name."""
    return any(volunteered(_COMPARING, text) for text in _naming(corpus, name))


def _naming(corpus: Corpus, name: str) -> list[str]:
    """The texts near a name that write it as it is written, capitals included."""
    written = re.compile(rf"\b{re.escape(name)}\b")
    return [quote.text for quote in corpus.near(name) if written.search(quote.text)]


def _is_business(asked: Question, index: EvidenceIndex) -> bool:
    """Whether the things of people's lives that a question names are what the company deals in: many speak of them."""
    lives = [term.said for term in asked.terms if term.said in list_of("life")]
    return all(index.mentions(said) >= max(_OFTEN * len(index), _FEWEST) for said in lives)
