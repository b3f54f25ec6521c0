"""Questions about one interviewee, who is known by the title of the interview."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.answering.context import ContextLookup, title_of
from retrieval.answering.words import list_of, stem
from retrieval.privacy import is_first_name

_NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?P<name>[^\W\d_]{3,})(?P<whose>['’]s\b)?")
_FILES = frozenset(
    "interview interviews call calls customer conversation talk notes transcript research otter ai zoom".split()
)
"""Words of titles that are no names."""
_DESCRIBED = re.compile(r"\bthe (?P<who>[a-z][a-z-]+(?: [a-z][a-z-]+)?)(?P<whose>['’]s\b)?")
_I_AM = r"\b(?:i am|i'm|we are|we're|i work as|my job is)(?: an?| the)?(?: [\w-]+){{0,2}} {}s?\b"


class Asked(NamedTuple):
    """A question, and whose words it is about."""

    text: str
    """With "they" for the name of whoever is asked about."""
    quotes: tuple[str, ...] | None
    """The ids of all that was said in those interviews; None for a question about everybody."""


def asked_of(
    question: str,
    context: ContextLookup,
    ignore: Iterable[str] = (),
    *,
    spoken: Callable[[str], bool],
    near: Callable[[str], Iterable[Quote]],
) -> Asked:
    """Read "Why did Hanna stop?" as "Why did they stop?", put to the interview that is titled with her name.

    `spoken` says whether a word, so written, stands in what was said or counted: people's names were taken out there,
    so that such a word of a title is no name, but a place or a product ("hanna-leeds.docx").
    """
    titles = {source: set(title_of(name).split()) - _FILES for source, name in context.titles().items()}
    ours = {word for name in ignore for word in name.casefold().split()}
    known = {word for words in titles.values() for word in words} - ours
    called = {found["name"] for found in _NAME.finditer(question)}
    names = {name for name in called if name[0].isupper() and name.casefold() in known}
    names = {name for name in names if is_first_name(name) or not spoken(name)}
    if not names:
        return _described(question, context, near)
    wanted = {name.casefold() for name in names}
    sources = [source for source, words in titles.items() if words & wanted]
    return Asked(_with_they(question, names), tuple(context.quotes_in(sources)))


def _described(question: str, context: ContextLookup, near: Callable[[str], Iterable[Quote]]) -> Asked:
    """The same of "the office manager", where one speaker says to be that."""
    for found in _DESCRIBED.finditer(question):
        for who in dict.fromkeys((found["who"], found["who"].partition(" ")[0])):
            if " " not in who and stem(who) not in map(stem, list_of("roles")):
                continue
            says_so = re.compile(_I_AM.format(re.escape(who)))
            heard = [quote for quote in near(f"I am {who}") if quote.kind == "interview"]
            sources = {one.source_id for one in heard if says_so.search(one.text.casefold().replace("’", "'"))}
            if len(sources) == 1:
                they = "their" if found["whose"] and who == found["who"] else "they"
                text = question.replace(f"the {who}{found['whose'] if they == 'their' else ''}", they, 1)
                return Asked(text, tuple(context.quotes_in(sources)))
    return Asked(question, None)


def _with_they(question: str, names: set[str]) -> str:
    def spoken(found: re.Match[str]) -> str:
        if found["name"] not in names:
            return found[0]
        return "their" if found["whose"] else "they"

    return _NAME.sub(spoken, question)
