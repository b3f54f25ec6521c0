"""In which language a model wrote, quotations and slots left out."""

import re
from collections.abc import Iterable

from agent.writers.protocol import Fault, Proposal
from retrieval.readers.languages import languages_of

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|\{[A-Z]\d+\}")
_LEAST_WORDS = 10
_CODES = {"English": "en"}


def wrong_language(proposals: Iterable[Proposal], language: str) -> Fault | None:
    """A fault when the proposals together are surely in another language; too few words are never judged."""
    text = " ".join(_QUOTED.sub(" ", proposal.text) for proposal in proposals)
    expected = _CODES.get(language)
    if expected is None or len(text.split()) < _LEAST_WORDS:
        return None
    (found,) = languages_of([text])
    if found == expected:
        return None
    return Fault(name="wrong language", detail=f"it was not in {language} but in {found!r}")
