"""What somebody beside the speaker does in a voice's words, told of the speaker: "which my dad loves"."""

from __future__ import annotations

import re
from functools import lru_cache

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern
from agent.verification.statements import speaks_of_one
from agent.verification.text import Word, plain, words

_ADVERB = re.compile(r"\w+ly|also|always|often|still|never|even|just|really", re.IGNORECASE)


def done_by_another(inquiry: Inquiry) -> str:
    """A verb told of one person that in the cited words only somebody beside the speaker does; or nothing."""
    if bounded_pattern("speakers", "relations").search(plain(inquiry.text)):
        return ""
    for sentence in inquiry.sentences:
        verb = _first_verb(inquiry, sentence)
        if verb is not None and _only_beside(inquiry, verb):
            return verb.text
    return ""


def _first_verb(inquiry: Inquiry, sentence: Span) -> Word | None:
    """The first word that tells what the one person does of whom a sentence speaks, where it looks like a verb."""
    own = inquiry.own_words_within(*sentence)
    for index in range(1, len(own)):
        if speaks_of_one(inquiry.text[sentence.start : own[index - 1].end]):
            verb = next((word for word in own[index:] if not _ADVERB.fullmatch(word.lower)), None)
            return verb if verb is not None and verb.lower.endswith(("s", "ed")) else None
    return None


def _only_beside(inquiry: Inquiry, verb: Word) -> bool:
    """Whether every cited quote with the verb has somebody beside the speaker do it."""
    holding = [quote.text for quote in inquiry.quotes if verb.stem in {word.stem for word in words(quote.text)}]
    return bool(holding) and all(_done_beside(text, verb.stem) for text in holding)


@lru_cache(maxsize=8192)
def _done_beside(text: str, stem: str) -> bool:
    """Whether each time that a text has a verb somebody beside the speaker stands right before it."""
    straight = plain(text)
    ends = {match.end() for match in bounded_pattern("speakers", "beside").finditer(straight)}
    done, last = [], -1
    for word in words(straight):
        if word.stem == stem:
            done.append(last in ends)
        if not _ADVERB.fullmatch(word.lower):
            last = word.end
    return bool(done) and all(done)
