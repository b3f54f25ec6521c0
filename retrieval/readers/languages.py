"""Which language a text is in."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

CANDIDATES = ("en", "de", "es", "fr", "it", "nl", "pt", "pl")
"""ISO 639-1 codes that are told apart; everything else comes out as the nearest or the majority."""

_ENOUGH = 24
"""Characters under which a text takes the language of most of its source."""
_READ = 200
"""Characters that are looked at: more take longer and change next to nothing."""
_SURE = 0.9


@cache
def _identifier() -> Any:
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier


def languages_of(texts: Sequence[str], *, declared: Sequence[str] = ()) -> list[str]:
    """A code for each text; the declared one (`en-GB`) if any; a short or unsure text gets the majority's."""
    guesses = [_declared(code) for code in declared] or [""] * len(texts)
    guesses = [guess or _guess(text) for guess, text in zip(guesses, texts, strict=True)]
    counted = Counter(guess for guess in guesses if guess)
    majority = min(counted, key=lambda code: (-counted[code], code)) if counted else "en"
    return [guess or majority for guess in guesses]


def _guess(text: str) -> str:
    if len(text) < _ENOUGH:
        return ""
    code, probability = _identifier().classify(text[:_READ])
    return str(code) if probability >= _SURE else ""


def _declared(code: str) -> str:
    short = code.strip().casefold().replace("_", "-").split("-")[0]
    return short if len(short) == 2 and short.isalpha() else ""
