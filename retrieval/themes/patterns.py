"""Syntactic patterns of opinion: "great staff", "the staff were great", "I love the staff"."""

from typing import Literal, NamedTuple

from retrieval.index.words import STOPWORDS
from retrieval.themes.spoken import side_words
from retrieval.themes.terms import Found

Verdict = Literal["good", "bad", ""]

_DETERMINERS = frozenset(
    "the a an my your their our its his her this that these those all how of any such whole so very new own".split()
)
_FILLERS = frozenset(
    "has had have keeps kept is was are were just always also really constantly often then and".split()
)
_PRONOUNS = frozenset("it this that they he she we i you there which what who me us them".split())
_NOT_LIKED = frozenset("to for from in on at when if with about than as it them me you they by of how".split())
_COUNTS = frozenset(
    "too two three four five six seven eight nine ten some many few any other more most such how".split()
)
_LEFT, _RIGHT = 2, 5


class Seen(NamedTuple):
    """A term in its clause."""

    words: tuple[str, ...]
    place: Found
    start: int
    end: int
    good: frozenset[str]
    bad: frozenset[str]

    @property
    def negated(self) -> bool:
        """Whether a negator stands anywhere in the clause."""
        return not side_words("negators").isdisjoint(self.words[self.start : self.end])

    def turned(self, place: int) -> bool:
        """Whether a negator stands before a place in the clause."""
        return not side_words("negators").isdisjoint(self.words[self.start : place])

    @property
    def subordinate(self) -> bool:
        """Whether a preposition governs the term, so that what follows is said of something else."""
        before = [word for word in self.words[max(self.start, self.place.start - 3) : self.place.start]]
        while before and before[-1] in _DETERMINERS:
            before.pop()
        return bool(before) and before[-1] in side_words("prepositions")

    def determined(self, place: int) -> bool:
        """Whether only determiners and at most one more word stand between a place and the term."""
        between = [word for word in self.words[place : self.place.start] if word not in _DETERMINERS]
        return len(between) <= 1 and not any(word in STOPWORDS for word in between)

    def filled(self, place: int) -> bool:
        """Whether only auxiliaries and adverbs stand between the term and a place."""
        return all(word in _FILLERS for word in self.words[self.place.end : place])


def said_before(seen: Seen) -> Verdict:
    """An adjective before the noun: "terrible delivery", "lovely, soft fabric"."""
    for place in range(seen.place.start - 1, max(seen.start, seen.place.start - _LEFT) - 1, -1):
        word = seen.words[place]
        verdict: Verdict = "good" if word in seen.good else "bad" if word in seen.bad else ""
        if verdict:
            counted = place > seen.start and seen.words[place - 1] in _COUNTS
            return "" if seen.turned(place) or counted else verdict
        if word in STOPWORDS and word not in ("and", "very", "so", "such"):
            return ""
    return ""


def said_of(seen: Seen) -> Verdict:
    """An adjective after a copula: "the delivery was very late", "prices are too high"."""
    copula = None if seen.subordinate else _copula(seen)
    if copula is None:
        return ""
    turned = (copula != seen.place.end and seen.turned(copula)) or "n't" in seen.words[copula]
    turned = turned or seen.words[copula] in side_words("negators")
    too = False
    for word in seen.words[copula + 1 : min(seen.end, copula + 1 + _RIGHT)]:
        if word in seen.good:
            return "" if too else "bad" if turned else "good"
        if word in seen.bad:
            return "" if turned else "bad"
        turned = turned or word in side_words("negators")
        too = too or word == "too"
        if word not in side_words("degrees") and word not in side_words("negators"):
            return "bad" if too and not turned and word not in STOPWORDS and word.isalpha() else ""
    return ""


def said_after(seen: Seen) -> Verdict:
    """A noun of trouble after the thing: "login problems", "website error"."""
    after = seen.words[seen.place.end : seen.place.end + 1]
    return (
        "bad" if after and after[0] in side_words("troubles") and not seen.negated and seen.place.end < seen.end else ""
    )


def liked(seen: Seen) -> Verdict:
    """A verb of liking with the thing as its object: "I love the fabric", "hated the queue", "don't like the app"."""
    for place in range(seen.place.start - 1, max(seen.start, seen.place.start - _RIGHT) - 1, -1):
        word = seen.words[place]
        before = seen.words[max(seen.start, place - 4) : place]
        if word in side_words("loving") or (word in side_words("liking") and _first_person(before)):
            return _of_liking(seen, place, before)
        if word in side_words("hating"):
            return "" if seen.turned(place) or not _own(before) else "bad"
        if word in _NOT_LIKED:
            return ""
    return ""


def _of_liking(seen: Seen, place: int, before: tuple[str, ...]) -> Verdict:
    if {"would", "i'd", "we'd", "wanted", "want", "to", "feel", "feels", "looks"} & set(before) or not _own(before):
        return ""
    if not seen.turned(place):
        return "good"
    return "bad" if seen.words[place] in ("like", "enjoy", "appreciate") else ""


def _own(before: tuple[str, ...]) -> bool:
    """Whether the speaker is the subject, named or left out."""
    others = _PRONOUNS - {"i", "we"}
    subject = [word for word in before if word in _PRONOUNS]
    named = [word for word in before if word not in STOPWORDS and word not in side_words("degrees")]
    return not (set(subject) & others) and (bool(subject) or not [w for w in named if w not in _VERBAL])


_VERBAL = frozenset("absolutely really just also do did don't didn't always still never and truly personally".split())


def _first_person(before: tuple[str, ...]) -> bool:
    return bool({"i", "we", "i've", "we've"} & set(before))


def _copula(seen: Seen) -> int | None:
    """Place of the copula whose subject the term is, None when another subject comes between."""
    for place in range(seen.place.end, min(seen.end, seen.place.end + _RIGHT)):
        word = seen.words[place]
        if word in side_words("copulas"):
            return place
        if word in _PRONOUNS:
            return None
    return None
