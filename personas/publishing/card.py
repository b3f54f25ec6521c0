"""The card: the layout of a persona that HTML, PDF, slides and Markdown share."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from personas.draft import SECTIONS
from personas.publishing.bars import Distribution, Tile, distributions, tiles
from personas.publishing.drawer import Entry, drawer
from personas.publishing.emblem import Tessera, emblem
from personas.publishing.journey_map import JourneyMap, journey_map
from personas.publishing.lines import Line, Lines, legend
from personas.publishing.provenance import Fact, provenance
from personas.publishing.words import day, heading

_GROUPS = {
    "What moves them": ("trigger", "jobs to be done", "goals", "motivations"),
    "What stands in the way": ("frustrations", "objections", "deal-breaker"),
    "How they buy": ("behaviours", "decision criteria", "price sensitivity", "channels", "loyalty"),
    "What to do with it": ("messages", "implications", "outlook"),
}
_SEARCHED = 5
"""Of the words that were searched for, so many are named."""
_TITLES = {"messages": "Messages that fit"}


class Section(NamedTuple):
    """One section of the card."""

    title: str
    lines: tuple[Line, ...]


class Group(NamedTuple):
    """Sections that answer one question."""

    title: str
    sections: tuple[Section, ...]


class Unknown(NamedTuple):
    """What the evidence does not say."""

    title: str
    reason: str
    searched: str


class Card(NamedTuple):
    """A body, ready to be laid out."""

    name: str
    emblem: tuple[Tessera, ...]
    status: str
    version: str
    due: str
    essence: Line | None
    segment: Mapping[str, Any]
    tiles: tuple[Tile, ...]
    facts: tuple[Line, ...]
    narrative: tuple[Line, ...]
    unknowns: tuple[Unknown, ...]
    distributions: tuple[Distribution, ...]
    demographics: tuple[Line, ...]
    groups: tuple[Group, ...]
    voices: tuple[Line, ...]
    journey: JourneyMap | None
    entries: tuple[Entry, ...]
    provenance: tuple[Fact, ...]
    marks: tuple[tuple[str, str], ...]
    """The marks that occur, with their words: the legend."""
    accepted: bool
    """Whether a person accepted every claim that is shown."""

    @property
    def state(self) -> str:
        """Status, version and the date of the next look in one line."""
        version = f", version {self.version}" if self.version else ""
        return f"{self.status}{version}{f' · next review due {self.due}' if self.due else ''}"


def card(body: Mapping[str, Any]) -> Card:
    """Lay a body out. Evidence is numbered in the order of the page."""
    lines, evidence = Lines(body), body["evidence"]
    persona, publication = body["persona"], body.get("publication") or {}
    sections: Mapping[str, list[str]] = persona["sections"]
    essence = lines.one(persona["essence"])
    shown, facts = tiles(lines.of(sections.get("segment facts", [])), evidence)
    narrative = lines.of(persona["narrative"])
    demographics = lines.of(sections.get("demographics", []))
    groups = _groups(sections, lines)
    voices = lines.of(sections.get("in their own words", []))
    journey = journey_map(body, lines)
    return Card(
        name=persona["name"],
        emblem=emblem(publication.get("persona_id") or body["id"]),
        status=heading(body["status"]),
        version=str(publication.get("version") or ""),
        due=day(publication.get("next_review")),
        essence=essence,
        segment=body["segment"],
        tiles=shown,
        facts=facts,
        narrative=narrative,
        unknowns=tuple(_unknown(u) for u in body["unknowns"]),
        distributions=distributions(demographics, evidence, lines.numbers),
        demographics=demographics,
        groups=groups,
        voices=voices,
        journey=journey,
        entries=drawer(evidence, lines),
        provenance=provenance(body),
        marks=legend(lines.made),
        accepted=all(c["decision"] and c["decision"]["kind"] != "reject" for c in body["claims"]),
    )


def _groups(sections: Mapping[str, list[str]], lines: Lines) -> tuple[Group, ...]:
    other = tuple(name for name in sections if name not in SECTIONS)
    named = {**_GROUPS, "Also": other}
    made = [Group(title, tuple(_section(name, sections, lines) for name in names)) for title, names in named.items()]
    filled = [group._replace(sections=tuple(s for s in group.sections if s.lines)) for group in made]
    return tuple(group for group in filled if group.sections)


def _section(name: str, sections: Mapping[str, list[str]], lines: Lines) -> Section:
    return Section(_TITLES.get(name, heading(name)), lines.of(sections.get(name, [])))


def _unknown(unknown: Mapping[str, Any]) -> Unknown:
    named, more = unknown["searched"][:_SEARCHED], len(unknown["searched"]) - _SEARCHED
    searched = ", ".join(f"“{words}”" for words in named) + (f" and {more} more" if more > 0 else "")
    return Unknown(heading(unknown["section"]), unknown["reason"], searched)
