"""Parsing a question: its terms, apart from the words in which any question about customers is put."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from retrieval.answering.expressions import says, wants_more
from retrieval.answering.terms import Term, Words, leanings, part_words
from retrieval.answering.words import list_of, narrower_than, stems
from retrieval.data import load
from retrieval.index.words import words

Kind = Literal["number", "money", "frequency", "opinion", "fact"]


_QUOTED = re.compile(r"(?<!\w)['\"‘“]([^'\"‘’“”]{3,60})['\"’”](?!\w)")
_MEMBERS = r"(?: (?:customers|members|ones|clients|buyers|shoppers|people|segment|group)\b)?"
"""What may follow a segment's name and belongs to it."""


class Question(NamedTuple):
    """A question taken apart."""

    text: str
    plain: str
    """The same in lower case, without the names that are no matter."""
    kind: Kind
    terms: tuple[Term, ...]
    """What an answer must speak of."""
    alternatives: tuple[tuple[int, int], ...]
    """Places of terms put as alternatives ("cold or spilled"): one of each pair is enough in a quote."""
    joined: tuple[tuple[int, int], ...]
    """Places of terms written next to one another ("kitchen knives"): together they name one thing."""
    light: tuple[Term, ...]
    """What it may speak of: these words order what was found."""
    leaning: tuple[Term, ...]
    """Words of its frame that people say in particular ones: these order what was found, too."""
    group: tuple[Term, ...]
    """Who is asked about ("why do savers ..."): people speak of themselves without saying what they are."""
    measures: tuple[Term, ...]
    """What a figure must be about, of the words that are light elsewhere."""
    voiced: bool
    """Whether a number of voices is asked for, and not of customers or orders."""
    sections: tuple[str, ...]
    """When no matter is named: the sections of a persona whose themes answer."""
    presupposes: bool
    """Whether it takes for granted that something happened: what only might happen does not answer it."""
    wishes: bool
    """Whether it asks what people want, think or would do: how many do is not to be had from what they did."""
    about_lives: bool
    """Whether it asks what people's lives are like, of which a passing word tells nothing."""
    phrases: tuple[tuple[str, ...], ...]
    """What it sets in quotation marks, as stems, where that is more than one word."""
    beyond: str
    """Why nobody's evidence could answer it; empty when it might."""
    personal: bool = False
    """Whether it asks for one person's words: then figures and themes of many do not answer."""


def read_question(text: str, ignore: Iterable[str] = (), called: Iterable[str] = ()) -> Question:
    """Take a question apart; `ignore` are names, of segments and of the company, that are no matter.

    `called` are words by which the company calls its customers ("guest"): in the plural they mean customers.
    """
    plain = _without_names(_plain(text), ignore, called)
    kind, sections = _kind(plain), _sections(plain)
    terms, light, group = _with_matter(_parted(plain, text), kind, sections, plain)
    return Question(
        text=text,
        plain=plain,
        kind=kind,
        terms=tuple(terms),
        alternatives=_alternatives(plain, terms),
        joined=_joined(plain, terms),
        light=tuple(light),
        leaning=tuple(leanings(plain)),
        group=tuple(group),
        measures=_measures(kind, light),
        voiced=kind == "number" and (says("voiced", plain) or says("of_voices", plain)),
        sections=() if terms else sections,
        presupposes=says("presupposing", plain),
        wishes=says("wishing", plain),
        about_lives=kind == "fact" and any(term.said in list_of("life") for term in terms),
        phrases=_phrases(text),
        beyond=_beyond(plain),
    )


def _with_matter(parted: Words, kind: Kind, sections: tuple[str, ...], plain: str) -> Words:
    """The words; where none is a term, the light ones that are matter of their own are, or the people asked about."""
    terms, light, group = parted
    if not terms and not group and kind in ("opinion", "fact") and (len(light) > 1 or not sections):
        terms = [term for term in light if _matters(term)] or light
        return Words(terms, [term for term in light if term not in terms], group)
    if not terms and not light and says("faring", plain):
        return Words(group, [], [])
    if not terms and group and sections:
        return Words([term for term in group if term.said not in list_of("roles")] or group, light, [])
    return parted


def of_one(asked: Question) -> Question:
    """The same put to one person: all that it names is matter, for who is meant is known."""
    named = asked.terms or asked.light
    return asked._replace(personal=True, terms=named, light=() if named is asked.light else asked.light, sections=())


