"""Self-reported emotions: the word for a feeling, only where the speaker means themselves."""

import re
from functools import cache
from typing import NamedTuple

from agent.writers.data import any_of, load

_ME = r"\b(?:i|we|me|us)(?:'\w+)?\W+"
_BETWEEN = (
    r"(?:(?!(?:he|she|it|they|you|that|this|the|my|our|his|her|their|who|which|and|but|when|because)\b)[\w']+\W+){0,3}"
)
_OF_MYSELF = re.compile(rf"{_ME}{_BETWEEN}$")
_AT_ONCE = re.compile(rf"{_ME}(?:do\W+|all\W+|just\W+|really\W+|absolutely\W+)?$")
_BARE = re.compile(r"(?:^|[.!?]\W*)(?:(?:so|very|really|quite|pretty|absolutely|totally|extremely|a bit|well)\W+)*$")
_FIRST_PERSON = re.compile(r"\b(?:i|me|my|we|us|our)\b")
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|isn't|wasn't|don't|didn't|doesn't|won't|can't|hardly|would|wouldn't|if)\b|'d be\b)"
    r"[\w\s']{0,12}$"
)
_COMPARISON = re.compile(r"\b(?:looks?|feels?|something|things|just|it's|is|seems?|stuff)\W+$")
_VERBS = frozenset({"like", "liked", "love", "loved", "hate", "hated", "enjoy", "enjoyed", "adore", "dread"})


class Emotion(NamedTuple):
    """A word with which somebody reports a feeling, and its level from -2 to 2."""

    word: str
    level: int


def reported_emotion(text: str) -> Emotion | None:
    """The strongest feeling that somebody reports of themselves; None where no word of feeling is about the speaker."""
    lowered = text.replace("’", "'").lower()
    found = [
        Emotion(match.group(), level)
        for level, pattern in _emotions()
        for match in pattern.finditer(lowered)
        if _own(match.group(), lowered[: match.start()], lowered)
    ]
    return max(found, key=lambda emotion: abs(emotion.level), default=None)


def _own(word: str, before: str, text: str) -> bool:
    """Whether the speaker is who feels it: "I like", "it made me happy", "Chuffed with my boots"."""
    if _DENIED.search(before):
        return False
    if word in _VERBS:
        return bool(_AT_ONCE.search(before))
    bare = _BARE.search(before) and _FIRST_PERSON.search(text)
    return bool(_OF_MYSELF.search(before) or bare) and not _COMPARISON.search(before)


@cache
def _emotions() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(level), any_of(listed)) for level, listed in load("emotions").items())
