"""What a column is by what stands in it: own words, scale points, choices, numbers."""

import re
from collections.abc import Sequence
from typing import Literal

from personas.normalising import word_count
from retrieval.data import word_list
from retrieval.readers.by_values import is_identifier
from retrieval.readers.cleaning import is_nil

Role = Literal[
    "respondent", "customer", "order", "email", "date", "duration", "status", "language", "personal", "sensitive",
    "open", "likert", "nps", "choice", "choices", "ticked", "number", "flag", "ignored",
]  # fmt: skip
LIKERT = frozenset(word_list("likert_answers"))
"""Points of scales of words, lower-case."""
_SPOKEN = re.compile(
    r"\b(?:I|me|my|we|us|our|it|they|them|you|was|were|is|are|had|don['’]t|didn['’]t|ich|mir|wir)\b", re.IGNORECASE
)
_OPENLY = re.compile(
    r"\b(?:why|how come|in your own words|one thing)\b|\b(?:anything|something) (?:else|you|we)\b"
    r"|\bwhat,?(?: if anything,?| one thing)? (?:\w+ )?(?:would|could|should|might|made|makes?|nearly|almost"
    r"|stop\w*|puts?|led|brought|annoy\w*|bother\w*|surpris\w*|disappoint\w*|needs?"
    r"|do(?:es)? you (?:\w+ )?(?:like|dislike|love|hate|think|value|want|wish|miss|enjoy|appreciate|need)\b)",
    re.IGNORECASE,
)
"""How a question is put that people answer in their own words, however few they need."""
_SEVERAL_WORDS, _MOSTLY = 2, 0.7
"""Words that answers in people's own words have at least in the mean, and the share of them that differ."""
_MOST_OPTIONS = 15
"""Sentences that one question offers to tick, at most."""
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?\s*%?")


def role_by_values(label: str, answers: Sequence[str]) -> Role:
    """What the answers to a question show it to be; `answers` are those that are not empty."""
    if not answers:
        return "ignored"
    said = [answer for answer in answers if not is_nil(answer)] or list(answers)
    distinct = {answer.casefold() for answer in answers}
    if LIKERT.issuperset(distinct) and not distinct <= {"yes", "no", "true", "false"}:
        return "likert"
    if all(_NUMBER.fullmatch(answer) for answer in answers):
        counted = re.match(r"(?:column \d+|unnamed.*|index|row|no|nr)\W*$", label.strip(), re.IGNORECASE)
        unique = len(distinct) == len(answers) and counted
        return "ignored" if unique or is_identifier(label, answers) else "number"
    if is_identifier(label, answers):
        return "ignored"
    if distinct <= {label.strip().casefold()}:
        return "flag"
    if is_prose(said) or _in_few_words(label, said):
        return "open"
    return "choice" if len(distinct) <= max(12, 0.6 * len(answers)) or len(answers) < 8 else _rest(said)


def _rest(said: Sequence[str]) -> Role:
    """Many different short values: a free-typed fact is a choice; identifiers are of no use."""
    words = sum(any(character.isalpha() for character in answer) and not re.search(r"\d{3}", answer) for answer in said)
    return "choice" if words > 0.8 * len(said) else "ignored"


def is_prose(said: Sequence[str]) -> bool:
    """Whether answers are people's own words: several words each, hardly two alike or more sentences than one ticks."""
    said = [answer for answer in said if not is_nil(answer)]
    if not said:
        return False
    lengths = sorted(map(word_count, said))
    answers = {answer.casefold() for answer in said}
    different = len(answers) / len(said)
    long = sum(length >= 5 for length in lengths) / len(said)
    return (
        (long >= 0.3 and different >= 0.4)
        or (lengths[-1] >= 12 and different >= 0.6 and sum(lengths) >= 3 * len(said))
        or (len(answers) > _MOST_OPTIONS and long >= 0.6 and sum(map(_is_spoken, said)) >= 0.5 * len(said))
    )


def _in_few_words(label: str, said: Sequence[str]) -> bool:
    """Whether an open question was answered in a few words each ("Smaller deposit"), hardly two alike."""
    different = len({answer.casefold() for answer in said})
    if _OPENLY.search(label) is None or different <= max(_MOST_OPTIONS, _MOSTLY * len(said)):
        return False
    return sum(map(word_count, said)) >= _SEVERAL_WORDS * len(said)


def _is_spoken(answer: str) -> bool:
    """Whether somebody speaks, as against what a thing or an option is called."""
    return _SPOKEN.search(answer) is not None
