"""Themes by context: what is named in answer to a question, or under low or high ratings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from personas.evidence import Quote, Rated
from personas.placing import section_of
from retrieval.themes.clusters import Places, distinct, is_covered, phrase_match
from retrieval.themes.matching import Candidate, Match, Read, by_topic
from retrieval.themes.opposing import opposing
from retrieval.themes.phrases import surface
from retrieval.themes.spoken import side_words
from retrieval.themes.terms import Found
from retrieval.themes.topics import load_topics

_SHORTEST_QUESTION = 4
"""Words of a question that does not end with its mark; the name of a column is no question."""
_MOST = 6
"""Themes of one question, or of one end of the ratings."""
_OF_SCORES = re.compile(r"\b(?:reasons?|why|explain)\b.*\b(?:scores?|rating|rated|grade)\b", re.IGNORECASE)
_LOW, _HIGH = 2, 4
_DETRACTS, _PROMOTES = 6, 9
"""Points, of 10, up to which somebody would rather warn of a company, and from which they would recommend it."""
_MORE = 1.5
"""How much larger a share of those who rate it so must speak of a thing than of those who rate it the other way."""
_People = Mapping["Context", set[str]]
_OTHERS: Mapping[Rated, Rated] = {"low": "high", "high": "low"}
_SECTIONS: Mapping[Rated, str] = {"low": "frustrations", "high": "motivations"}


class Context(NamedTuple):
    """Where words stand."""

    question: str = ""
    rated: Rated = ""

    @property
    def section(self) -> str:
        """The section for which mentions made there are evidence."""
        return _SECTIONS[self.rated] if self.rated else section_of(self.question, otherwise="")


def context_of(quote: Quote) -> Context | None:
    """The open question that a quote answers, else the end of the scale at which its speaker rated; else None."""
    question = str(quote.attributes.get("question", "")).strip()
    if question:
        asks = question.endswith("?") or len(question.split()) >= _SHORTEST_QUESTION
        return Context(question=question) if asks else None
    if quote.rating is None or _LOW < quote.rating < _HIGH:
        return None
    return Context(rated="low" if quote.rating <= _LOW else "high")


def verdict_of(quote: Quote) -> Rated:
    """The end of the scale at which whoever said a quote rated, in stars or by how likely they recommend.

    Answers to an open question are of what it asks, whatever score their speaker gave, unless it asks why they gave it.
    """
    if quote.rating is not None:
        return "low" if quote.rating <= _LOW else "high" if quote.rating >= _HIGH else ""
    points = quote.attributes.get("nps")
    other = asked_for(quote) and not asked_about_the_score(quote)
    if not isinstance(points, int | float) or other:
        return ""
    return "low" if points <= _DETRACTS else "high" if points >= _PROMOTES else ""


def asked_about_the_score(quote: Quote) -> bool:
    """Whether somebody was asked why they gave the score that they gave, which may be for good or for bad."""
    return _OF_SCORES.search(str(quote.attributes.get("question", ""))) is not None


def asked_for(quote: Quote) -> str:
    """The section of a persona to which the open question that a quote answers speaks; empty where there is none."""
    context = context_of(quote)
    return context.section if context is not None and context.question else ""


def contextual(rows: Sequence[Read], quotes: Sequence[Quote], phrases: Places, fewest: int) -> Iterator[Candidate]:
    """What at least `fewest` respondents name when they are asked, or speak of under low or under high ratings.

    `phrases` are those of the rows.

    The base is those who answered the question, or who rated so. Who denies a thing in its clause ("pockets make no
    odds") is not counted but stands against an answer; against what is said under a rating stands who plainly says
    otherwise. A thing belongs to an end of the ratings where those who rate the
    other way speak of it clearly less.
    """
    people: dict[Context, set[str]] = defaultdict(set)
    for quote in quotes:
        if (context := context_of(quote)) is not None:
            people[context].add(quote.respondent_id)
    spoken = _spoken(rows, phrases, people, fewest)
    for context in sorted(people):
        if context.section:
            found = (_candidate(label, held, context, people) for label, held in spoken.items())
            fitting = [one for one in found if one is not None and one.people >= _enough(one, fewest)]
            for one in sorted(fitting, key=lambda one: (-one.people, one.label))[:_MOST]:
                yield one._replace(opposing=_opposing(one, spoken[one.label], context))


def _enough(candidate: Candidate, fewest: int) -> int:
    """A thing that the quotes alone name takes one person more; under a rating it may be what was bought."""
    if candidate.label in _topics():
        return fewest
    return candidate.asked + 1 if candidate.rated else fewest + 1


class _Held(NamedTuple):
    """The quotes that speak of one thing."""

    matches: list[Match]
    placed: dict[Context, list[Match]]
    """The same by where they stand."""


def _spoken(rows: Sequence[Read], phrases: Places, people: _People, fewest: int) -> dict[str, _Held]:
    """Label -> the quotes that speak of it, for the topics and for the phrases that no topic covers."""
    contexts = {row.place: context for row in rows if (context := context_of(row.quote)) is not None}
    found: dict[str, _Held] = {}
    for label, matches in _matches([row for row in rows if row.place in contexts], contexts, phrases, people, fewest):
        found[label] = held = _Held(matches, defaultdict(list))
        for match in matches:
            held.placed[contexts[match.read.place]].append(match)
    return found


def _matches(
    rows: Sequence[Read], contexts: Mapping[int, Context], phrases: Places, people: _People, fewest: int
) -> Iterator[tuple[str, list[Match]]]:
    found: dict[str, list[Match]] = defaultdict(list)
    of_topics = by_topic(rows)
    for topic in load_topics():
        if topic.name in of_topics and not topic.sided:
            found[topic.name] = of_topics[topic.name]
    placed = {phrase: [one for one in held if one[0].place in contexts] for phrase, held in phrases.items()}
    enough = {phrase: held for phrase, held in placed.items() if len(held) >= fewest and not is_covered(phrase, held)}
    ordered = sorted(enough, key=lambda phrase: (-len(phrase.tokens), -len(enough[phrase]), phrase))
    named: dict[str, list[tuple[Read, Found]]] = defaultdict(list)
    for phrase in distinct(ordered, enough):
        named[surface(enough[phrase])] += enough[phrase]
    for label, held in named.items():
        if label in found or _may_belong(held, contexts, people):
            found[label] += [phrase_match(row, place) for row, place in held]
    yield from found.items()


def _may_belong(held: Sequence[tuple[Read, Found]], contexts: Mapping[int, Context], people: _People) -> bool:
    """Whether a phrase may belong to some context, did nobody deny it there: most do not, and need no closer look."""
    speaking: dict[Context, set[str]] = defaultdict(set)
    for row, _ in held:
        speaking[contexts[row.place]].add(row.quote.respondent_id)
    return any(_clearly_more(context, own, speaking, people) for context, own in speaking.items())


def _candidate(label: str, held: _Held, context: Context, people: _People) -> Candidate | None:
    own = tuple(match for match in held.placed.get(context, ()) if _affirms(match, context))
    if not own or not _belongs(label, held, own, context, people):
        return None
    return Candidate(label, "", context.section, own, (), context.question, context.rated, len(people[context]))


def _opposing(candidate: Candidate, held: _Held, context: Context) -> tuple[Match, ...]:
    """Who denies it in the same answers; against what is said under a rating, who plainly says otherwise."""
    if context.rated:
        return opposing(held.matches, "bad" if context.rated == "low" else "good", candidate.matches)
    return tuple(match for match in held.placed[context] if not _affirms(match, context))


def _affirms(match: Match, context: Context) -> bool:
    """Whether a quote counts for a thing: neither denied in its clause nor with the other side taken."""
    return match.said.side != ("good" if context.rated == "low" else "bad") and not _denies(match)


def _belongs(label: str, held: _Held, own: Sequence[Match], context: Context, people: _People) -> bool:
    """Whether those who rate the other way speak of it clearly less; for a thing that no topic covers, all others."""
    if context.question and label in _topics():
        return True
    speaking = {
        context: {match.read.quote.respondent_id for match in placed} for context, placed in held.placed.items()
    }
    return _clearly_more(context, {match.read.quote.respondent_id for match in own}, speaking, people)


def _clearly_more(context: Context, own: set[str], speaking: Mapping[Context, set[str]], people: _People) -> bool:
    """Whether `own` are a clearly larger share of a context than those who speak of the thing are of the others."""
    others = {Context(rated=_OTHERS[context.rated])} if context.rated else people.keys() - {context}
    asked = set[str]().union(*(people.get(other, set()) for other in others))
    elsewhere = set[str]().union(*(speaking.get(other, set()) for other in others))
    return len(own) / len(people[context]) >= _MORE * len(elsewhere) / max(len(asked), 1)


@cache
def _topics() -> frozenset[str]:
    return frozenset(topic.name for topic in load_topics())


def _denies(match: Match) -> bool:
    spoken = match.read.reading.spoken
    return not side_words("negators").isdisjoint(spoken.words[slice(*spoken.clause(match.said.place.start))])
