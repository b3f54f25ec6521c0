"""Everything the checks look at for one claim: its text taken apart, and the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from typing import NamedTuple, TypeVar, TypeVarTuple, cast

from agent.numbers import Reading, read_numbers
from agent.verification.figures.spoken import Spoken, spoken_in
from agent.verification.lexicon import attitude_stems, moves, stem_set, stop_words, word_set
from agent.verification.quantification import Amount, Contrast, amounts_in, contrasts_in, judged_in
from agent.verification.text import Word, quotations, sentences, words
from agent.verification.text.quotations import Quotations
from personas.claims import Citation, Claim
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from retrieval.injection import unfit_to_show

_OCCUPATION = frozenset({"trade", "occupation", "job", "profession", "role"})
"""Words in the name of an attribute that tells a kind of people: `trade`, `what_is_your_occupation`."""
Member = TypeVar("Member", Quote, Statistic, Theme)
Found = TypeVar("Found")
Asked = TypeVarTuple("Asked")


class Span(NamedTuple):
    """A stretch of the claim's text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= start and end <= self.end


@lru_cache(maxsize=8192)
def numbers_in(text: str, language: str = "en") -> Reading:
    """The numbers of a text, remembered."""
    return read_numbers(text, language=language or "en")


class Inquiry:
    """One claim and what it cites, as the checks see them. What is worked out once is kept; nothing else changes."""

    def __init__(
        self,
        claim: Claim,
        pack: EvidencePack,
        segment: SegmentReference,
        *,
        persona_name: str = "",
        planned: bool = False,
        others: tuple[str, ...] = (),
    ) -> None:
        """Look up what the claim cites. `others` are the texts of other personas, for stereotypes."""
        self.claim, self.pack, self.segment = claim, pack, segment
        self.persona_name, self.planned, self.others = persona_name, planned, others
        self.citations: tuple[Citation, ...] = claim.citations or ()
        cited = [(citation, pack.find(citation.evidence_id)) for citation in self.citations]
        self.missing = [citation.evidence_id for citation, member in cited if member is None]
        self.cited_quotes = [(citation, member) for citation, member in cited if isinstance(member, Quote)]
        self.quotes = _distinct([member for _, member in cited if isinstance(member, Quote)])
        self.statistics = _distinct([member for _, member in cited if isinstance(member, Statistic)])
        self.themes = _distinct([member for _, member in cited if isinstance(member, Theme)])
        self.known: dict[object, object] = {}
        """What functions marked `once` have found."""

    @property
    def text(self) -> str:
        """The claim's text."""
        return self.claim.text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The claim's sentences."""
        return tuple(Span(*span) for span in sentences(self.text))

    @cached_property
    def quotations(self) -> Quotations:
        """What stands in quotation marks."""
        return quotations(self.text)

    @cached_property
    def spoken(self) -> Spoken:
        """The figures that the system spoke."""
        return spoken_in(self.claim, self.statistics, self.themes)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the text."""
        return words(self.text)

    @cached_property
    def own_words(self) -> tuple[Word, ...]:
        """The words that the writer says in its own voice: neither spoken by the system nor in quotation marks."""
        return tuple(word for word in self.words if not self.masked(word.start, word.end))

    def masked(self, start: int, end: int) -> bool:
        """Whether a span is spoken by the system or stands in quotation marks."""
        return self.spoken.covers(start, end) or self.quotations.covers(start, end)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The words of prevalence in the writer's own voice."""
        return amounts_in(self.text, self.masked)

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """The words with which the writer sets the group apart."""
        return contrasts_in(self.text, self.masked)

    @cached_property
    def judged(self) -> frozenset[Word]:
        """The words that say how many or how unlike others."""
        return judged_in(self.own_words, self.amounts, self.contrasts, numbers_in(self.text))

    @cached_property
    def content_words(self) -> tuple[Word, ...]:
        """The writer's own content words: not who speaks, how many, how often, nor the segment's name."""
        aside = stop_words() | word_set("prevalence", "anybody")
        general = stem_set("function_words", "soft") | attitude_stems("negative") | attitude_stems("positive")
        general |= stem_set("function_words", "sections") & self._place
        nouns = stem_set("function_words", "soft_nouns")
        persona = {word.lower for word in words(self.persona_name)}
        named = _occurrences(self.text, self.segment.name)
        return tuple(
            word
            for position, word in enumerate(self.own_words)
            if (word.lower.removesuffix("'s") not in aside or moves(self.own_words, position))
            and word.stem not in general
            and not (word.stem in nouns and not word.lower.endswith(("ed", "ing")))
            and word not in self.judged
            and not word.text.isdigit()
            and not (word.text[:1].isupper() and word.lower.removesuffix("'s") in persona)
            and not any(span.holds(word.start, word.end) for span in named)
        )

    @property
    def _place(self) -> frozenset[str]:
        """The stems of the sections to which the cited themes belong, or else the claim."""
        topics = [theme.topic for theme in self.themes if theme.topic] or [self.claim.section]
        return frozenset(word.stem for topic in topics for word in words(topic))

    def content_words_within(self, start: int, end: int) -> list[Word]:
        """The content words in a stretch of the text."""
        return [word for word in self.content_words if start <= word.start and word.end <= end]

    def own_words_within(self, start: int, end: int) -> list[Word]:
        """The writer's own words in a stretch of the text."""
        return [word for word in self.own_words if start <= word.start and word.end <= end]

    def sentence_of(self, position: int) -> Span:
        """The sentence around a position."""
        for span in self.sentences:
            if span.start <= position < span.end:
                return span
        return Span(0, len(self.text))

    @cached_property
    def trades(self) -> frozenset[str]:
        """Stems of what the cited people say that they are: a nurse speaks for herself and not for nurses."""
        known = (attribute for quote in self.quotes for attribute in quote.attributes.items())
        told = (str(value) for name, value in known if _OCCUPATION & set(name.split("_")))
        return frozenset(word.stem for text in told for word in words(text))

    @cached_property
    def respondents(self) -> frozenset[str]:
        """The different people whose words are cited and who count: those placed by inference do not."""
        return frozenset(quote.respondent_id for quote in self.quotes if not quote.placed)

    def quotes_of(self, theme: Theme) -> tuple[Quote, ...]:
        """The theme's quotes, as far as the pack holds them; one that tries to give orders is no evidence."""
        return _shown(self, theme.quotes)


def once(function: Callable[[Inquiry, *Asked], Found]) -> Callable[[Inquiry, *Asked], Found]:
    """A function of a claim with what it cites that is worked out once for each; what else it is given is hashable."""

    @wraps(function)
    def remembered(inquiry: Inquiry, *asked: *Asked) -> Found:
        key = (function, asked)
        if key not in inquiry.known:
            inquiry.known[key] = function(inquiry, *asked)
        return cast("Found", inquiry.known[key])

    return remembered


@once
def _shown(inquiry: Inquiry, ids: tuple[str, ...]) -> tuple[Quote, ...]:
    found = (quote for quote in inquiry.pack.quotes if quote.id in ids)
    return tuple(quote for quote in found if not unfit_to_show(quote.text))


def _occurrences(text: str, name: str) -> list[Span]:
    """Where a name stands in a text, whatever its capitals."""
    if not name:
        return []
    return [Span(*match.span()) for match in re.finditer(re.escape(name), text, re.IGNORECASE)]


def _distinct(members: list[Member]) -> list[Member]:
    return list({member.id: member for member in members}.values())
