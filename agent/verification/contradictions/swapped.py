"""Who does it to whom, told the other way round: "the guide thanked the guest" of a guest who thanked the guide."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from agent.verification.evidence_text import stems_of
from agent.verification.inquiry import Inquiry, Span, once
from agent.verification.lexicon import word_set
from agent.verification.subjects import Said, doers_in
from agent.verification.unsupported.deeds import helps

_OTHERS: Final = ("thing", "person", "people")


def swapped(inquiry: Inquiry) -> str:
    """What one does in a claim and another does in its voices whom the claim names too, as a word; or nothing."""
    for sentence in inquiry.sentences:
        named = stems_of(inquiry.text[slice(*sentence)])
        for told in _acts(inquiry, sentence):
            if _is_swapped(inquiry, told, named):
                return told.word.text
    return ""


def _is_swapped(inquiry: Inquiry, told: Said, named: frozenset[str]) -> bool:
    """Whether all who say a word say it of another noun that the claim names, or the speaker of themselves."""
    said = _said(inquiry)
    places = [one for one in said if one.word.stem == told.word.stem]
    known = frozenset[str]().union(*(stems_of(quote.text) for quote in inquiry.quotes))
    if not places or not told.led_by <= known:
        return False
    if all(_by_another_named(told, one, named) for one in places):
        return True
    acting = frozenset[str]().union(*(one.led_by for one in said if one.doer in _OTHERS))
    return bool(told.led_by & acting) and all(one.doer == "speaker" and not one.led_by for one in places)


@once
def _said(inquiry: Inquiry) -> tuple[Said, ...]:
    return tuple(one for quote in inquiry.quotes for one in doers_in(quote.text))


def _acts(inquiry: Inquiry, sentence: Span) -> list[Said]:
    """The content words that stand right behind the noun of which they are said."""
    aside = word_set("function_words", "function") | word_set("prevalence", "group")
    content = {word.stem for word in inquiry.own_words_within(*sentence) if word.lower not in aside}
    found = doers_in(inquiry.text[slice(*sentence)])
    telling = [one for one in found if not helps(one.word)]
    return [
        one for before, one in pairwise(telling) if one.word.stem in content and _acts_behind(one, before.word.stem)
    ]


def _acts_behind(said: Said, noun: str) -> bool:
    return said.doer in _OTHERS and said.led_by == {noun}


def _by_another_named(told: Said, said: Said, named: frozenset[str]) -> bool:
    """Whether a voice has another noun do it that the claim names in another place."""
    other = next(iter(said.led_by), "")
    return _acts_behind(said, other) and other in named and other not in told.led_by
