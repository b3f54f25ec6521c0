"""In which section a theme belongs: by its topic, or by whether its people praise or complain."""

import re
from collections.abc import Iterable

from agent.numbers import read_numbers
from agent.writers.data import load
from agent.writers.polarity import mood, plainly, wishes
from personas.coverage import SectionCoverage
from personas.draft import SECTIONS
from personas.evidence import EvidencePack, Quote, Theme

ENOUGH = 3
"""Fewer respondents than this are not a theme."""
HEARD = 6
"""Supporters of a theme that are looked at for its mood and given to a writer."""


def themes_by_section(pack: EvidencePack) -> dict[str, list[Theme]]:
    """The themes that at least ENOUGH respondents carry, the most prevalent first, under the section they fit."""
    placed: dict[str, list[Theme]] = {section: [] for section in SECTIONS}
    for theme in sorted(pack.themes, key=lambda theme: -theme.n):
        spoken = supporters(theme, pack)
        if theme.n >= ENOUGH and spoken and _speakable(theme, spoken):
            placed[_section(theme, spoken)].append(theme)
    return placed


def supporters(theme: Theme, pack: EvidencePack, count: int = HEARD) -> list[Quote]:
    """Quotes of a theme by different respondents, the most representative first."""
    members = {quote.id: quote for quote in pack.quotes}
    found: dict[str, Quote] = {}
    for quote_id in theme.quotes:
        quote = members.get(quote_id)
        if quote is not None:
            found.setdefault(quote.respondent_id, quote)
    return list(found.values())[:count]


def quotes_by_section(pack: EvidencePack, coverage: Iterable[SectionCoverage]) -> dict[str, list[str]]:
    """Ids of the quotes that speak for a section by themselves, where at least ENOUGH people do.

    They hold a searched term of a section that is covered, or plainly praise, complain or wish.
    """
    found: dict[str, list[Quote]] = {section: [] for section in SECTIONS}
    for topic in coverage:
        if topic.enough and topic.searched and topic.section in SECTIONS:
            any_term = re.compile(rf"\b(?:{'|'.join(map(re.escape, topic.searched))})", re.IGNORECASE)
            found[topic.section] += [quote for quote in pack.quotes if any_term.search(quote.text)]
    found["motivations"] += [quote for quote in pack.quotes if plainly(quote) == "good"]
    found["frustrations"] += [quote for quote in pack.quotes if plainly(quote) == "bad"]
    found["goals"] += [quote for quote in pack.quotes if wishes(quote)]
    return {
        section: list(dict.fromkeys(quote.id for quote in quotes))
        for section, quotes in found.items()
        if len({quote.respondent_id for quote in quotes}) >= ENOUGH
    }


def _speakable(theme: Theme, spoken: list[Quote]) -> bool:
    """Whether every number in the label ("cheaper ones first") is a supporter's own; writers type none."""
    said = " ".join(quote.text for quote in spoken[:3]).casefold()
    return all(number.text.casefold() in said for number in read_numbers(theme.label))


def _section(theme: Theme, spoken: list[Quote]) -> str:
    """The theme's topic; without one, by whether its people praise or complain."""
    if "themes" in load("sections").get(theme.topic, {}):
        return theme.topic
    return "motivations" if mood(spoken) >= 0 else "frustrations"
