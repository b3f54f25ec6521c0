"""The stance of a whole quote: praise, complaint, wish, criterion, trigger, objection."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retrieval.themes.sides import Side
from retrieval.themes.spoken import Spoken, side_words
from retrieval.themes.terms import Found
from retrieval.themes.topics import Said, load_topics

_CUES = {"criterion": "criteria", "trigger": "triggers", "objection": "refusals", "dealbreaker": "leaving"}


class Stance(NamedTuple):
    """What a quote shows of the things that it names."""

    sides: frozenset[Side]
    strength: int
    """Topics of which it plainly says something."""
    cues: frozenset[str]

    def shows(self, wanted: str) -> bool:
        """Whether the quote shows `complaint`, `praise`, `wish`, `criterion`, `trigger`, `objection`, `dealbreaker`.

        A quote that both praises and complains shows neither.
        """
        match wanted:
            case "complaint":
                return "bad" in self.sides and "good" not in self.sides
            case "praise":
                return "good" in self.sides and "bad" not in self.sides
            case "wish":
                return "wish" in self.sides
            case _:
                return wanted in self.cues


def stance_of(spoken: Spoken, phrases: Mapping[str, Sequence[Found]], topics: Mapping[str, Said]) -> Stance:
    """The stance of a quote from what it says of its topics and from the phrases in it."""
    sections = {_plain_sections()[name] for name in topics}
    cues = {name for name, listed in _CUES.items() if listed in phrases and _plain(spoken)}
    cues |= {"trigger"} & sections
    cues |= {"dealbreaker"} if "deal-breaker" in sections else set()
    return Stance(sides_of(topics), sum(bool(said.side) for said in topics.values()), frozenset(cues))


def sides_of(topics: Mapping[str, Said]) -> frozenset[Side]:
    """The sides that a quote takes on any of its topics."""
    return frozenset(said.side for said in topics.values() if said.side)


@cache
def _plain_sections() -> dict[str, str]:
    """Topic -> the section for which speaking of it is evidence."""
    return {topic.name: topic.sections[""] for topic in load_topics()}


def _plain(spoken: Spoken) -> bool:
    """Whether the quote neither supposes nor reports nor asks."""
    return not spoken.questions and side_words("doubts").isdisjoint(spoken.words)
