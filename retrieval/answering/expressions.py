"""Pattern lists that recognise the kind of a question, and of what may answer it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from retrieval.answering.words import list_of
from retrieval.data import load


def says(name: str, plain: str) -> bool:
    """Whether a question holds one of a list's expressions."""
    return _pattern(name).search(plain) is not None


def stretches(name: str, plain: str) -> Iterator[re.Match[str]]:
    """Where a question holds an expression of a list, with the list's named groups (`who`, `verb`)."""
    return _pattern(name).finditer(plain)


def literal(text: str) -> str:
    """A text without what it only compares something with: "a sauna" of "like a sauna in that hood"."""
    folded = text.casefold().replace("’", "'")
    for found in reversed([*stretches("figurative", folded)]):
        start, end = next(found.span(group) for group in range(1, (found.lastindex or 0) + 1) if found[group])
        folded = f"{folded[:start]} {folded[end:]}"
    return folded


def tells(name: str, texts: Iterable[str]) -> bool:
    """Whether any of some texts holds one of the expressions by which a kind of answer is told."""
    return any(answer_pattern(name).search(text.casefold().replace("’", "'")) for text in texts)


def wants_more(plain: str) -> bool:
    """Whether a question asks what people want."""
    return re.search(load("questions")["wish"], plain) is not None


def roles() -> str:
    """The words for what people do, as alternatives of a pattern, the longest first."""
    return "|".join(sorted(list_of("roles"), key=len, reverse=True))


@cache
def answer_pattern(name: str) -> re.Pattern[str]:
    """Any expression of a list by which a kind of answer is told."""
    return re.compile("|".join(f"(?:{one})" for one in load("questions")["answers"][name]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one.replace('ROLES', roles())})" for one in load("questions")[name]))
