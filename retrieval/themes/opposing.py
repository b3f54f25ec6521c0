"""Quotes that oppose a theme: the other side, the opposite rating, explicit contradiction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from retrieval.themes.sides import Side
from retrieval.themes.spoken import side_words
from retrieval.themes.stances import sides_of
from retrieval.themes.topics import topics_told_by

if TYPE_CHECKING:
    from retrieval.themes.matching import Match

Told = Literal["bad", "good"]
_PRAISE, _BLAME = ("good", "soft_good", "loving"), ("bad", "hating")
_TROUBLE = ("bad", "soft_bad", "hating", "negators", "troubles", "doubts")
_LOW, _HIGH = 2, 4
_OTHER: dict[Told, Side] = {"bad": "good", "good": "bad"}


def opposing(matches: "Sequence[Match]", told: Told, own: "Sequence[Match]") -> "tuple[Match, ...]":
    """Those of the quotes on a thing that speak against a complaint of it (`bad`) or a praise (`good`).

    `own` are the quotes that say it: their speakers oppose nothing. Against a complaint stands plain praise of the
    thing; a word of praise and none of trouble in the clause that names it, under four or five stars; and who
    contradicts others ("no idea why people moan"). Against praise stand plain complaints, and a word of plain trouble
    and none of praise in the clause that names it, under one or two stars. Against either stands what the sentence
    tells of the thing by another topic: a refund and quickness.
    """
    return others_than(own, [match for match in matches if says_otherwise(match, told)])


def others_than(own: "Sequence[Match]", matches: "Sequence[Match]") -> "tuple[Match, ...]":
    """Those of some quotes whose speaker says none of `own`."""
    speaking = {match.read.quote.respondent_id for match in own}
    return tuple(match for match in matches if match.read.quote.respondent_id not in speaking)


def says_otherwise(match: "Match", told: Told) -> bool:
    """Whether a quote on a thing speaks against a complaint of it (`bad`) or a praise (`good`)."""
    other = _OTHER[told]
    if match.said.side:
        return match.said.side == other
    sides = sides_of(match.read.topics)
    if told in sides or "wish" in sides:
        return False
    if _told_beside(match, other) or (told == "bad" and match.read.reading.phrases.get("gainsaying")):
        return True
    rating = match.read.quote.rating
    if rating is None:
        return False
    if told == "bad":
        return rating >= _HIGH and _names_it_with(match, _PRAISE) and not _names_it_with(match, _TROUBLE)
    return rating <= _LOW and _names_it_with(match, _BLAME) and not _names_it_with(match, _PRAISE)


def _told_beside(match: "Match", side: Side) -> bool:
    """Whether the sentence that names the thing tells a side of it by what else it speaks of.

    "I rang at two, answered by a lass who knew her stuff": help is praised, and it was got on the telephone.
    """
    topics, spoken = match.read.topics, match.read.reading.spoken
    named = {name for name, said in topics.items() if said is match.said}
    here = spoken.sentences[match.said.place.start]
    return any(
        said.side == side and spoken.sentences[said.place.start] == here and named & topics_told_by(name)
        for name, said in topics.items()
    )


def _names_it_with(match: "Match", lists: Sequence[str]) -> bool:
    """Whether a word of these lists stands in the clause that names the thing."""
    spoken = match.read.reading.spoken
    clause = spoken.words[slice(*spoken.clause(match.said.place.start))]
    return any(not side_words(name).isdisjoint(clause) for name in lists)
