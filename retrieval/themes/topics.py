"""Topics: what people speak of, and what they may say of it, from `data/topics.yaml`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.data import load
from retrieval.themes.stances import Stance, negated, read_stance
from retrieval.themes.terms import Found, Terms

_NEAR = 8
"""Words to each side of a topic's term that count as said of it."""


class Saying(NamedTuple):
    """One thing that may be said of a topic: the label of a theme and the section that it is evidence for."""

    key: str
    label: str
    section: str
    when: str
    """The stance that a quote must show; see `Stance.shows`."""
    asks_more: bool
    """Whether a term of `<key> with` must stand near the topic's, not negated."""


class Topic(NamedTuple):
    """Something that people speak of."""

    name: str
    queries: tuple[str, ...]
    sayings: tuple[Saying, ...]


class Said(NamedTuple):
    """That a quote speaks of a topic, how, and what it says."""

    places: tuple[Found, ...]
    stance: Stance
    """Of the words near the topic's."""
    saying: Saying | None


@cache
def load_topics() -> tuple[Topic, ...]:
    """All topics, in the order of the file: of two sayings of one topic that fit, the first is meant."""
    return tuple(
        Topic(
            entry["topic"],
            tuple(entry.get("queries", [])),
            tuple(
                Saying(
                    f"{entry['topic']}/{place}", says["label"], says["section"], says.get("when", "any"), "with" in says
                )
                for place, says in enumerate(entry["says"])
            ),
        )
        for entry in load("topics")
    )


@cache
def topic_terms() -> Terms:
    """The terms of all topics under `<topic>` and `<topic> not`, of all sayings under `<key> with`, `<key> without`."""
    terms = Terms()
    for entry in load("topics"):
        terms.add(entry["topic"], entry["terms"])
        terms.add(f"{entry['topic']} not", entry.get("not", []))
        for place, says in enumerate(entry["says"]):
            terms.add(f"{_key(entry, place)} with", says.get("with", []))
            terms.add(f"{_key(entry, place)} without", says.get("without", []))
    return terms


def said_of(
    topic: Topic,
    words: Sequence[str],
    found: Mapping[str, Sequence[Found]],
    shown: Mapping[str, Sequence[Found]],
    quote: Quote,
) -> Said | None:
    """What a quote says of a topic; None when it does not speak of it.

    `found` is what `topic_terms` and `shown` what `stance_terms` finds in the quote's words.
    """
    places = found.get(topic.name, ())
    if not places or f"{topic.name} not" in found:
        return None
    start = max(0, min(place.start for place in places) - _NEAR)
    end = max(place.end for place in places) + _NEAR
    stance = read_stance(words, shown, quote, start, end)
    saying = next((s for s in topic.sayings if _fits(s, words, found, stance, start, end)), None)
    return Said(tuple(places), stance, saying)


def _key(entry: Mapping[str, object], place: int) -> str:
    return f"{entry['topic']}/{place}"


def _fits(
    saying: Saying, words: Sequence[str], found: Mapping[str, Sequence[Found]], stance: Stance, start: int, end: int
) -> bool:
    if f"{saying.key} without" in found or not stance.shows(saying.when):
        return False
    if not saying.asks_more:
        return True
    more = found.get(f"{saying.key} with", ())
    return any(start <= place.start < end and not negated(words, place) for place in more)
