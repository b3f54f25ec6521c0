"""What may be told of people only where their own words say it: where they do it, that they need it, how they feel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from agent.verification.evidence_text import attribute_text, cited_texts, cited_voices, sentences_of, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, word_list
from agent.verification.modality import asks, is_guess
from agent.verification.polarity import colour_of_stars, colours_of
from agent.verification.text import plain, stem

_CHANNELS: Final = ("digital", "counter", "phone", "post")
_NEEDS: Final = ("need", "vital", "preference", "wish")
_ASKED: Final = frozenset({"need", "wish"})
"""What somebody who asks for a thing says as well: that they want or need it, not that they can't do without."""
_SIDES: Final = (("favourable", 1), ("unfavourable", -1))


def untold_channel(inquiry: Inquiry) -> str:
    """Words for where something is done that no cited words and no known fact about a speaker say; or nothing."""
    for channel in _CHANNELS:
        told = _told(inquiry, "channels", f"{channel}_told")
        if told and not _heard(_telling_where(inquiry), "channels", f"{channel}_said"):
            return told
    return ""


def untold_need(inquiry: Inquiry) -> str:
    """Words for a need, a preference or a wish where the cited people only advise or describe; or nothing."""
    for sort in _NEEDS:
        told = _told(inquiry, "needs", f"{sort}_told")
        if not told or _heard(cited_texts(inquiry), "needs", f"{sort}_said"):
            continue
        if sort not in _ASKED or not _asked_for(inquiry):
            return told
    return ""


def untold_feeling(inquiry: Inquiry) -> str:
    """A feeling that no cited person words, or praise or blame of a colour that nothing cited has; or nothing."""
    if not cited_voices(inquiry):
        return ""
    for sentence in _stated(inquiry):
        for word in inquiry.own_words_within(*sentence):
            felt = [feeling for feeling in _feelings() if word.stem in feeling]
            if felt and not all(_speak_of(inquiry, feeling) for feeling in felt):
                return word.text
    for side, sign in _SIDES:
        told = _told(inquiry, "emotions", side)
        if told and sign not in _colours(inquiry):
            return told
    return _told(inquiry, "emotions", "excess") if _colours(inquiry) == {1} else ""


def _asked_for(inquiry: Inquiry) -> bool:
    """Whether a cited text asks for something, or answers a question after what is wanted."""
    if any(asks(plain(label.label), label.question) or label.side == "wish" for label in inquiry.themes):
        return True
    answered = (str(quote.attributes.get("question", "")) for quote in cited_voices(inquiry))
    if _heard([*answered, *(figure.predicate for figure in inquiry.statistics)], "needs", "wish_asked"):
        return True
    return any(asks(part) for quote in cited_voices(inquiry) for part in sentences_of(quote.text))


def _telling_where(inquiry: Inquiry) -> tuple[str, ...]:
    """The texts that may say where something is done: what is cited, or where it names no place what is known."""
    cited = cited_texts(inquiry)
    if any(_heard(cited, "channels", f"{channel}_said") for channel in _CHANNELS):
        return cited
    return (*cited, *map(attribute_text, cited_voices(inquiry)), inquiry.segment.name, inquiry.segment.rule)


def _heard(texts: Iterable[str], file: str, key: str) -> bool:
    return any(bounded_pattern(file, key).search(plain(text)) for text in texts)


def _speak_of(inquiry: Inquiry, stems: frozenset[str]) -> bool:
    return not all(stems.isdisjoint(stems_of(text)) for text in cited_texts(inquiry))


def _colours(inquiry: Inquiry) -> frozenset[int]:
    """The colours of what is cited, its stars included."""
    stars = (colour_of_stars(quote.rating) for quote in cited_voices(inquiry))
    return frozenset[int]().union(*map(colours_of, cited_texts(inquiry)), *stars)


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
