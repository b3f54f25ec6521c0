"""Topics: what people speak of at any kind of business, from `data/topics.yaml`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retrieval.data import load
from retrieval.themes.sides import Cue, Side, Words, doubtful, shown_of
from retrieval.themes.spoken import Spoken, side_words
from retrieval.themes.terms import Found, Terms

_TOLD: Mapping[str, Side] = {"not": "", "fine": "good", "wrong": "bad", "wished": "wish", "starts": "wish"}
SECTIONS: Mapping[Side, str] = {"good": "motivations", "bad": "frustrations", "wish": "goals", "": "behaviours"}
"""The section of a persona for which a theme of a side is evidence, where its topic names no other."""


class Topic(NamedTuple):
    """Something that people speak of."""

    name: str
    """A neutral noun phrase, literally true of every quote that speaks of the topic."""
    sections: Mapping[Side, str]
    words: Words
    sure: bool
    """Whether quotes that suppose, report or ask are left out."""
    neutral: bool
    """Whether it has no sides."""
    sided: bool
    """Whether it has only sides."""
    against: tuple[str, ...]
    """Topics whose other side says otherwise."""
    of: frozenset[str]
    """Topics of which it tells a side where both stand in one sentence."""


class Said(NamedTuple):
    """That a quote speaks of a topic, where first, and what it plainly shows of it."""

    place: Found
    times: int
    side: Side
    cues: frozenset[Cue]


@cache
def load_topics() -> tuple[Topic, ...]:
    """All topics, in the order of the file."""
    return tuple(_topic(entry) for entry in load("topics"))


@cache
def topics_told_by(name: str) -> frozenset[str]:
    """The topics of which another tells a side where both stand in one sentence."""
    return next(topic.of for topic in load_topics() if topic.name == name)


@cache
def topic_terms() -> Terms:
    """The terms of all topics under `<topic>`, with `<topic> not`, `<topic> fine` and `<topic> wrong`."""
    terms = Terms()
    for entry in load("topics"):
        terms.add(entry["label"], entry["terms"])
        for name in _TOLD:
            terms.add(f"{entry['label']} {name}", entry.get(name, []), shapes=False)
    return terms


def topics_of(spoken: Spoken, phrases: Mapping[str, Sequence[Found]], rating: float | None) -> dict[str, Said]:
    """Topic -> what a quote says of it, for the topics that it speaks of, a topic of sides only where it shows one."""
    found = topic_terms().find(spoken.words)
    if not found:
        return {}
    names = {topic_of(name) for name in found}
    return {
        topic.name: said
        for topic in load_topics()
        if topic.name in names and (said := _said(topic, spoken, found, phrases, rating)) is not None
    }


def topic_of(name: str) -> str:
    """The topic of a list of `topic_terms`."""
    for told in _TOLD:
        name = name.removesuffix(f" {told}")
    return name


def _said(
    topic: Topic,
    spoken: Spoken,
    found: Mapping[str, Sequence[Found]],
    phrases: Mapping[str, Sequence[Found]],
    rating: float | None,
) -> Said | None:
    meant = _meant(topic, found, phrases, spoken)
    if not meant:
        return None
    shown = [shown_of(spoken, place, topic.words, phrases, rating, told) for place, told in meant]
    sides = {one.side for one in shown} - {""}
    side: Side = next(iter(sides)) if len(sides) == 1 and not topic.neutral else ""
    if topic.sided and not side:
        return None
    return Said(meant[0][0], len(meant), side, frozenset(cue for one in shown for cue in one.cues))


def _meant(
    topic: Topic,
    found: Mapping[str, Sequence[Found]],
    phrases: Mapping[str, Sequence[Found]],
    spoken: Spoken,
) -> list[tuple[Found, Side]]:
    """The places where the topic is meant, and what the phrase there says by itself."""
    told: dict[Found, Side] = {place: "" for place in found.get(topic.name, ())}
    for name, side in _TOLD.items():
        for place in found.get(f"{topic.name} {name}", ()) if side else ():
            if name != "starts" or spoken.sentence(place.start)[0] == place.start:
                told[place] = "" if _turned(spoken, place) else side
    other = found.get(f"{topic.name} not", ())
    kept = [
        (place, side)
        for place, side in sorted(told.items())
        if not any(place.start < one.end and one.start < place.end for one in other)
    ]
    return [pair for pair in kept if not (topic.sure and doubtful(spoken, pair[0], phrases))]


def _turned(spoken: Spoken, place: Found) -> bool:
    start, _ = spoken.clause(place.start)
    return not side_words("negators").isdisjoint(spoken.words[start : place.start])


def _topic(entry: Mapping[str, object]) -> Topic:
    def listed(name: str) -> frozenset[str]:
        words = entry.get(name, [])
        return frozenset(map(str, words)) if isinstance(words, list) else frozenset()

    named: dict[Side, str] = {
        "good": str(entry.get("good", SECTIONS["good"])),
        "bad": str(entry.get("bad", SECTIONS["bad"])),
        "wish": str(entry.get("wish", SECTIONS["wish"])),
        "": str(entry.get("plain", SECTIONS[""])),
    }
    words = Words(listed("praises"), listed("blames"), bool(entry.get("stars")))
    sure, neutral, sided = (bool(entry.get(name)) for name in ("sure", "neutral", "sided"))
    return Topic(
        str(entry["label"]), named, words, sure, neutral, sided, tuple(sorted(listed("against"))), listed("of")
    )
