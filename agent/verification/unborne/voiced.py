"""What may be told of people only where their own words say it: where they do it, that they need it, how they feel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, word_list
from agent.verification.material import attribute_text, cited_texts, cited_voices, stems_of
from agent.verification.polarity import colour_of_stars, colours_of
from agent.verification.readings import asks, is_guess
from agent.verification.text import plain, stem

_CHANNELS: Final = ("digital", "counter", "phone", "post")
_NEEDS: Final = ("need", "vital")
_SIDES: Final = (("favourable", 1), ("unfavourable", -1))


def untold_channel(inquiry: Inquiry) -> str:
    """Words for where something is done that no cited words and no known fact about a speaker say; or nothing."""
    known = [plain(text) for text in cited_texts(inquiry)]
    if not any(bounded_pattern("channels", f"{channel}_said").search(text) for channel in _CHANNELS for text in known):
        known += [*map(attribute_text, cited_voices(inquiry)), inquiry.segment.name, inquiry.segment.rule]
    for channel in _CHANNELS:
        heard = any(bounded_pattern("channels", f"{channel}_said").search(text) for text in known)
        if not heard and (told := _told(inquiry, "channels", f"{channel}_told")):
            return told
    return ""


def untold_need(inquiry: Inquiry) -> str:
    """Words for a need where the cited people only advise or describe; or nothing. A request is a wish, not vital."""
    known = [plain(text) for text in cited_texts(inquiry)]
    for sort in _NEEDS:
        heard = any(bounded_pattern("needs", f"{sort}_said").search(text) for text in known)
        heard = heard or (sort == "need" and any(asks(text) for text in known))
        if not heard and (told := _told(inquiry, "needs", f"{sort}_told")):
            return told
    return ""


def untold_feeling(inquiry: Inquiry) -> str:
    """A feeling that no cited person words, or praise or blame of a colour that nothing cited has; or nothing."""
    if not cited_voices(inquiry):
        return ""
    texts = cited_texts(inquiry)
    said = frozenset[str]().union(*map(stems_of, texts))
    for sentence in _stated(inquiry):
        for word in inquiry.own_words_within(*sentence):
            if any(word.stem in feeling and feeling.isdisjoint(said) for feeling in _feelings()):
                return word.text
    stars = (colour_of_stars(quote.rating) for quote in cited_voices(inquiry))
    colours = frozenset[int]().union(*map(colours_of, texts), *stars)
    for side, sign in _SIDES:
        if sign not in colours and (told := _told(inquiry, "emotions", side)):
            return told
    return ""


@cache
def _feelings() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, row.split())) for row in word_list("emotions", "feelings"))


def _stated(inquiry: Inquiry) -> Iterator[Span]:
    """The sentences that state something: no guess and no advice."""
    yield from (span for span in inquiry.sentences if not is_guess(inquiry, span))


def _told(inquiry: Inquiry, file: str, key: str) -> str:
    """The first expression of a list in the writer's own words of what it states; or nothing."""
    text = plain(inquiry.text)
    for sentence in _stated(inquiry):
        for match in bounded_pattern(file, key).finditer(text, *sentence):
            if not inquiry.masked(*match.span()):
                return match[0]
    return ""
