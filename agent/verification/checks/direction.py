"""Whether the claim says the opposite of the words that it cites, as far as negations and opposite words show it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.verification.contradictions.ordering import told_in_order
from agent.verification.contradictions.rules import contradiction
from agent.verification.evidence_text import attribute_text, cited_texts, stems_of
from agent.verification.finding import Finding, failed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import axes, bounded_pattern, stem_set, word_set
from agent.verification.modality import is_guess
from agent.verification.polarity import Polar, polar_clauses, polarised
from agent.verification.statements import nouns_of_one
from agent.verification.text import Word, clauses
from agent.verification.unsupported.irony import mocks
from personas.evidence import Quote

NAME = "direction"
_SHORTEST = 2
"""Letters of a stem up to which "un" before it makes no opposite; for other prefixes it is one more."""
_LEVELS = frozenset({"more", "less", "fewer", "higher", "lower"})
"""Words that say on which side of a comparison a thing stands: where one is put below, the other is above."""
_OPENING = " ,:“\"‘'«„"
"""What may stand between the words that lead up to a quotation and its own."""


class _Said(NamedTuple):
    """A clause of the evidence, and its stems."""

    words: tuple[Polar, ...]
    stems: frozenset[str]


def direction(inquiry: Inquiry) -> Finding:
    """No word of the claim is said where all that is cited denies it or says its opposite."""
    if reason := contradiction(inquiry):
        return failed(NAME, reason, opposite=True)
    claimed = _claimed(inquiry)
    evidence = _evidence(inquiry) if claimed else []
    if not evidence:
        return nothing_to_check(NAME, "There are no words to compare.")
    speaker = _of_the_speaker(inquiry)
    said = [_Said(clause, frozenset(word.stem for word in clause)) for clause in evidence]
    for clause in claimed:
        if reason := _turned(clause, said, speaker):
            return failed(NAME, reason, opposite=True)
    return passed(NAME, "Nothing in the text says the opposite of what it cites.")


def _claimed(inquiry: Inquiry) -> list[tuple[Polar, ...]]:
    found = []
    counted = {word for n in numbers_in(inquiry.text) for word in inquiry.own_words_within(n.start, n.end)}
    for sentence in inquiry.sentences:
        if is_guess(inquiry, sentence) and bounded_pattern("modality", "averse").search(inquiry.text, *sentence):
            continue
        level = _LEVELS if told_in_order(inquiry, sentence) else frozenset()
        for start, end in clauses(inquiry.text, *sentence):
            own = [word for word in inquiry.own_words_within(start, end) if not _leads(inquiry, word)]
            own = [word for word in own if word.lower not in level and word not in counted]
            polar = polarised(own, sure=True)
            if polar:
                found.append(polar)
    return found


def _leads(inquiry: Inquiry, word: Word) -> bool:
    """Whether a word leads up to quoted words, which say for themselves what is said: one asks “...”."""
    between = (inquiry.text[word.end : q.start] for q in inquiry.quotations.found if q.start >= word.end)
    return any(not gap.strip(_OPENING) for gap in between)


def _evidence(inquiry: Inquiry) -> list[tuple[Polar, ...]]:
    texts: list[str] = []
    for theme in inquiry.themes:
        texts += [theme.label, *(quote.text for quote in inquiry.quotes_of(theme))]
    texts += [figure.predicate for figure in inquiry.statistics]
    meant = [_meant(quote, clause) for quote in inquiry.quotes for clause in polar_clauses(quote.text)]
    return meant + [clause for text in texts for clause in polar_clauses(text)]


def _meant(quote: Quote, clause: tuple[Polar, ...]) -> tuple[Polar, ...]:
    """A clause without the praise that mocks, which says nothing against a claim of annoyance."""
    return tuple(word for word in clause if not (word.stem in stem_set("irony", "warm") and mocks(quote, word.stem)))


def _of_the_speaker(inquiry: Inquiry) -> frozenset[str]:
    """Stems that say who speaks and stand in no cited words: the trade of a builder who tells of gloves."""
    known = nouns_of_one(inquiry.text).union(*(stems_of(attribute_text(quote)) for quote in inquiry.quotes))
    return known.difference(*map(stems_of, cited_texts(inquiry)))


def _turned(clause: tuple[Polar, ...], said: list[_Said], speaker: frozenset[str]) -> str:
    stems = {word.stem for word in clause} - stem_set("direction", "somebody") - speaker
    for word in clause:
        found = _said_otherwise(word, clause, stems - {word.stem}, said)
        if found is None or any(own.stem == found.stem and own.denied == found.denied for own in clause):
            continue
        return (
            f"'{word.text}' is {'denied' if word.denied else 'said'} here, and what it cites "
            f"{'denies' if found.denied else 'says'} '{found.text}'."
        )
    return ""


def _said_otherwise(word: Polar, clause: tuple[Polar, ...], rest: set[str], said: list[_Said]) -> Polar | None:
    """The opposite of a word in a clause with half of the claim's other words, where none as near says the same."""
    near = [one for one in said if 2 * len(rest & one.stems) >= len(rest)]
    against = [one for one in near if _says(word, one.words) < 0 and not _denied_in_one_word(clause, one.words)]
    if not against:
        return None
    turned = max(against, key=lambda one: len(rest & one.stems))
    as_near = (one for one in said if len(rest & one.stems) >= len(rest & turned.stems))
    if any(_says(word, one.words) > 0 and not _denied_in_one_word(clause, one.words) for one in as_near):
        return None
    return next(other for other in turned.words if _relation(word, other) < 0)


def _denied_in_one_word(clause: tuple[Polar, ...], other: tuple[Polar, ...]) -> bool:
    """Whether one of both denies in a word of its own what the other denies by "not": unavailable, never available."""
    return any(
        word.denied != candidate.denied and _prefixed(word.stem, candidate.stem)
        for word in clause
        for candidate in other
    )


def _says(word: Polar, other: tuple[Polar, ...]) -> int:
    """1 when a clause says the same as a word, -1 when it says the opposite and nowhere the same, 0 for neither."""
    relations = {_relation(word, candidate) for candidate in other}
    return 1 if 1 in relations else min(relations)


def _relation(word: Polar, other: Polar) -> int:
    """1 when both say the same, -1 when one says the opposite of the other, 0 when they are unrelated."""
    same = 1 if word.denied == other.denied else -1
    if word.stem == other.stem:
        return same
    ends, opposite_ends = axes().get(word.stem, ()), axes().get(other.stem, ())
    for axis, sign in ends:
        for other_axis, other_sign in opposite_ends:
            if axis == other_axis:
                return same * sign * other_sign
    return -same if _prefixed(word.stem, other.stem) else 0


@lru_cache(maxsize=8192)
def _prefixed(one: str, two: str) -> bool:
    """Whether one word is the other with un-, in-, dis- or the like before it."""
    short, long = sorted((one, two), key=len)
    if long == f"un{short}":
        return len(short) > _SHORTEST
    return len(short) > _SHORTEST + 1 and any(long == prefix + short for prefix in word_set("direction", "prefixes"))
