"""Coverage: how many people speak of each section and attribute; the ground of every "unknown"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from personas.coverage import SectionCoverage
from personas.evidence import Quote, Statistic, Theme
from personas.ids import content_id
from retrieval.data import load
from retrieval.packs.phrasing import is_joke, is_request
from retrieval.themes.contexts import asked_for
from retrieval.themes.terms import Terms, spoken_words

_QUOTES = 12


def coverage_of(
    spoken: Mapping[str, int], told: Mapping[str, int], statistics: Sequence[Statistic]
) -> tuple[SectionCoverage, ...]:
    """For every section how many people speak of it, for every attribute of how many it is known.

    `spoken` and `told` count a segment's people (`speakers_of`, `tellers_of`); `statistics` are all of its figures.
    """
    sections = (_section(section, spoken.get(section, 0)) for section in _data()["sections"])
    attributes = (_attribute(name, words, told, statistics) for name, words in _data()["attributes"].items())
    return (*sections, *attributes)


def section_themes(
    speakers: Mapping[str, Mapping[str, Quote]], segment_id: str, *, of: int, covered: Iterable[str] = ()
) -> Iterator[Theme]:
    """A theme for every section that enough people plainly speak of and that no topic covers.

    `speakers` come from `speakers_of`; `of` is the number of people who speak for the segment, `covered` the sections
    that have a theme. Every counted person has a quote that holds one of the section's explicit terms.
    """
    has = set(covered)
    for section, people in speakers.items():
        if section not in has and len(people) >= _data()["minimum_respondents"]:
            shown = tuple(quote.id for quote in list(people.values())[:_QUOTES])
            label = _data()["sections"][section]["label"]
            yield Theme(
                id=content_id("t", segment_id, label, section, *people),
                segment_id=segment_id,
                label=label,
                n=len(people),
                of=max(of, len(people)),
                quotes=shown,
                topic=section,
            )


def sections_named(text: str) -> frozenset[str]:
    """The sections of which a text speaks in so many words."""
    return frozenset(_terms().find(spoken_words(text)))


def speakers_of(quotes: Sequence[Quote]) -> dict[str, dict[str, Quote]]:
    """Section -> person -> their first quote that speaks of it, in the order of the quotes' lots.

    What is asked of a support desk ("I want my money back") is no goal, and a joke speaks of nothing.
    """
    found: dict[str, dict[str, Quote]] = {}
    for quote in sorted((one for one in quotes if not is_joke(one)), key=lambda quote: quote.tie_break):
        for section in _terms().find(spoken_words(quote.text)).keys() - ({"goals"} if is_request(quote) else set()):
            found.setdefault(section, {}).setdefault(quote.respondent_id, quote)
    return found


def answerers_of(quotes: Iterable[Quote]) -> dict[str, set[str]]:
    """Section -> those who answered an open question of it, put by a survey or by an interviewer.

    Who answers that they do not know says nothing of it.
    """
    found: dict[str, set[str]] = {}
    for quote in quotes:
        section = asked_for(quote)
        if section and not _unknowing(quote.text):
            found.setdefault(section, set()).add(quote.respondent_id)
    return found


def tellers_of(quotes: Iterable[Quote]) -> dict[str, int]:
    """Attribute -> how many people told it."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for quote in quotes:
        for key in quote.attributes:
            people[key].add(quote.respondent_id)
    named: dict[str, set[str]] = {}
    for name, words in _data()["attributes"].items():
        named[name] = set().union(*(told for key, told in people.items() if _words(key) & set(words)))
    return {name: len(told) for name, told in named.items()}


def _section(section: str, people: int) -> SectionCoverage:
    searched = tuple(term.rstrip("*") for term in _data()["sections"][section]["terms"])
    minimum = int(_data()["minimum_respondents"])
    return SectionCoverage(section=section, searched=searched, found=people, minimum=minimum)


def _attribute(
    name: str, words: Sequence[str], told: Mapping[str, int], statistics: Iterable[Statistic]
) -> SectionCoverage:
    """Of how many people an attribute is known: those who told it, or the largest base of a figure on it."""
    bases = [int(one.denominator or 0) for one in statistics if _words(one.metric.partition("=")[0]) & set(words)]
    known = max([told.get(name, 0), *bases])
    minimum = int(_data()["minimum_people"])
    return SectionCoverage(section="demographics", topic=name, searched=tuple(words), found=known, minimum=minimum)


def _unknowing(text: str) -> bool:
    """Whether an answer says no more than that nothing is known: "don't remember", "no idea"."""
    return not set(spoken_words(text)) - frozenset(_data()["unknowing"].split())


def _words(name: str) -> set[str]:
    """The words of an attribute's or a metric's name: {"share", "age", "range"} for `share:age_range`."""
    return set(name.lower().replace("_", " ").replace(":", " ").split())


@cache
def _terms() -> Terms:
    terms = Terms()
    for section, entry in _data()["sections"].items():
        terms.add(section, entry["terms"])
    return terms


def _data() -> dict[str, Any]:
    return dict(load("coverage"))
