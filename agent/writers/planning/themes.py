"""The section of a theme: by its topic, else by whether its people praise or complain."""

from collections.abc import Sequence

from agent.numbers import read_numbers
from agent.writers.data import load
from agent.writers.polarity import mood
from personas.draft import SECTIONS
from personas.evidence import EvidencePack, Quote, Theme
from retrieval.packs import FEW_PEOPLE, sections_of, stands_in, told_outright

ENOUGH = 3
"""Fewer respondents than this are not a theme."""
_ENOUGH_OF_FEW = 2
"""Where few people are heard in a pack, so many are enough for what they like or what frustrates them."""
_PLAIN = frozenset({"motivations", "frustrations"})
FEW = 60
"""Quotes up to which a pack is small: a story and a journey may use up what its sections are made of."""
_WHERE = "channels"
HEARD = 6
"""Supporters of a theme that are looked at for its mood and given to a writer."""


def themes_by_section(pack: EvidencePack) -> dict[str, list[Theme]]:
    """The themes that at least ENOUGH respondents carry, under the section they fit.

    Those that say something of their label come first, then the most prevalent. That a thing is mentioned, by people
    who say different things of it, is not told.
    """
    placed: dict[str, list[Theme]] = {section: [] for section in SECTIONS}
    for theme in sorted(pack.themes, key=lambda theme: (not theme.telling, -theme.n)):
        spoken = supporters(theme, pack)
        fit = spoken and not theme.mentions and _speakable(theme, spoken) and _praised_if_high(theme, spoken)
        if theme.n >= ENOUGH and fit:
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


def few_people(pack: EvidencePack) -> bool:
    """Whether so few people are heard in a pack that its quotes are soon used up."""
    return len({quote.respondent_id for quote in pack.quotes}) <= FEW_PEOPLE


def quotes_by_section(pack: EvidencePack) -> dict[str, list[str]]:
    """Ids of the quotes whose stance and topic make them evidence for a section, where at least ENOUGH people's do.

    Of few people fewer are enough where they praise or complain. In a small pack who was asked for it, or
    says it outright, needs nobody beside: of such a section these alone are given.
    """
    found: dict[str, list[Quote]] = {section: [] for section in SECTIONS}
    for quote in pack.quotes:
        for section in stands_in(quote) & found.keys():
            found[section].append(quote)
    small, few = len(pack.quotes) <= FEW, few_people(pack)
    fewest = {section: _ENOUGH_OF_FEW if few and section in _PLAIN else ENOUGH for section in found}
    enough = {section: _enough(section, quotes, fewest[section], small=small) for section, quotes in found.items()}
    return {section: [quote.id for quote in quotes] for section, quotes in enough.items() if quotes}


def _enough(section: str, quotes: Sequence[Quote], fewest: int, *, small: bool) -> Sequence[Quote]:
    if len({quote.respondent_id for quote in quotes}) >= fewest:
        return quotes
    return [quote for quote in quotes if small and section in told_outright(quote)]


def complained_of(theme: Theme, spoken: Sequence[Quote]) -> bool:
    """Whether most of those who only speak of a thing are frustrated by it."""
    return not theme.telling and 2 * sum("frustrations" in sections_of(quote) for quote in spoken) > len(spoken)


def _speakable(theme: Theme, spoken: list[Quote]) -> bool:
    """Whether every number in the label ("cheaper ones first") is a supporter's own; writers type none."""
    said = " ".join(quote.text for quote in spoken[:3]).casefold()
    return all(number.text.casefold() in said for number in read_numbers(theme.label))


def _praised_if_high(theme: Theme, spoken: list[Quote]) -> bool:
    """Of what is spoken of beside high ratings, whether half of those heard praise it: a complaint is no motivation."""
    praising = sum("motivations" in sections_of(quote) for quote in spoken)
    return theme.rated != "high" or 2 * praising >= len(spoken)


def _section(theme: Theme, spoken: list[Quote]) -> str:
    """The theme's topic; without one, by whether its people praise or complain.

    What is only named where they buy ("app") is no channel to those who mostly complain of it.
    """
    if theme.topic == _WHERE and complained_of(theme, spoken):
        return "frustrations"
    if "themes" in load("sections").get(theme.topic, {}):
        return theme.topic
    return "motivations" if mood(spoken) >= 0 else "frustrations"
