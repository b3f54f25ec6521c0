"""What the evidence does and does not speak of, section by section: the ground of every "unknown"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from personas.coverage import SectionCoverage
from personas.evidence import Quote, Statistic, Theme
from personas.ids import content_id
from retrieval.data import load
from retrieval.themes.terms import Terms, spoken_words

_QUOTES = 12


def coverage_of(quotes: Sequence[Quote], statistics: Sequence[Statistic]) -> tuple[SectionCoverage, ...]:
    """For every section how many of these people speak of it, for every attribute of how many it is known.

    `quotes` are all of a segment's voices, `statistics` all of its figures.
    """
    spoken = _speakers(quotes)
    sections = (_section(section, spoken.get(section, {})) for section in _data()["sections"])
    attributes = (_attribute(name, words, quotes, statistics) for name, words in _data()["attributes"].items())
    return (*sections, *attributes)


def section_themes(
    quotes: Sequence[Quote], segment_id: str, *, of: int, covered: Iterable[str] = ()
) -> Iterator[Theme]:
    """A theme for every section that enough people plainly speak of and that no topic covers.

    `of` is the number of people who speak for the segment, `covered` the sections that have a theme. Every counted
    person has a quote that holds one of the section's explicit terms.
    """
    has = set(covered)
    for section, people in _speakers(quotes).items():
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


def _speakers(quotes: Sequence[Quote]) -> dict[str, dict[str, Quote]]:
    """Section -> person -> their first quote that speaks of it, in the order of the quotes' ids."""
    found: dict[str, dict[str, Quote]] = {}
    for quote in sorted(quotes, key=lambda quote: quote.id):
        for section in _terms().find(spoken_words(quote.text)):
            found.setdefault(section, {}).setdefault(quote.respondent_id, quote)
    return found


def _section(section: str, people: Mapping[str, Quote]) -> SectionCoverage:
    searched = tuple(term.rstrip("*") for term in _data()["sections"][section]["terms"])
    minimum = int(_data()["minimum_respondents"])
    return SectionCoverage(section=section, searched=searched, found=len(people), minimum=minimum)


def _attribute(
    name: str, words: Sequence[str], quotes: Iterable[Quote], statistics: Iterable[Statistic]
) -> SectionCoverage:
    """Of how many people an attribute is known: those who told it, or the largest base of a figure on it."""
    told = {quote.respondent_id for quote in quotes if any(_words(key) & set(words) for key in quote.attributes)}
    bases = [int(one.denominator or 0) for one in statistics if _words(one.metric.partition("=")[0]) & set(words)]
    known = max([len(told), *bases])
    minimum = int(_data()["minimum_people"])
    return SectionCoverage(section="demographics", topic=name, searched=tuple(words), found=known, minimum=minimum)


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
