"""The sections of a persona of which a quote tells by its turn of phrase, whatever it is about."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.data import load

_OTHERS = re.compile(
    r"^\W*(?:(?:but|and|so) )?(?:my|our|his|her|their|the|some|a)?\s?[\w'-]+ (?:says?|said|reckons?|thinks?|claims?|"
    r"tells? me|told me)\b(?!.{0,12}\b(?:about|of|to) (?:it|you|them|this)\b)"
)
"""How a sentence begins that has somebody else's view: "My neighbour says the filter is rubbish"."""
_REQUEST = re.compile(
    r"^\W*(?:(?:and|so|but|hello|hi|then|now),? )*(?:kindly|(?:can|could|would|will) you|(?:can|may) i have)\b|"
    r"\bplease\b|\b(?:i|we)(?:'d| would) like (?:you to|my|our|a refund)\b|"
    r"\b(?:i|we)(?:'d| would) like to (?:return|cancel|exchange|have (?:my|our|it))\b|"
    r"\bwant (?:you to|(?:my|our|a|the) (?:money|refund|replacement))\b|\bmoney back\b"
)
"""What is asked of a support desk in one case: it is not what somebody is after."""


_JOKE = re.compile(r"\b(?:just|only|i'm|i am|we're) (?:just |only )?(?:joking|kidding)\b")
_LEANING = re.compile(
    r"^\W*(?:and |so )?(?:that's|that is|that was|this is|which is) (?:what|why|how|when|the)\b[^,;]*$"
)
"""A sentence that says nothing without the one before it: "That's why I took it."."""


class _Phrasing(NamedTuple):
    says: re.Pattern[str]
    other: re.Pattern[str] | None


def phrased_for(quote: Quote) -> frozenset[str]:
    """The sections of which a quote tells by how it is said: "What I look for is ..." weighs, "no longer order" leaves.

    None for what asks, for somebody else's view, and for what is asked of a support desk.
    """
    return _phrased(plain(quote.text)) if not is_request(quote) else frozenset()


def is_request(quote: Quote) -> bool:
    """Whether somebody asks a support desk to do something in their one case: "Please send me the invoice."."""
    return quote.kind == "ticket" and _REQUEST.search(plain(quote.text)) is not None


def is_hearsay(quote: Quote) -> bool:
    """Whether somebody else's view stands there: "My neighbour says the filter is rubbish"."""
    return _OTHERS.search(plain(quote.text)) is not None


def is_joke(quote: Quote) -> bool:
    """Whether somebody takes back as a joke what they say."""
    return _JOKE.search(plain(quote.text)) is not None


def plain(text: str) -> str:
    """A text in lower case, with straight apostrophes and single blanks."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())


@lru_cache(maxsize=20_000)
def _phrased(text: str) -> frozenset[str]:
    if text.endswith("?") or _OTHERS.search(text) or _LEANING.search(text):
        return frozenset()
    return frozenset(
        section
        for section, phrasing in _phrasings().items()
        if phrasing.says.search(text) and not (phrasing.other and phrasing.other.search(text))
    )


@cache
def _phrasings() -> dict[str, _Phrasing]:
    return {
        section: _Phrasing(_any(row["says"]), re.compile(row["not"]) if "not" in row else None)
        for section, row in load("phrasings").items()
    }


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in expressions))
