"""The words of the evidence, as support, prevalence and direction look for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from agent.verification.inquiry import Inquiry, once
from agent.verification.lexicon import stop_words, synonyms
from agent.verification.text import Word, clauses, sentences, words
from personas.evidence import STAFF_NOTE, Quote, Statistic, Theme


def content_words(found: Iterable[Word]) -> list[Word]:
    """The content words: no function words, no frame of reporting."""
    return [word for word in found if word.lower not in stop_words()]


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return with_synonyms(word.stem for word in words(text))


@lru_cache(maxsize=8192)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return with_synonyms(word.stem for word in content_words(words(text)))


def with_synonyms(stems: Iterable[str]) -> frozenset[str]:
    """Stems and the stems of the words that may stand for them."""
    found, alike = frozenset(stems), synonyms()
    return found.union(*(alike[stem] for stem in found if stem in alike))


def own_text(member: Quote | Statistic | Theme) -> str:
    """What a piece of evidence says in words: a quote's text, a statistic's metric, a theme's label."""
    if isinstance(member, Quote):
        return member.text
    if isinstance(member, Theme):
        return member.label
    return f"{member.predicate} {' '.join(member.terms)} {member.population} {member.phrase()}"


def attribute_text(quote: Quote) -> str:
    """The known facts about a quote's speaker, in words; that it is a note of staff is one of them."""
    noted = [quote.speaker] if quote.speaker == STAFF_NOTE else []
    return " ".join([*(str(value) for value in quote.attributes.values() if isinstance(value, str)), *noted])


def texts_of(inquiry: Inquiry, member: Quote | Statistic | Theme) -> list[str]:
    """A piece of evidence in words; a theme's with its quotes."""
    if isinstance(member, Theme):
        return [own_text(member), *(quote.text for quote in inquiry.quotes_of(member))]
    return [own_text(member)]


def quotes_among(inquiry: Inquiry, members: Iterable[Quote | Statistic | Theme]) -> list[Quote]:
    """The quotes of some pieces of evidence: those among them first, then those behind the themes."""
    every = list(members)
    quotes = [member for member in every if isinstance(member, Quote)]
    return quotes + [quote for theme in every if isinstance(theme, Theme) for quote in inquiry.quotes_of(theme)]


@once
def cited_voices(inquiry: Inquiry) -> tuple[Quote, ...]:
    """The quotes that the claim cites, then those behind the themes that it cites."""
    return tuple(quotes_among(inquiry, [*inquiry.quotes, *inquiry.themes]))


@once
def cited_texts(inquiry: Inquiry) -> tuple[str, ...]:
    """All that the claim cites, in words: quotes first, then themes with their quotes, then statistics."""
    members: list[Quote | Statistic | Theme] = [*inquiry.quotes, *inquiry.themes, *inquiry.statistics]
    return tuple(text for member in members for text in texts_of(inquiry, member))


@lru_cache(maxsize=8192)
def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a text, sentence by sentence."""
    return tuple(part[start:end] for part in sentences_of(text) for start, end in clauses(part, 0, len(part)))


@lru_cache(maxsize=8192)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(text[start:end] for start, end in sentences(text))
