"""The language of each text: declared, by script, or identified."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from retrieval.languages.identifying import Identifier

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
def _identifier() -> Identifier:
    return Identifier(CANDIDATES)


def languages_of(texts: Sequence[str], *, declared: Sequence[str] = ()) -> list[str]:
    """A code for each text; the declared one (`en-GB`) if any; a short or unsure text gets the majority's."""
    codes = [_declared(code) for code in declared] or [""] * len(texts)
    codes = [code or _by_script(text[:_READ]) for code, text in zip(codes, texts, strict=True)]
    unknown = [place for place, text in enumerate(texts) if not codes[place] and len(text) >= _ENOUGH]
    if unknown:
        guessed = _identifier().identify([texts[place][:_READ] for place in unknown])
        for place, guess in zip(unknown, guessed, strict=True):
            codes[place] = guess.code if guess.probability >= _SURE else ""
    counted = Counter(code for code in codes if code)
    majority = min(counted, key=lambda code: (-counted[code], code)) if counted else "en"
    return [code or majority for code in codes]


def _by_script(text: str) -> str:
    """The language of a script in which most of the letters stand; of two, the first that makes a tenth of them."""
    if text.isascii():
        return ""
    latin = len(_LATIN.findall(text))
    counted = {code: len(signs.findall(text)) for code, signs in _SCRIPTS}
    if (letters := sum(counted.values())) <= latin:
        return ""
    return next(code for code, count in counted.items() if count >= 0.1 * letters)


def _declared(code: str) -> str:
    short = code.strip().casefold().replace("_", "-").split("-")[0]
    return short if len(short) == 2 and short.isalpha() else ""
