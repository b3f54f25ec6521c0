"""Content words and figures, read by code that shares nothing with the product's checks."""

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d,.]*\d|\d")
_SUFFIX = re.compile(r"(?:ing|ed|es|s|ly|'s)$")
_STOP = frozenset(
    "a an the and or but of to in on at by for from with without as is are was were be been being it its this that "
    "these those they them their there he she his her him i me my we our you your who which what when where how than "
    "then so if not no nor do does did have has had will would can could should may might more most some all any each "
    "one other others say says said speak speaks mention mentions talk talks people customers respondents respondent "
    "segment customer adds add here "
    "also just only very about into over out up down against".split()
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_KINDS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "..."})


def content_words(text: str) -> set[str]:
    """Lower-case words that carry meaning, their commonest endings cut."""
    found = (match.group().lower() for match in _WORD.finditer(plain(text)))
    return {_stem(word) for word in found if word not in _STOP and (len(word) > 1 or word.isdigit())}


def recall(text: str, sources: Iterable[str]) -> float:
    """The share of a text's content words that stand in the sources, 0..1; 1 for a text without any."""
    wanted = content_words(text)
    known = set().union(*(content_words(source) for source in sources))
    return len(wanted & known) / len(wanted) if wanted else 1.0


def quoted(text: str) -> list[str]:
    """What stands between double quotation marks."""
    return [match.group(1).strip() for match in _QUOTED.finditer(text)]


def plain(text: str) -> str:
    """One form for every kind of quotation mark, dash and white space; letters stay as they are."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_KINDS).split())


def overlap(left: set[str], right: set[str]) -> float:
    """What two sets share of what either holds (Jaccard 1901); 1 for two empty sets."""
    return len(left & right) / len(left | right) if left | right else 1.0


def _stem(word: str) -> str:
    return _SUFFIX.sub("", word) if len(word) > 4 else word
