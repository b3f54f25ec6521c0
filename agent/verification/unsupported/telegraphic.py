"""Short notes side by side, told as one: "chairs soft, light poor" of which a claim makes poor chairs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Final

from agent.verification.clause_evidence import clauses_with_evidence
from agent.verification.evidence_text import content_words, sentences_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import stem_set
from agent.verification.text import clauses, plain, words

_LONGEST: Final = 3
"""Content words of a note at most."""
_TOLD: Final = re.compile(
    r"\b(?:i|we|you|they|he|she|it|me|us|has|have|had|does|do|did|can|could|will|would|to|if|when|while|"
    r"because|since|as|like|that|which|who)\b|\w'\w",
    re.IGNORECASE,
)
"""What a note that only names a thing and how it is has not."""


def notes_mixed(inquiry: Inquiry) -> str:
    """The clause that gives what one short note names what another one says, as words; or nothing."""
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            told = frozenset(word.stem for word in clause.found)
            beside = [q.text for q in inquiry.quotes if any(told & note for notes in _notes(q.text) for note in notes)]
            if beside and all(_mixes(told, text) for text in beside):
                return inquiry.text[clause.start : clause.end].strip(" .;:,")
    return ""


def _mixes(told: frozenset[str], text: str) -> bool:
    for notes in _notes(text):
        for one, other in combinations(notes, 2):
            first, second = told & one - other, told & other - one
            if len(first) == len(second) == 1 and one - told and other - told:
                return True
    return False


@lru_cache(maxsize=4096)
def _notes(text: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """The short notes of each sentence, each as the stems of its content words."""
    return tuple(tuple(found) for part in sentences_of(plain(text)) if (found := _of_sentence(part)))


def _of_sentence(part: str) -> list[frozenset[str]]:
    aside = stem_set("function_words", "soft_nouns")
    bare = [(start, end) for start, end in clauses(part, 0, len(part)) if not _TOLD.search(part[start:end])]
    told = content_words(words(part)) if bare else []
    notes = [frozenset(w.stem for w in told if start <= w.start and w.end <= end) - aside for start, end in bare]
    return [note for note in notes if 1 < len(note) <= _LONGEST]
