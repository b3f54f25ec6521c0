"""Normalising words for comparing questions with quotes: folding, stems, synonyms."""

from functools import cache, lru_cache

from retrieval.data import load
from retrieval.index.words import STOPWORDS, fold, words

_ENDINGS = (
    "ational", "ization", "isation", "ations", "ation", "ition", "ement", "ments", "ment", "ness", "ence", "ance",
    "ency", "ancy", "able", "ible", "ical", "ings", "ing", "ion", "ent", "ity", "ous", "ive", "ful", "less", "ist",
    "ic", "al", "or", "ed", "ly", "es",
)  # fmt: skip
_SHORTEST = 4
_WHOLE = {word: word if word == "goods" else word.removesuffix("s") for word in (
    "evening", "evenings", "wedding", "weddings", "takings", "something", "nothing", "anything", "everything",
    "ceiling", "ceilings", "during", "string", "strings", "bedding", "virtually", "hardly", "lately", "shortly",
    "goods", "practically", "literally", "barely", "nearly", "scarcely",
)}  # fmt: skip
"""Words whose ending belongs to them: an evening is not "even", and what is virtually so is not virtual."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the words of one family share: "delivery" and "delivered", "hygiene" and "hygienic"."""
    if word in _WHOLE:
        return _WHOLE[word]
    found = _spelling(word)
    found = found.removesuffix("s") if found.endswith(("er", "ers")) and not _compares(found) else fold(found)
    while True:
        shorter = _shorten(found)
        if shorter == found:
            return _single(found)
        found = shorter


def _single(word: str) -> str:
    """A doubled last letter made one: "cancelled" and "cancel", "stopped" and "stop"."""
    return word[:-1] if len(word) >= _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeious" else word


def _spelling(word: str) -> str:
    """British spelling made American: "behaviour", "organise"."""
    if len(word) >= 6:
        word = word.replace("our", "or")
        for british, american in (("ise", "ize"), ("ised", "ized"), ("ising", "izing")):
            if word.endswith(british):
                return word.removesuffix(british) + american
    return word


def _compares(word: str) -> bool:
    """Whether it is "cheaper" and not "ladder"."""
    return word in list_of("compared")


def _shorten(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    if word[-1:] in "eiy" and len(word) > _SHORTEST + (word[-1] != "e"):
        return word[:-1]
    return word


@lru_cache(maxsize=16_384)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order; hyphens divide."""
    return tuple(stem(word) for word in words(text))


@cache
def list_of(name: str) -> frozenset[str]:
    """One list of words of `questions.yaml`."""
    return frozenset(load("questions")[name].replace("'", "").split())


@cache
def idle() -> frozenset[str]:
    """Words that name no matter: function words, those that frame a question, and those that say little."""
    return STOPWORDS | list_of("framing") | list_of("light")


@cache
def compounds() -> frozenset[tuple[str, ...]]:
    """Pairs of stems that mean something else together than apart."""
    written = {tuple(stems(pair)) for pair in load("questions")["compounds"]}
    empty = frozenset(map(stem, idle()))
    return frozenset(written | {pair for pair in _narrower() if len(pair) == 2 and empty.isdisjoint(pair)})


@cache
def synonyms_of(parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Expressions, as stems, that name the same matter as these stems."""
    return _beside("synonyms", parts)


@cache
def related_to(parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Expressions, as stems, that belong to the same matter and may stand for it beside something said outright."""
    return _beside("related", parts) - synonyms_of(parts)


@cache
def narrower_than(parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Particular expressions in which people speak of a general matter: "hums" of noise, and never the other way."""
    return _narrower().get(parts, frozenset()) - synonyms_of(parts) - {parts}


@cache
def _narrower() -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
    for general, particular in load("narrower").items():
        said = frozenset(map(_expression, particular.split()))
        for matter in map(_expression, general.split()):
            found[matter] = found.get(matter, frozenset()) | said
    return found


def _expression(written: str) -> tuple[str, ...]:
    return tuple(stems(written.replace("+", " ")))


def _beside(name: str, parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    lines = _lines_with(name).get(parts, ())
    return frozenset(expression for line in lines for expression in line) - {parts}


@cache
def _lines_with(name: str) -> dict[tuple[str, ...], list[tuple[tuple[str, ...], ...]]]:
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], ...]]] = {}
    for text in load(name):
        line = tuple(map(_expression, text.split()))
        for expression in set(line):
            found.setdefault(expression, []).append(line)
    return found
