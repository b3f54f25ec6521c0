"""Noun phrases of one or two words, found without a tagger from how words are used in the quotes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.data import word_list
from retrieval.index.words import STOPWORDS
from retrieval.themes.matching import Read
from retrieval.themes.spoken import side_words
from retrieval.themes.terms import Found

_NOUN_ENDINGS = (
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ities",
    "ance",
    "ence",
    "ship",
    "ware",
    "age",
    "ages",
)
_NO_NOUN_ENDINGS = ("ly", "ful", "ous", "ish", "able", "ible", "n't", "'ll", "'d", "'ve", "'re", "'m")
_LIKE, _ONE = frozenset({"like", "as"}), frozenset({"a", "an"})
_OBJECTS = frozenset("the a an my your our their this that these those it them me us more some".split())
_IS = frozenset("is are was were isn't aren't wasn't weren't has have".split())
_OFTEN = 0.25
"""Share of a word's uses in the place of a noun, from which it is taken for one."""


class Phrase(NamedTuple):
    """One word or two neighbours, plural endings taken off."""

    tokens: tuple[str, ...]


class Nouns(NamedTuple):
    """What the quotes say of their own words."""

    heads: frozenset[str]
    """Words that stand as nouns, as written."""
    firsts: frozenset[str]
    """Words that may stand before a noun in a name for a thing."""


def nouns_of(rows: Iterable[Read]) -> Nouns:
    """Which words are nouns: those often seen where a noun ends a phrase and seldom where a verb stands."""
    uses: Counter[str] = Counter()
    noun: Counter[str] = Counter()
    verb: Counter[str] = Counter()
    before, after = side_words("nouns_after") | side_words("nouns_of_verbs"), side_words("verbs_after")
    for row in rows:
        spoken = row.reading.spoken
        words, clauses = spoken.words, spoken.clauses
        for place, word in enumerate(words):
            if len(word) < 3 or word in STOPWORDS:
                continue
            uses[word] += 1
            previous = words[place - 1] if place and clauses[place - 1] == clauses[place] else ""
            following = words[place + 1] if place + 1 < len(words) and clauses[place + 1] == clauses[place] else ""
            ends = not following or following in STOPWORDS
            noun[word] += ends and (previous in before or (bool(previous) and following in _IS and previous not in _IS))
            verb[word] += previous in after
    heads = {word for word in uses if _nounish(word, noun[word], verb[word], uses[word])}
    firsts = {word for word in uses if _tells(word) and verb[word] <= 0.1 * uses[word]}
    return Nouns(frozenset(heads), frozenset(firsts))


def phrases_of(rows: Sequence[Read], nouns: Nouns) -> dict[Phrase, list[tuple[Read, Found]]]:
    """Noun phrases with the quotes that hold them and where first."""
    found: dict[Phrase, list[tuple[Read, Found]]] = defaultdict(list)
    for row in rows:
        own: dict[Phrase, Found] = {}
        for phrase, place in _spoken_phrases(row, nouns):
            own.setdefault(phrase, place)
        for phrase, place in own.items():
            found[phrase].append((row, place))
    return found


def surface(found: Sequence[tuple[Read, Found]]) -> str:
    """A phrase as most of its people write it."""
    said = Counter((" ".join(row.words[place.start : place.end]), row.quote.respondent_id) for row, place in found)
    people = Counter(text for text, _ in said)
    return min(people, key=lambda text: (-people[text], text))


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """A word without a plural or possessive ending."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "toes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _spoken_phrases(row: Read, nouns: Nouns) -> Iterable[tuple[Phrase, Found]]:
    spoken = row.reading.spoken
    words, clauses = spoken.words, spoken.clauses
    for place, word in enumerate(words):
        if word not in nouns.heads:
            continue
        previous = words[place - 1] if place and clauses[place - 1] == clauses[place] else ""
        if previous in side_words("verbs_after") or _likened(words, place) or _commands(row, place):
            continue
        yield Phrase((singular(word),)), Found(place, place + 1)
        if previous in nouns.firsts and previous != word:
            yield Phrase((singular(previous), singular(word))), Found(place - 1, place + 1)


def _likened(words: Sequence[str], place: int) -> bool:
    """Whether the noun only stands in a comparison: "fits like a glove"."""
    before = words[max(0, place - 3) : place]
    return not _ONE.isdisjoint(before) and not _LIKE.isdisjoint(before)


def _commands(row: Read, place: int) -> bool:
    """Whether the word is an order at the beginning of a sentence: "Offer the larger ones"."""
    words = row.words
    first = row.reading.spoken.sentence(place)[0] == place
    return first and place + 1 < len(words) and words[place + 1] in _OBJECTS


def _nounish(word: str, noun: int, verb: int, uses: int) -> bool:
    if not _tells(word) or word.endswith(("ing", "ed")):
        return False
    if word.endswith(_NOUN_ENDINGS) and verb == 0:
        return True
    return noun >= _OFTEN * uses and verb <= 0.1 * uses


@lru_cache(maxsize=100_000)
def _tells(word: str) -> bool:
    """Whether a word may stand in a label: no function word, number, praise, blame, or word of no content."""
    plain = word.replace("'", "").replace("-", "")
    if len(word) < 3 or not plain.isalpha() or word.endswith(_NO_NOUN_ENDINGS) or word in STOPWORDS:
        return False
    if word in side_words("prepositions"):
        return False
    vague = frozenset(word_list("vague_words")) | side_words("vague")
    if word in vague or singular(word) in vague or plain in vague:
        return False
    return not any(word in side_words(name) for name in ("good", "bad", "degrees", "negators", "doubts", "splitters"))
