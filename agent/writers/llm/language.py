"""In which language a model wrote, quotations and slots left out."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from agent.writers.protocol import Fault, Proposal

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|\{[A-Z]\d+\}")
_LEAST_WORDS = 12
_SURE = 0.9
_CODES = {"English": "en"}


def wrong_language(proposals: Iterable[Proposal], language: str) -> Fault | None:
    """A fault when the proposals together are surely in another language; too few words are never judged."""
    text = " ".join(_QUOTED.sub(" ", proposal.text) for proposal in proposals)
    expected = _CODES.get(language)
    if expected is None or len(text.split()) < _LEAST_WORDS:
        return None
    found, sureness = _identifier().classify(text)
    if found == expected or float(sureness) < _SURE:
        return None
    return Fault(name="wrong language", detail=f"it was not in {language} but in {found!r}")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
