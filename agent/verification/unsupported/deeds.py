"""What others do or are in a voice's words, told of the speaker: "staff were rude", "the shop rang me"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import word_set
from agent.verification.statements import tells_of_one
from agent.verification.subjects import Said, doers_in
from agent.verification.text import Word, plain, words

_AUXILIARIES: Final = frozenset("has had have did does do will would can could may might must should shall".split())
_COPULAS: Final = frozenset("is are was were be been being seems feels felt".split())
_ADVERBS: Final = frozenset("also always often still never even just really sometimes very so quite too".split())
_ADJECTIVES: Final = frozenset(
    "friendly unfriendly lovely ugly costly lively lonely silly early likely orderly".split()
)
_CARRIES_ON: Final = frozenset("keeps kept starts started began begins stops stopped continues continued".split())
"""Verbs that only say that another one goes on, begins or ends: "kept arguing"."""
_SPEAKER: Final = frozenset({"me", "us"})


class Deed(NamedTuple):
    """What one person is told to do, or with a copula to be."""

    word: Word
    described: bool


def done_by_a_role(inquiry: Inquiry) -> str:
    """What one person is told to do or to be, and in the cited words only others do or are, as a word; or nothing."""
    for sentence in inquiry.sentences:
        for deed in _deeds(inquiry, sentence):
            if _of_others(inquiry, deed):
                return deed.word.text
    return ""


def _deeds(inquiry: Inquiry, sentence: Span) -> Iterator[Deed]:
    """What stands right behind the one person of whom a sentence speaks, and behind each "and" after them."""
    own = inquiry.own_words_within(*sentence)
    named = next((at for at, word in enumerate(own) if tells_of_one(inquiry, sentence.start, word.end)), None)
    if named is None or own[named].lower.endswith("'s"):
        return
    for at in (named, *(place for place in range(named + 1, len(own)) if own[place].lower == "and")):
        if deed := _deed_in(inquiry, own[at + 1 :]):
            yield deed


def _deed_in(inquiry: Inquiry, following: Sequence[Word]) -> Deed | None:
    led = list(takewhile(helps, following))
    if led != list(following) and following[len(led)].lower in _CARRIES_ON:
        led.append(following[len(led)])
    word = next(iter(following[len(led) :]), None)
    if word is not None and (word in inquiry.content_words or word.lower in word_set("prevalence", "persona_verbs")):
        return Deed(word, any(one.lower in _COPULAS for one in led))
    return Deed(led[-1], described=False) if word is not None and led and led[-1].lower == "had" else None


def helps(word: Word) -> bool:
    """Whether a word only stands between somebody and what they do: has, was, also, rarely."""
    adverb = word.lower in _ADVERBS or (word.lower.endswith("ly") and word.lower not in _ADJECTIVES)
    return adverb or word.lower in _AUXILIARIES | _COPULAS or word.lower == "not" or word.lower.endswith("n't")


def _of_others(inquiry: Inquiry, deed: Deed) -> bool:
    """Whether every cited quote with a deed says it of others only."""
    stem = deed.word.stem
    holding = [quote.text for quote in inquiry.quotes if stem in {word.stem for word in words(quote.text)}]
    return bool(holding) and all(_others_only(text, stem, deed.described) for text in holding)


@lru_cache(maxsize=8192)
def _others_only(text: str, stem: str, described: bool) -> bool:
    """Whether each time that a text has a word it is said of a role or of somebody else, or done to the speaker."""
    found = words(plain(text))
    places = [at for at, word in enumerate(found) if word.stem == stem]
    if all(_of_a_role(found, at, described) for at in places):
        return True
    return all(_has_another_subject(said, described) for said in doers_in(text) if said.word.stem == stem)


def _has_another_subject(said: Said, described: bool) -> bool:
    """Whether another person is its subject, or, of what is done, a thing; what a person does to the speaker counts."""
    other = said.doer in ("person", "people") and not (described and said.of_speaker)
    return other or (said.doer in ("thing", "they") and not described and _is_inflected(said.word))


def _is_inflected(word: Word) -> bool:
    """Whether a word has the form of a verb that tells what somebody does or did: wants, asked, paid, arguing."""
    return word.lower.endswith(("s", "ed", "ing")) or not word.lower.startswith(word.stem)


def _of_a_role(found: Sequence[Word], at: int, described: bool) -> bool:
    roles = word_set("speakers", "roles")
    helping = list(takewhile(helps, reversed(found[:at])))
    before = next(iter(reversed(found[: at - len(helping)])), None)
    after = next(iter(found[at + 1 :]), None)
    led = before is not None and before.lower in roles
    said_to_be = any(word.lower in _COPULAS for word in helping)
    if described:
        return (led and said_to_be) or (after is not None and after.lower in roles)
    return (led and not said_to_be) or (after is not None and after.lower in _SPEAKER)
