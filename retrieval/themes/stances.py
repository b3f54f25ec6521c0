"""What a speaker makes of what they speak of: a small lexicon of our own, the rating, and the question asked."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.data import load
from retrieval.themes.terms import Found, Terms, spoken_words

CUES = ("wish", "criterion", "trigger", "objection", "dealbreaker", "indifferent", "comparison")
"""Signs of what a quote is evidence for, each a list in `data/stances.yaml`."""

_SENTIMENT = {"positive_phrases": 1.5, "negative_phrases": -1.5, "positive": 1.0, "negative": -1.0}
_REACH = 3
"""Words after a negator that it turns round."""
_CLEAR = 0.5


class Stance(NamedTuple):
    """What a quote shows."""

    polarity: int
    """-1 complains, 1 praises, 0 neither or both alike."""
    strength: float
    """How clearly, 0 up."""
    cues: frozenset[str]
    said: bool = True
    """Whether words show the polarity; False when only a rating or the question does."""

    def shows(self, wanted: str) -> bool:
        """Whether the quote shows a stance.

        `complaint` and `praise` need words of their own; `trouble` is anything that is no praise, `fine` anything that
        is no complaint; a `wish` is no praise; every other name is a cue.
        """
        match wanted:
            case "any":
                return True
            case "complaint":
                return self.polarity < 0 and self.said and "indifferent" not in self.cues
            case "praise":
                return self.polarity > 0 and self.said and "wish" not in self.cues
            case "trouble":
                return self.polarity <= 0 and "indifferent" not in self.cues
            case "fine":
                return self.polarity >= 0
            case "wish":
                return "wish" in self.cues and self.polarity <= 0 and "indifferent" not in self.cues
            case "criterion":
                return "criterion" in self.cues and self.polarity >= 0
            case _:
                return wanted in self.cues


def stance_of(quote: Quote) -> Stance:
    """The stance of a whole quote: its words first, then its review's rating, then what the survey asked for."""
    words = spoken_words(quote.text)
    return read_stance(words, stance_terms().find(words), quote, 0, len(words))


def read_stance(
    words: Sequence[str], found: Mapping[str, Sequence[Found]], quote: Quote, start: int, end: int
) -> Stance:
    """The stance of the words from `start` to `end` of a quote; `found` is what `stance_terms` finds in all of them."""
    balance, terms = _balance(words, found, start, end)
    asked = asked_for(str(quote.attributes.get("question", "")))
    cues = {cue for cue in CUES if any(start <= place.start < end for place in found.get(cue, ()))} | (
        asked & set(CUES)
    )
    total = balance + _prior(quote.rating, asked, balance)
    polarity = 0 if abs(total) < _CLEAR else (1 if total > 0 else -1)
    return Stance(polarity, abs(total), frozenset(cues), bool(terms) and balance * polarity > 0)


def negated(words: Sequence[str], place: Found) -> bool:
    """Whether a negator stands within three words before a term."""
    return any(word in negators() for word in words[max(0, place.start - _REACH) : place.start])


@cache
def stance_terms() -> Terms:
    """The lists that stances are read from."""
    terms, data = Terms(), load("stances")
    for name in (*_SENTIMENT, *CUES):
        terms.add(name, data[name])
    return terms


@cache
def negators() -> frozenset[str]:
    """Words that turn round what follows."""
    return frozenset(load("stances")["negators"].split())


@cache
def asked_for(question: str) -> frozenset[str]:
    """What a survey's question asks for: a wish, a complaint, praise, a criterion, an objection."""
    terms = Terms()
    for name, listed in load("stances")["questions"].items():
        terms.add(name, listed)
    return frozenset(terms.find(spoken_words(question)))


def _balance(words: Sequence[str], found: Mapping[str, Sequence[Found]], start: int, end: int) -> tuple[float, int]:
    """Positive less negative terms, and how many there are; phrases weigh more and cover the words in them."""
    total, count, covered = 0.0, 0, set[int]()
    for name, weight in _SENTIMENT.items():
        for place in found.get(name, ()):
            if start <= place.start < end and not covered & set(range(place.start, place.end)):
                covered.update(range(place.start, place.end))
                turned = place.end - place.start == 1 and negated(words, place)
                total += weight * (-0.8 if turned else 1)
                count += 1
    return total, count


def _prior(rating: float | None, asked: frozenset[str], balance: float) -> float:
    """What the review's stars or the survey's question add to the words."""
    if rating is not None:
        return {1: -0.9, 2: -0.7, 3: -0.1, 4: 0.2, 5: 0.6}[min(5, max(1, round(rating)))]
    if "complaint" in asked or ("wish" in asked and balance <= 0):
        return -0.5
    return 0.4 if "praise" in asked or "criterion" in asked else 0.0
