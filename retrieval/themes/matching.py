"""Matching quotes to topics, and candidates for themes."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from personas.evidence import Quote, Rated
from retrieval.data import word_list
from retrieval.themes.opposing import Told, others_than, says_otherwise
from retrieval.themes.sides import Cue, Side, phrases_in
from retrieval.themes.spoken import Spoken, speak
from retrieval.themes.stances import Stance, stance_of
from retrieval.themes.terms import Found
from retrieval.themes.topics import Said, load_topics, topics_of

_FEWEST, _MOST = 3, 80
"""Words of a quote that counts for a theme: shorter ones are no statement, longer ones no quotation."""
_REMEMBERED = 60_000
_TOLD = 2_000
"""Quotes after which it is told how many are read."""
PLAINLY = 2
"""Respondents whose plain praise, complaint or wish makes a theme."""
_SIDES: tuple[Told, Told] = ("bad", "good")
CUE_SECTIONS: dict[Cue, str] = {
    "criteria": "decision criteria",
    "triggers": "trigger",
    "refusals": "objections",
    "leaving": "deal-breaker",
}


class Reading(NamedTuple):
    """What a text says."""

    spoken: Spoken
    phrases: dict[str, list[Found]]
    topics: dict[str, Said]


class Read(NamedTuple):
    """A quote as themes see it."""

    place: int
    """In the sequence that was read."""
    quote: Quote
    reading: Reading

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, lower-case."""
        return self.reading.spoken.words

    @property
    def topics(self) -> dict[str, Said]:
        """Topic -> what it says of it."""
        return self.reading.topics

    @property
    def stance(self) -> Stance:
        """What it is evidence for."""
        return stance_of(*self.reading)


class Match(NamedTuple):
    """A quote that speaks of a topic."""

    read: Read
    said: Said


class Candidate(NamedTuple):
    """A theme in the making."""

    label: str
    side: Side
    section: str
    matches: tuple[Match, ...]
    opposing: tuple[Match, ...] = ()
    question: str = ""
    """The open question in answer to which it was said."""
    rated: Rated = ""
    """The end of the scale at which those who say it rated."""
    asked: int = 0
    """Respondents who answered that question, or who rated so."""

    @property
    def people(self) -> int:
        """Respondents who say it."""
        return len({match.read.quote.respondent_id for match in self.matches})


def read_quotes(quotes: Sequence[Quote], report: Callable[[float], None] = lambda share: None) -> list[Read]:
    """Quotes with what they say; those of no use for a theme (nil answers, fragments, other languages) are left out.

    `report` is told now and then which share of them was read, 0..1.
    """
    rows = []
    for place, quote in enumerate(quotes):
        if place % _TOLD == 0:
            report(place / len(quotes))
        if quote.language in ("en", "", "und"):
            reading = read_text(quote.text, quote.rating)
            if _FEWEST <= len(reading.spoken.words) <= _MOST and not _says_nothing(reading.spoken.words):
                rows.append(Read(place, quote, reading))
    return rows


@lru_cache(maxsize=_REMEMBERED)
def read_text(text: str, rating: float | None) -> Reading:
    """The words, phrases and topics of a text."""
    spoken = speak(text)
    phrases = phrases_in(spoken)
    return Reading(spoken, phrases, topics_of(spoken, phrases, rating))


def candidates(rows: Sequence[Read], fewest: int) -> list[Candidate]:
    """Themes of the topics: what at least `fewest` respondents plainly say, and what they speak of."""
    spoken = by_topic(rows)
    result: list[Candidate] = []
    for topic in load_topics():
        if matches := spoken.get(topic.name):
            across = [match for other in topic.against for match in spoken.get(other, ()) if match.said.side]
            themes = divided(topic.name, topic.sections, matches, fewest, across)
            result += [theme for theme in themes if theme.side or not topic.sided]
    return result


def by_topic(rows: Sequence[Read]) -> dict[str, list[Match]]:
    """Topic -> the quotes that speak of it, in their order."""
    spoken: dict[str, list[Match]] = defaultdict(list)
    for row in rows:
        for name, said in row.topics.items():
            spoken[name].append(Match(row, said))
    return spoken


def divided(
    label: str, sections: Mapping[Side, str], matches: Sequence[Match], fewest: int, across: Sequence[Match] = ()
) -> list[Candidate]:
    """The themes of one label: each side and each cue with enough people, then the plain one if it adds any.

    `across` are sided quotes on the other side of the same thing: they may say otherwise, and count for nothing.
    """
    by_side: dict[Side, tuple[Match, ...]] = {
        side: tuple(match for match in matches if match.said.side == side) for side in ("bad", "good", "wish")
    }
    heard = [*matches, *across]
    otherwise = {told: [match for match in heard if says_otherwise(match, told)] for told in _SIDES}

    def candidate(side: Side, section: str, own: tuple[Match, ...]) -> Candidate:
        opposing = others_than(own, otherwise[side]) if side in ("bad", "good") else ()
        return Candidate(label, side, section, own, opposing)

    sided = [candidate(side, sections[side], own) for side, own in by_side.items() if own]
    for cue, section in CUE_SECTIONS.items():
        side: Side = "bad" if cue in ("refusals", "leaving") else ""
        own = tuple(m for m in matches if cue in m.said.cues and m.said.side in ((side,) if side else ("", "good")))
        sided.append(candidate(side, section, own))
    enough = min(fewest, PLAINLY)
    sided = _once(sided, enough)
    sided = [one for one in _of_one_section(sided) if one.people >= (enough if one.side else fewest)]
    plain = Candidate(label, "", sections[""], tuple(matches), _rarer(by_side["good"], by_side["bad"]))
    told = {match.read.quote.respondent_id for candidate in sided for match in candidate.matches}
    adds = any(match.read.quote.respondent_id not in told for match in matches)
    own_section = plain.section not in {candidate.section for candidate in sided}
    if plain.people >= fewest and (not sided or (adds and own_section)):
        sided.append(plain)
    return sided


def _rarer(good: tuple[Match, ...], bad: tuple[Match, ...]) -> tuple[Match, ...]:
    """Who takes the side that fewer take, where some praise a thing and others complain; of as many who complains."""
    if not (good and bad):
        return ()
    fewer, more = (good, bad) if len(good) < len(bad) else (bad, good)
    return others_than(more, fewer)


def _once(found: Sequence[Candidate], enough: int) -> list[Candidate]:
    """Refusals that make a theme of their own are no frustrations as well."""
    refusing = [one for one in found if one.section == CUE_SECTIONS["refusals"] and one.people >= enough]
    refused = {match.read.quote.id for one in refusing for match in one.matches}
    return [
        one
        if one in refusing or one.side != "bad"
        else one._replace(matches=tuple(match for match in one.matches if match.read.quote.id not in refused))
        for one in found
    ]


def _of_one_section(found: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for a label, side and section: the one with more people."""
    kept: dict[tuple[Side, str], Candidate] = {}
    for candidate in found:
        known = kept.get((candidate.side, candidate.section))
        if known is None or candidate.people > known.people:
            kept[candidate.side, candidate.section] = candidate
    return list(kept.values())


def _says_nothing(words: Sequence[str]) -> bool:
    return " ".join(words) in word_list("nil_answers")
