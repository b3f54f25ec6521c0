"""Which language a text is in."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

CANDIDATES = ("en", "de", "es", "fr", "it", "nl", "pt", "pl")
"""ISO 639-1 codes that are told apart by words; every other language in Latin letters comes out as one of them."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
"""Languages told by their script, the surest first: Japanese has Chinese signs, Chinese has no kana."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

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
    if not text.isascii() and (script := _by_script(text[:_READ])):
        return script
    if len(text) < _ENOUGH:
        return ""
    code, probability = _identifier().classify(text[:_READ])
    return str(code) if probability >= _SURE else ""


def _by_script(text: str) -> str:
    """The language of a script in which most of the letters stand; of two, the first that makes a tenth of them."""
    latin = len(_LATIN.findall(text))
    counted = {code: len(signs.findall(text)) for code, signs in _SCRIPTS}
    if (letters := sum(counted.values())) <= latin:
        return ""
    return next(code for code, count in counted.items() if count >= 0.1 * letters)


def _declared(code: str) -> str:
    short = code.strip().casefold().replace("_", "-").split("-")[0]
    return short if len(short) == 2 and short.isalpha() else ""
