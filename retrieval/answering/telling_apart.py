"""Which one: whether a passage tells the thing asked about from others of its kind, and whose it is."""

import re
from collections.abc import Iterable

from retrieval.answering.expressions import stretches
from retrieval.answering.question import Question
from retrieval.answering.words import idle, stem
from retrieval.index.words import words

_NAME_OR_NUMBER = re.compile(
    r"\d|(?<=[\w,;] )(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)[A-Z]\w+"
)
"""A figure, or a word with a capital within a sentence that names no day."""


def names_one(asked: Question, texts: Iterable[str]) -> bool:
    """Whether somebody who is asked which one says more of it than its kind: a name, a number, what tells it apart."""
    kinds = {stem(found["what"]) for found in stretches("naming", asked.plain)}
    named = [term for term in asked.terms if len(term.stems) == 1 and term.stems[0] in kinds]
    return not named or any(_told_apart(named[0].stems[0], text) for text in texts)


def of_their_own(asked: Question, texts: Iterable[str]) -> bool:
    """Whether each text tells of the speaker's own what is asked of somebody else: "my accent", not the teachers'."""
    whose = [re.escape(found["what"].rstrip("s")) for found in stretches("possessive", asked.plain)]
    own = re.compile(rf"\bmy (?:own )?(?:{'|'.join(whose)})")
    return bool(whose) and all(own.search(text.casefold()) for text in texts)


def _told_apart(kind: str, text: str) -> bool:
    """Whether a text that names a kind of thing says which one; one that does not name it may."""
    said = words(text)
    places = [place for place, word in enumerate(said) if stem(word.casefold()) == kind]
    return (
        not places
        or _NAME_OR_NUMBER.search(text) is not None
        or any(place and said[place - 1].casefold() not in idle() for place in places)
    )
