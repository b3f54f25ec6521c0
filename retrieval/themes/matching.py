"""Which quotes say what: topics found in words, stances read, one table for all themes."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.themes.stances import Stance, read_stance, stance_terms
from retrieval.themes.terms import spoken_words
from retrieval.themes.topics import Said, load_topics, said_of, topic_terms

_FEWEST, _MOST = 4, 60
"""Words of a quote that may stand for a theme: shorter ones say too little, longer ones too much."""


class Read(NamedTuple):
    """A quote as themes see it."""

    place: int
    """In the sequence that was read."""
    quote: Quote
    words: list[str]
    stance: Stance
    topics: dict[str, Said]
    """Topic -> what the quote says of it."""


class Match(NamedTuple):
    """A quote that speaks of a topic."""

    read: Read
    stance: Stance
    weight: float
    """Share of the topic's words among the quote's, and how early they come: 0..1."""


class Candidate(NamedTuple):
    """A theme in the making."""

    label: str
    section: str
    matches: tuple[Match, ...]
    opposing: tuple[Match, ...]


def read_quotes(quotes: Sequence[Quote]) -> list[Read]:
    """The words, stance and topics of each quote; quotes of no use for a theme are left out."""
    rows = []
    for place, quote in enumerate(quotes):
        words = spoken_words(quote.text)
        if not _FEWEST <= len(words) <= _MOST or _is_question(quote.text):
            continue
        found, shown = topic_terms().find(words), stance_terms().find(words)
        topics = {
            topic.name: said
            for topic in load_topics()
            if (said := said_of(topic, words, found, shown, quote)) is not None
        }
        rows.append(Read(place, quote, words, read_stance(words, shown, quote, 0, len(words)), topics))
    return rows


def candidates(rows: Sequence[Read]) -> list[Candidate]:
    """What is said of each topic, with the quotes that say it and those that say the opposite."""
    result = []
    for topic in load_topics():
        spoken = [(row, row.topics[topic.name]) for row in rows if topic.name in row.topics]
        gathered: dict[str, list[Match]] = defaultdict(list)
        for row, said in spoken:
            if said.saying is not None:
                gathered[said.saying.key].append(_match(row, said))
        everything = [_match(row, said) for row, said in spoken]
        for saying in topic.sayings:
            if found := gathered.get(saying.key):
                tone = tone_of(found)
                against = [match for match in everything if opposes(match.stance, saying.when, tone)]
                result.append(Candidate(saying.label, saying.section, tuple(found), others(against, found)))
    return _joined(result)


def opposes(stance: Stance, when: str, tone: int) -> bool:
    """Whether a quote on the same topic says otherwise than a theme of this stance and tone."""
    if when in ("complaint", "trouble") or tone < 0:
        return (stance.polarity > 0 and stance.said) or "indifferent" in stance.cues
    if when in ("praise", "fine") or tone > 0:
        return (stance.polarity < 0 and stance.said) or "indifferent" in stance.cues
    return "indifferent" in stance.cues


def tone_of(matches: Sequence[Match]) -> int:
    """-1 when at least six in ten of the quotes complain, 1 when they praise, else 0."""
    signs = [match.stance.polarity for match in matches]
    return next((tone for tone in (-1, 1) if signs and signs.count(tone) >= 0.6 * len(signs)), 0)


def others(against: Sequence[Match], found: Sequence[Match]) -> tuple[Match, ...]:
    """Those of other quotes than the theme's own."""
    own = {match.read.quote.id for match in found}
    return tuple(match for match in against if match.read.quote.id not in own)


def _match(row: Read, said: Said) -> Match:
    early = 1 - said.places[0].start / len(row.words)
    return Match(row, said.stance, min(1.0, 0.25 * len(said.places) + 0.35 * early + 4 / (len(row.words) + 8)))


def _joined(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of one label and section, from different topics, made one."""
    merged: dict[tuple[str, str], Candidate] = {}
    for candidate in found:
        known = merged.get((candidate.label, candidate.section))
        if known is None:
            merged[candidate.label, candidate.section] = candidate
            continue
        seen = {match.read.quote.id for match in known.matches}
        matches = known.matches + tuple(m for m in candidate.matches if m.read.quote.id not in seen)
        opposing = others((*known.opposing, *candidate.opposing), matches)
        merged[candidate.label, candidate.section] = known._replace(matches=matches, opposing=opposing)
    return list(merged.values())


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?") and text.count("?") == 1 and len(text.split()) < 9
