"""The language in which a model wrote, quotations and slots left out."""

import re
from collections.abc import Iterable

from agent.writers.protocol import Fault, Proposal
from personas.languages import CODES, NarrativeLanguage
from retrieval.languages import languages_of

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|\{[A-Z]\d+\}")
_LEAST_WORDS = 10


def wrong_language(proposals: Iterable[Proposal], language: NarrativeLanguage) -> Fault | None:
    """A fault when the proposals together are surely in another language; too few words are never judged."""
    text = " ".join(_QUOTED.sub(" ", proposal.text) for proposal in proposals)
    expected = CODES[language]
    if len(text.split()) < _LEAST_WORDS:
        return None
    (found,) = languages_of([text])
    if found == expected:
        return None
    return Fault(name="wrong language", detail=f"it was not in {language} but in {found!r}")