def asks_for_more(asked: Question) -> bool:
    """Whether it asks what people want: whoever only speaks of the thing does not say that."""
    return wants_more(asked.plain)


def sections_asked(text: str, ignore: Iterable[str] = (), called: Iterable[str] = ()) -> tuple[str, ...]:
    """The sections of a persona that a question asks about which names no matter, nobody and no amount; else none.

    `ignore` and `called` as for `read_question`.
    """
    asked = read_question(text, ignore, called)
    apart = asked.beyond or asked.group or asked.about_lives or asked.kind not in ("opinion", "fact")
    return () if apart else asked.sections


def says_expected(asked: Question, text: str) -> bool:
    """Whether a text holds the kind of thing that a question asks for: a time, a price, a reason."""
    rows = load("questions")["expects"]
    return any(re.search(row["asks"], asked.plain) and re.search(row["holds"], text.casefold()) for row in rows)


def _matters(term: Term) -> bool:
    """Whether a light word is a matter of its own, for people speak of it in particular words: "pay", not "change"."""
    return bool(narrower_than(term.stems))


def _plain(text: str) -> str:
    plain = " ".join(text.lower().replace("’", "'").split())
    for written, meant in load("questions")["rewrites"]:
        plain = re.sub(rf"(?<!\w){re.escape(written)}", meant, plain)
    whole = load("questions")["contractions"]
    return re.sub(r"[\w']+", lambda found: whole.get(found[0].replace("'", ""), found[0]), plain)


def _without_names(plain: str, ignore: Iterable[str], called: Iterable[str]) -> str:
    """A question with "customers" for what the company calls them, and without names that are no matter."""
    for person in called:
        plain = re.sub(rf"\b{re.escape(person)}s\b", "customers", plain)
    for name in sorted(ignore, key=len, reverse=True):
        parts = r"\W+".join(map(re.escape, words(name)))
        plain = re.sub(rf"\b{parts}\b(?:'s)?{_MEMBERS}", " ", plain) if parts else plain
    return " ".join(plain.split())


def _measures(kind: Kind, light: list[Term]) -> tuple[Term, ...]:
    measuring = list_of("measures") if kind in ("number", "money", "frequency") else frozenset()
    return tuple(term for term in light if term.said in measuring)


def _kind(plain: str) -> Kind:
    if says("often", plain):
        return "frequency"
    if says("money", plain):
        return "money"
    if says("many", plain):
        return "number"
    return "opinion" if re.search(load("questions")["opinion"], plain) else "fact"


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    found = [stems(phrase) for phrase in _QUOTED.findall(text)]
    return tuple(phrase for phrase in found if len(phrase) > 1)


def _alternatives(plain: str, terms: list[Term]) -> tuple[tuple[int, int], ...]:
    """Neighbouring terms with "or" between them."""
    pairs = zip(enumerate(terms), enumerate(terms[1:], start=1), strict=False)
    between = r"{}\W+or\W+(?:\w+\W+){{0,2}}?{}"
    return tuple(
        (left, right)
        for (left, one), (right, other) in pairs
        if re.search(between.format(re.escape(one.said), re.escape(other.said)), plain)
    )


def _joined(plain: str, terms: list[Term]) -> tuple[tuple[int, int], ...]:
    """Neighbouring terms with nothing between them, after a determiner: "our kitchen knives"."""
    return tuple(
        (place, place + 1)
        for place, (one, other) in enumerate(pairwise(terms))
        if len(one.stems) == len(other.stems) == 1
        and re.search(rf"\b(?:our|the|your|their|an?) {re.escape(one.said)} {re.escape(other.said)}\b", plain)
    )


def _open_row(plain: str) -> Mapping[str, Any]:
    """What is known of the turn of phrase of an open question; empty for any other."""
    return next((row for row in load("questions")["open"] if re.search(row["words"], plain)), {})


def _sections(plain: str) -> tuple[str, ...]:
    return tuple(_open_row(plain).get("sections", ()))


def _parted(plain: str, text: str) -> Words:
    """The words by what they do; an open question that is put by its turn of phrase alone has no matter among them."""
    parted = part_words(plain, text)
    turn = frozenset(str(_open_row(plain).get("whole", "")).split())
    if turn and turn.issuperset(term.said for term in parted.terms):
        return parted._replace(terms=[], light=[])
    return parted


def _beyond(plain: str) -> str:
    if says("future", plain):
        return "it asks about what has not happened yet"
    return "it asks about people who were not asked" if says("elsewhere", plain) else ""
