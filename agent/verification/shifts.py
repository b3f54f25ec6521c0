"""Forms that turn a true sentence into another: when, whether, how much, who to whom. Each is a reason to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.contradictions.comparing import plain_forms
from agent.verification.evidence_text import content_words, own_text, sentences_of, stems_of, texts_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import stop_words, word_set
from agent.verification.statements import speaks_of_one
from agent.verification.text import Word, clauses, plain, words
from personas.evidence import Quote, Statistic, Theme

_PASSIVE = frozenset({"being", "been", "be", "get", "gets", "got", "getting"})
_ENDINGS = ("", "s", "es", "d", "ed", "ing")
_SPEAKERS = frozenset({"i", "we", "i've", "we've", "i'd", "we'd", "i'll", "we'll", "i'm", "we're"})
_CLEFT = re.compile(r"\b(?:it is|it's|it was)\b[^.;:]{1,60}\b(?:that|which|who)\b", re.IGNORECASE)
_JOINING = frozenset("of for with on in to from by at when if is are was were".split())
"""Words that let the words of a label stand in another order and mean the same."""
_IN_ORDER = 3
"""Words of a label from which on their order tells who does what."""


def shifted(inquiry: Inquiry) -> str:
    """The first reason to read a claim for a shift of time, degree, condition, voice, subject or order; or nothing."""
    if inquiry.claim.kind in ("inference", "hypothesis") or inquiry.claim.typed_by == "reviewer":
        return ""
    return next((reason for reason in _reasons(inquiry) if reason), "")


def _reasons(inquiry: Inquiry) -> Iterator[str]:
    yield _cleft(inquiry)
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            said = _said(inquiry, clause)
            own = inquiry.own_words_within(clause.start, clause.end)
            yield _timed([word for word in own if not _joins(word, inquiry.text)], said)
            yield _compared(own, said)
            yield _suffered(own, said)
            yield _done(inquiry, clause, said)
            yield _reordered(own, clause)
            yield _supposed(inquiry, clause)
            yield _by_another(inquiry, clause)


def _said(inquiry: Inquiry, clause: Clause) -> frozenset[str]:
    """All words, as they are written, of what may bear a clause."""
    texts = (text for member in clause.members for text in texts_of(inquiry, member))
    return frozenset().union(*(_written(text) for text in texts))


@lru_cache(maxsize=8192)
def _written(text: str) -> frozenset[str]:
    return frozenset(word.lower for word in words(text))


def _timed(own: Iterable[Word], said: frozenset[str]) -> str:
    """Still, again, can: that something lasts, comes back or may be, where nothing says so."""
    shifts = word_set("function_words", "shifts")
    return next((f"'{w.text}' stands in nothing that this rests on" for w in own if w.lower in shifts - said), "")


def _joins(word: Word, text: str) -> bool:
    """Whether a "yet" means "but": it opens a sentence or a clause."""
    before = text[: word.start].rstrip()
    return word.lower == "yet" and (not before or before[-1] in ".;:!?,–—" or before.endswith(" and"))


def _compared(own: Iterable[Word], said: frozenset[str]) -> str:
    """A comparative or superlative of a word that the evidence has in its plain form only."""
    for word in own:
        if word.lower not in said and any(plain in said for plain in plain_forms(word.lower)):
            return f"'{word.text}' compares, and what this rests on does not"
    return ""


def _suffered(own: list[Word], said: frozenset[str]) -> str:
    """Being phoned, where the evidence has phone and never phoned: done to them, not by them."""
    for before, word in pairwise(own):
        if before.lower in _PASSIVE and word.lower.endswith("ed") and word.lower not in said:
            return f"'{before.text} {word.text}' says to whom it is done, and nothing that this rests on says that"
    return ""


def _done(inquiry: Inquiry, clause: Clause, said: frozenset[str]) -> str:
    """A verb right after a count that the counted never say as a verb: "5 of 9 respondents deliver late"."""
    for figure in inquiry.spoken.within(clause.start, clause.end):
        following = next((word for word in clause.found if word.start >= figure.end), None)
        if following is None or isinstance(figure.source, Statistic):
            continue
        beside = not inquiry.text[figure.end : following.start].strip()
        if beside and said.isdisjoint(_verb_forms(following.lower)):
            return f"'{following.text}' is said of those who are counted, and none of them says it so"
    return ""


@lru_cache(maxsize=8192)
def _verb_forms(verb: str) -> frozenset[str]:
    """The regular forms of a verb, from any of them."""
    roots = {verb.removesuffix(ending) for ending in (*_ENDINGS, "e")}
    return frozenset(root + ending for root in roots for ending in _ENDINGS)


def _reordered(own: list[Word], clause: Clause) -> str:
    """The words of a counted theme's label in another order, with nothing between them that would allow it."""
    for theme in (member for member in clause.members if isinstance(member, Theme)):
        order = [word.stem for word in content_words(words(own_text(theme)))]
        told = [word.stem for word in clause.found if word.stem in order]
        joined = any(word.lower in _JOINING for word in own)
        if len(set(told)) >= _IN_ORDER and not joined and told != sorted(told, key=order.index):
            return f"the words of '{theme.label}' stand in another order"
    return ""


def _supposed(inquiry: Inquiry, clause: Clause) -> str:
    """What a voice only supposes, told as if it were so."""
    if clause.group or _conditional(inquiry.text[clause.start : clause.end]):
        return ""
    quotes = [member for member in clause.members if isinstance(member, Quote)]
    for word in clause.found:
        holding = [part for quote in quotes for part in sentences_of(quote.text) if word.stem in stems_of(part)]
        if holding and all(_conditional(part) for part in holding):
            return f"'{word.text}' is only supposed in what this rests on"
    return ""


def _conditional(text: str) -> bool:
    return bool(_written(text) & word_set("function_words", "conditions"))


def _by_another(inquiry: Inquiry, clause: Clause) -> str:
    """What one voice is said to do, where in its words somebody else does it: "Stuart rings me"."""
    if clause.group or not clause.found:
        return ""
    word = clause.found[0]
    lead = inquiry.text[clause.start : word.start]
    if not speaks_of_one(f"{lead}{word.text}") or any(w.lower not in stop_words() for w in words(lead)):
        return ""
    if not word.lower.endswith("s") or word.lower.endswith("ss"):
        return ""
    places = [place for member in clause.members if isinstance(member, Quote) for place in _subjects(member.text, word)]
    if places and not any(places):
        return f"'{word.text}' is done by somebody else in what this rests on"
    return ""


def _subjects(text: str, verb: Word) -> Iterator[bool]:
    """For each clause of a text that holds the verb: whether the speaker stands before it."""
    straight = plain(text)
    for start, end in clauses(straight, 0, len(straight)):
        found = words(straight[start:end])
        at = next((place for place, word in enumerate(found) if word.stem == verb.stem), None)
        if at is not None:
            yield at == 0 or any(word.lower in _SPEAKERS for word in found[:at])


def _cleft(inquiry: Inquiry) -> str:
    """It is X that: nothing else, where nothing says so."""
    found = _CLEFT.search(inquiry.text)
    if found is None or inquiry.masked(*found.span()) or not inquiry.spoken.figures:
        return ""
    return f"'{found[0]}' singles out what is only counted"
