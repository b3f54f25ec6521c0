"""The sections of a persona for which a quote is evidence."""

from collections.abc import Mapping
from functools import cache

from personas.evidence import Quote
from retrieval.packs.coverage import sections_named
from retrieval.packs.phrasing import is_joke, is_request, phrased_for
from retrieval.packs.replies import TURNS, answered, is_mere_wish, rated, reported, says, stars
from retrieval.themes.matching import Read, read_quotes
from retrieval.themes.topics import Topic, load_topics

SECTION_STANCES: Mapping[str, str] = {
    "trigger": "trigger",
    "goals": "wish",
    "motivations": "praise",
    "frustrations": "complaint",
    "objections": "objection",
    "deal-breaker": "dealbreaker",
    "decision criteria": "criterion",
}
"""Section -> the stance that a quote for it shows."""
_AGAINST: Mapping[str, frozenset[str]] = {
    "motivations": frozenset({"complaint"}),
    "frustrations": frozenset({"praise"}),
    "objections": frozenset({"praise"}),
    "deal-breaker": frozenset({"praise"}),
}
"""Section -> the stances with which a quote is no evidence for it, whatever words it holds."""
_ONLY_BY_STANCE = frozenset({"trigger", "goals", "decision criteria"})
"""Sections for which a word alone is no evidence: "if I want" wishes for nothing."""
_MENTIONED = frozenset({"behaviours", "jobs to be done"})
"""The sections of plain mentions: to speak of a thing is not to say what one does or needs it for."""
_ONLY_IF_ASKED = frozenset({"channels"})
"""Sections for which an answer to a question of another one is no evidence by naming a thing: "the app logs me out"."""
_SEEKING = frozenset(
    "buy buys bought buying order orders ordered ordering book booked booking shop shopping shopped find found look "
    "looked looking search searched browse browsed browsing see saw seen read hear heard check checked compare "
    "compared use used using go went visit visited collect collected choose chose chosen pick picked pay paid came "
    "come sign signed learnt learned prefer download downloaded scan scanned log".split()
)
"""Of which one stands where somebody tells where they look and buy; a place is also named for much else."""


def sections_of(quote: Quote) -> frozenset[str]:
    """The sections for which a quote is evidence by its stance and its topics; none for one that says nothing plain.

    A quote that supposes, asks or both praises and complains belongs under neither motivations nor frustrations.
    """
    return frozenset().union(*(_fitting(row) for row in read_quotes([quote])))


def stands_in(quote: Quote) -> frozenset[str]:
    """The sections under which a quote may stand by itself: a place that it only names is no channel."""
    return frozenset().union(*(placed(row) for row in read_quotes([quote])))


def told_outright(quote: Quote) -> frozenset[str]:
    """The sections for which a quote is evidence by what was asked or how it is said, and not by a word alone."""
    return frozenset().union(*(_fitting(row) & (answered(row) | phrased_for(quote)) for row in read_quotes([quote])))


def placed(row: Read) -> frozenset[str]:
    """The sections of which a quote tells, without the channels of which only a name stands there."""
    fitting = _fitting(row)
    told = _seeks(row) or "channels" in answered(row) | phrased_for(row.quote) | sections_named(row.quote.text)
    return fitting if told else fitting - _ONLY_IF_ASKED


def _fitting(row: Read) -> frozenset[str]:
    if is_joke(row.quote):
        return frozenset()
    shown = {section for section, wanted in SECTION_STANCES.items() if row.stance.shows(wanted)}
    return frozenset({*shown, *_spoken_of(row), *_told(row)} - _ruled_out(row))


def _spoken_of(row: Read) -> set[str]:
    """The sections of the topics that a quote names, or takes a side on."""
    topics = [(_topics()[name], said.side) for name, said in row.topics.items()]
    named = {topic.sections[""] for topic, _ in topics if not topic.sided} - _MENTIONED
    reply = answered(row)
    if reply and _ONLY_IF_ASKED.isdisjoint(reply):
        named -= _ONLY_IF_ASKED
    mixed = {"good", "bad"} <= row.stance.sides
    return named | {topic.sections[side] for topic, side in topics if side and not mixed}


def _told(row: Read) -> set[str]:
    """The sections of which a quote tells by what was asked, how it is rated or how it is said."""
    told = sections_named(row.quote.text) - _ONLY_BY_STANCE
    told |= answered(row) | rated(row) | reported(row) | phrased_for(row.quote)
    return set(told if TURNS.isdisjoint(row.words) else told - _AGAINST.keys())


def _ruled_out(row: Read) -> set[str]:
    """The sections for which a quote is no evidence, whatever words it holds: praise frustrates nobody."""
    stance, ruled_out = row.stance, set[str]()
    if stance.shows("praise") or (stars(row) == "good" and "bad" not in stance.sides):
        ruled_out |= {section for section, against in _AGAINST.items() if "praise" in against}
    if stance.shows("complaint") or stars(row) == "bad":
        ruled_out |= {section for section, against in _AGAINST.items() if "complaint" in against}
    if stance.shows("objection"):
        ruled_out.add("frustrations")
    if is_mere_wish(row):
        ruled_out.add("motivations")
    if is_request(row.quote):
        ruled_out.add("goals")
    return ruled_out


def _seeks(row: Read) -> bool:
    """Whether somebody tells that they look or buy, and not that they could not."""
    return not _SEEKING.isdisjoint(row.words) and not says(row, "negators") and "nowhere" not in row.words


@cache
def _topics() -> Mapping[str, Topic]:
    return {topic.name: topic for topic in load_topics()}
