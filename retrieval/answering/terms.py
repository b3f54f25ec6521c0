"""The terms of a question: what an answer must mention, who is asked about, and the light words."""

import re
from itertools import pairwise
from typing import NamedTuple

from retrieval.answering.expressions import says, stretches, wants_more
from retrieval.answering.words import compounds, list_of, narrower_than, stem, stems
from retrieval.data import load
from retrieval.index.words import STOPWORDS, words


class Term(NamedTuple):
    """One thing that an answer must speak of."""

    said: str
    """As the question puts it."""
    stems: tuple[str, ...]
    beside: bool = True
    """Whether what is known of a speaker or a product may say it."""
    proper: bool = False
    """Whether nothing else stands for it: it is a name, or set against another ("lace instead of a zip")."""


class Words(NamedTuple):
    """The words of a question, parted by what they do in it."""

    terms: list[Term]
    """What an answer must speak of."""
    light: list[Term]
    """What it may speak of."""
    group: list[Term]
    """Who is asked about."""


_INSTEAD = re.compile(
    r"(?<![\w-])([\w-]+)(?: \w+)? (?:instead of|rather than|and not)(?: being)?(?: an?| the)? ([\w-]+)"
)


def leanings(plain: str) -> list[Term]:
    """The words of the frame that people say in particular ones ("worry": "terrified"): they order what was found."""
    framing = list_of("framing")
    said = dict.fromkeys(word for word in words(plain) if word in framing)
    return [Term(word, stems(word)) for word in said if narrower_than(stems(word))]


def part_words(plain: str, text: str) -> Words:
    """The words of a question `plain`, which stood in `text` with its capitals; what they mean beyond is added."""
    terms, light = divide(plain)
    terms, group = _apart(_as_names(terms, text), plain)
    terms, actions = _without_action(terms, plain)
    terms, whole = _without_whole(terms, plain)
    terms, sorts = _without_sorts(terms, plain)
    terms = [term._replace(proper=True) if _is_name(term, text) or _contrasted(term, plain) else term for term in terms]
    turned = _turned(plain)
    begun = {word for match, _ in turned for word in _turn_of(match)}
    terms = [term for term in terms if term.said not in begun]
    meant = [Term(meaning, stems(meaning), beside=False) for _, meaning in turned]
    return Words([*terms, *meant], [*light, *actions, *whole, *sorts], group)


def _turned(plain: str) -> list[tuple[re.Match[str], str]]:
    """Turns of phrase that mean something else than they name ("win them back"), each with what it means."""
    found = ((re.search(pattern, plain), meaning) for pattern, meaning in load("questions")["meanings"])
    return [(match, meaning) for match, meaning in found if match is not None]


def _turn_of(match: re.Match[str]) -> list[str]:
    """The words of a turn of phrase that name nothing: those of its group `turn`, else the first alone."""
    return match.groupdict().get("turn", match[0].split()[0]).split()


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
    return list_of("light") - compared if wants_more(plain) else list_of("light") | compared


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


def _apart(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and the people who are asked about: a role that is the subject of the question's verb."""
    subjects = {word for found in stretches("subject", plain) for word in re.findall(r"[\w-]+", found["who"])}
    group = [term for term in terms if subjects.issuperset(term.said.split())]
    return [term for term in terms if term not in group], group


def _without_action(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and the question's verb: others tell of the same thing with another verb.

    The verb stays when it is all the matter there is, when the question takes for granted that it happened, when it
    asks whether a single thing is done ("do they lease tractors"), and before an aim ("save for retirement").
    """
    if says("presupposing", plain):
        return terms, []
    actions = {found["verb"] for name in ("action", "reasons_for") for found in stretches(name, plain)}
    actions -= {found["verb"] for found in stretches("aiming", plain)}
    actions -= {deed for deed in list_of("deeds") if not re.search(rf"\b{deed} for\b", plain)}
    verbs = [term for term in terms if term.said in actions and len(term.stems) == 1]
    kept = [term for term in terms if term not in verbs]
    fewest = 1 if says("telling", plain) or says("reasons_for", plain) else 2
    return (kept, verbs) if len(kept) >= fewest else (terms, [])


def _without_whole(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and what a company deals in as a whole, where a question asks for something particular about it."""
    found = {one["whole"] for name in ("whole_of", "whole_at_end") for one in stretches(name, plain)}
    named = found & list_of("whole")
    whole = [term for term in terms if term.said in named]
    kept = [term for term in terms if term not in whole]
    return (kept, whole) if kept else (terms, [])


def _without_sorts(terms: list[Term], plain: str) -> tuple[list[Term], list[Term]]:
    """The matter, and beside it the words that only say what sort of thing it is ("scheme") or whose ("staff")."""
    sorts = {
        one.said if one.said in list_of("modifiers") else other.said
        for one, other in pairwise(terms)
        if (one.said in list_of("modifiers") or other.said in list_of("heads")) and f"{one.said} {other.said}" in plain
    }
    return [term for term in terms if term.said not in sorts], [term for term in terms if term.said in sorts]


def _contrasted(term: Term, plain: str) -> bool:
    """Whether a term stands on one side of "instead of"."""
    around = _INSTEAD.search(plain)
    return around is not None and term.said in around.groups()


def _is_name(term: Term, text: str) -> bool:
    """Whether the question writes a term with a capital within a sentence."""
    said = re.escape(term.said)
    found = re.search(rf"(?<=[\w,;’'] ){said}\b", text, re.IGNORECASE)
    return found is not None and found[0][:1].isupper()
