"""What a question asks about: its matter, apart from the words in which questions about customers are put."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from retrieval.answering.words import compounds, list_of, stem, stems
from retrieval.data import load
from retrieval.index.words import STOPWORDS, words

Kind = Literal["number", "money", "frequency", "opinion", "fact"]


_QUOTED = re.compile(r"(?<!\w)['\"‘“]([^'\"‘’“”]{3,60})['\"’”](?!\w)")
_MEMBERS = r"(?: (?:customers|members|ones|clients|buyers|shoppers|people|segment|group)\b)?"
"""What may follow a segment's name and belongs to it."""


class Term(NamedTuple):
    """One thing that an answer must speak of."""

    said: str
    """As the question puts it."""
    stems: tuple[str, ...]
    beside: bool = True
    """Whether what is known of a speaker or a product may say it."""
    proper: bool = False
    """Whether nothing else stands for it: it is a name, or set against another ("lace instead of a zip")."""


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
    light: tuple[Term, ...]
    """What it may speak of: these words order what was found."""
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
    plain = _plain(text)
    for person in called:
        plain = re.sub(rf"\b{re.escape(person)}s\b", "customers", plain)
    for name in sorted(ignore, key=len, reverse=True):
        parts = r"\W+".join(map(re.escape, words(name)))
        plain = re.sub(rf"\b{parts}\b(?:'s)?{_MEMBERS}", " ", plain) if parts else plain
    plain = " ".join(plain.split())
    kind = _kind(plain)
    terms, light = divide(plain)
    terms = _as_names(terms, text)
    terms, group = _apart(terms, plain)
    terms, actions = _without_action(terms, plain)
    light += actions
    terms = [term._replace(proper=True) if _is_name(term, text) or _contrasted(term, plain) else term for term in terms]
    terms += [
        Term(meant, stems(meant), beside=False)
        for pattern, meant in load("questions")["meanings"]
        if re.search(pattern, plain)
    ]
    sections = _sections(plain)
    if not terms and not group and kind in ("opinion", "fact") and (len(light) > 1 or not sections):
        terms, light = light, []
    if not terms and group and sections:
        terms, group = group, []
    measuring = list_of("measures")
    measures = (
        tuple(term for term in light if term.said in measuring) if kind in ("number", "money", "frequency") else ()
    )
    return Question(
        text=text,
        plain=plain,
        kind=kind,
        terms=tuple(terms),
        alternatives=_alternatives(plain, terms),
        light=tuple(light),
        group=tuple(group),
        measures=measures,
        voiced=kind == "number" and (says("voiced", plain) or says("of_voices", plain)),
        sections=() if terms else sections,
        presupposes=says("presupposing", plain),
        wishes=says("wishing", plain),
        about_lives=kind == "fact" and any(term.said in list_of("life") for term in terms),
        phrases=_phrases(text),
        beyond=_beyond(plain),
    )


def of_one(asked: Question) -> Question:
    """The same put to one person: all that it names is matter, for who is meant is known."""
    named = asked.terms or asked.light
    return asked._replace(personal=True, terms=named, light=() if named is asked.light else asked.light, sections=())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    found = [stems(phrase) for phrase in _QUOTED.findall(text)]
    return tuple(phrase for phrase in found if len(phrase) > 1)


def _plain(text: str) -> str:
    plain = " ".join(text.lower().replace("’", "'").split())
    for written, meant in load("questions")["rewrites"]:
        plain = re.sub(rf"(?<!\w){re.escape(written)}", meant, plain)
    return plain


def _kind(plain: str) -> Kind:
    if says("often", plain):
        return "frequency"
    if says("money", plain):
        return "money"
    if says("many", plain):
        return "number"
    return "opinion" if re.search(load("questions")["opinion"], plain) else "fact"


def divide(plain: str) -> tuple[list[Term], list[Term]]:
    """The terms that must be spoken of, and the light ones; pairs that belong together are one term."""
    said = [word for token in re.findall(r"[^\s,;:?!().\"“”]+", plain) if (word := token.strip("'-"))]
    heavy: list[Term] = []
    light: list[Term] = []
    soft = _soft(plain)
    place = 0
    while place < len(said):
        term, width = _term_at(said, place)
        place += width
        if term is None:
            continue
        into = light if len(term.stems) == 1 and term.said in soft else heavy
        if term.stems not in {one.stems for one in into}:
            into.append(term)
    return heavy, light


def _soft(plain: str) -> frozenset[str]:
    """The light words of this question: in a wish "bigger" is matter."""
    compared = list_of("compared")
    return list_of("light") - compared if _wished(plain) else list_of("light") | compared


