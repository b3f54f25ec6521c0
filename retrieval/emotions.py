"""Emotion words by family (Shaver, Schwartz, Kirson, O'Connor, 1987), and how texts with them are rated."""

from collections.abc import Mapping, Sequence
from functools import cache

from personas.base import Record
from retrieval.data import load
from retrieval.themes.spoken import side_words, speak
from retrieval.themes.terms import Found, Terms
from segments.statistics.intervals import wilson

_REACH = 2
"""Words before one that may deny it: "not very happy"."""


class EmotionRated(Record):
    """How texts with words of one family are rated, beside all texts."""

    family: str
    texts: int
    """Texts rated 1, 2, 4 or 5 that hold a word of the family."""
    low: int
    """Of them: those rated 1 or 2."""
    interval: tuple[float, float]
    """The 95 % interval of their share, 0..1 (Wilson)."""
    base: float
    """The share of all texts rated 1, 2, 4 or 5 that are rated 1 or 2."""

    @property
    def tells(self) -> bool:
        """Whether such texts are rated otherwise than all, beyond chance."""
        return not self.interval[0] <= self.base <= self.interval[1]

    def sentence(self) -> str:
        """What may be said of it, with its error."""
        low, high = self.interval
        said = f"Of {self.texts:,} texts with words of {self.family} {self.low / self.texts:.0%} are rated 1 or 2"
        kept = "" if self.tells else ": these words tell nothing of ratings here"
        return f"{said} ({low:.0%} to {high:.0%}), of all {self.base:.0%}{kept}."


def emotion_words(text: str) -> dict[str, tuple[str, ...]]:
    """Family -> the words of it that stand in an English text and that no word right before them denies.

    It says how a text is worded, not what anybody feels: of irony and of other people's feelings it knows nothing.
    """
    spoken = speak(text)
    found: dict[str, tuple[str, ...]] = {}
    for family, places in _terms().find(spoken.words).items():
        said = [" ".join(spoken.words[one.start : one.end]) for one in places if not _denied(spoken.words, one)]
        if said:
            found[family] = tuple(dict.fromkeys(said))
    return {family: found[family] for family in load("emotions") if family in found}


def worded_with(found: Mapping[str, Sequence[str]]) -> str:
    """The words of emotion in words: "words of anger (annoyed)"; empty for none."""
    return "; ".join(f"words of {family} ({', '.join(said)})" for family, said in found.items())


def emotions_rated(texts: Sequence[str], ratings: Sequence[float]) -> list[EmotionRated]:
    """What words of each family tell of ratings of 1 to 5; families that no text holds are left out."""
    pairs = zip(texts, ratings, strict=True)
    sided = [(emotion_words(text), rating <= 2) for text, rating in pairs if not 2 < rating < 4]
    base = sum(low for _, low in sided) / max(len(sided), 1)
    result = []
    for family in load("emotions"):
        lows = [low for found, low in sided if family in found]
        if lows:
            interval = wilson(sum(lows), len(lows))
            rounded = (round(interval[0], 4), round(interval[1], 4))
            result.append(
                EmotionRated(family=family, texts=len(lows), low=sum(lows), interval=rounded, base=round(base, 4))
            )
    return result


def _denied(words: Sequence[str], place: Found) -> bool:
    return not side_words("negators").isdisjoint(words[max(0, place.start - _REACH) : place.start])


@cache
def _terms() -> Terms:
    terms = Terms()
    for family, words in load("emotions").items():
        terms.add(family, words, shapes=False)
    return terms