def _wished(plain: str) -> bool:
    return re.search(load("questions")["wish"], plain) is not None


def asks_for_more(asked: Question) -> bool:
    """Whether it asks what people want: whoever only speaks of the thing does not say that."""
    return _wished(asked.plain)


def _term_at(said: list[str], place: int) -> tuple[Term | None, int]:
    first = tuple(stem(part) for part in words(said[place].replace("-", " ")))
    if place + 1 < len(said):
        pair = (*first, *(stem(part) for part in words(said[place + 1].replace("-", " "))))
        if pair in compounds():
            return Term(f"{said[place]} {said[place + 1]}", pair), 2
    if place + 1 < len(said) and said[place + 1].isdigit() and said[place] in list_of("light"):
        return Term(f"{said[place]} {said[place + 1]}", (*first, said[place + 1])), 2
    word = re.sub(r"'s?$", "", said[place]).replace("'", "")
    if not first or word in STOPWORDS or word in list_of("framing") or (len(first) == 1 and len(word) < 2):
        return None, 1
    return Term(word, first), 1


def _apart(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and the people who are asked about: a role that is the subject of the question's verb."""
    subjects = {word for found in _pattern("subject").finditer(plain) for word in re.findall(r"[\w-]+", found["who"])}
    group = [term for term in terms if subjects.issuperset(term.said.split())]
    return [term for term in terms if term not in group], group


def _without_action(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and the question's verb: others tell of the same thing with another verb.

    The verb stays when it is all the matter there is, when the question takes for granted that it happened, and when it
    asks whether a single thing is done ("do they lease tractors").
    """
    if says("presupposing", plain):
        return terms, []
    actions = {found["verb"] for found in _pattern("action").finditer(plain)}
    verbs = [term for term in terms if term.said in actions and len(term.stems) == 1]
    kept = [term for term in terms if term not in verbs]
    return (kept, verbs) if len(kept) > (0 if says("telling", plain) else 1) else (terms, [])


def _contrasted(term: Term, plain: str) -> bool:
    """Whether a term stands on one side of "instead of"."""
    around = re.search(r"([\w-]+)(?: \w+)? (?:instead of|rather than|and not)(?: being)?(?: an?| the)? ([\w-]+)", plain)
    return around is not None and term.said in around.groups()


def _is_name(term: Term, text: str) -> bool:
    """Whether the question writes a term with a capital within a sentence."""
    said = re.escape(term.said)
    found = re.search(rf"(?<=[\w,;’'] ){said}\b", text, re.IGNORECASE)
    return found is not None and found[0][:1].isupper()


def _as_names(terms: list[Term], text: str) -> list[Term]:
    """Neighbouring terms that the question writes together with capitals, as the one name that they are."""
    merged: list[Term] = []
    for term in terms:
        before = merged[-1] if merged else None
        if before and _is_name(term, text) and _is_name(before, text) and f"{before.said} {term.said}" in text.lower():
            merged[-1] = Term(f"{before.said} {term.said}", before.stems + term.stems)
        else:
            merged.append(term)
    return merged


def _alternatives(plain: str, terms: list[Term]) -> tuple[tuple[int, int], ...]:
    """Neighbouring terms with "or" between them."""
    pairs = zip(enumerate(terms), enumerate(terms[1:], start=1), strict=False)
    between = r"{}\W+or\W+(?:\w+\W+){{0,2}}?{}"
    return tuple(
        (left, right)
        for (left, one), (right, other) in pairs
        if re.search(between.format(re.escape(one.said), re.escape(other.said)), plain)
    )


def _sections(plain: str) -> tuple[str, ...]:
    for row in load("questions")["open"]:
        if re.search(row["words"], plain):
            return tuple(row["sections"])
    return ()


def _beyond(plain: str) -> str:
    if says("future", plain):
        return "it asks about what has not happened yet"
    return "it asks about people who were not asked" if says("elsewhere", plain) else ""


def says(name: str, plain: str) -> bool:
    """Whether a question holds one of a list's expressions."""
    return _pattern(name).search(plain) is not None


def says_expected(asked: Question, text: str) -> bool:
    """Whether a text holds the kind of thing that a question asks for: a time, a price, a reason."""
    rows = load("questions")["expects"]
    return any(re.search(row["asks"], asked.plain) and re.search(row["holds"], text.casefold()) for row in rows)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    roles = "|".join(sorted(list_of("roles"), key=len, reverse=True))
    return re.compile("|".join(f"(?:{one.replace('ROLES', roles)})" for one in load("questions")[name]))
