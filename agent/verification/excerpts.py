"""Where quoted words stand in a quote, and whether the cut changed what they say."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import word_set
from agent.verification.negation import is_negation
from agent.verification.polarity import colours_of
from agent.verification.text import Word, sentences, words
from personas.claims import Citation
from personas.evidence import Quote
from personas.normalising import comparable

NEAR = 3
"""Words before an excerpt within which a lost negation turns it round; after it, it may."""
FAR = 7
"""Words before an excerpt within which a lost negation or condition may change it."""

_CUT_BEFORE = re.compile(r"(?:\w|\w[-'])$")
_CUT_AFTER = re.compile(r"^(?:\w|[-']\w)")
_SAYS = frozenset("say says said reckon reckons reckoned claim claims claimed swear swears swore".split())
_FIRST_PERSON = frozenset("i i'd i've we we'd we've".split())
_LIMIT = re.compile(
    r" (?:if|unless|until|till|except|for an? (?:bit|while|time)|at first|back then|once upon)\b", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\W*(?:(?:and|but|so|or|well|though)\W+)*(?:if|unless|provided|assuming|supposing|as long as|in case)\b(?! not\b)",
    re.IGNORECASE,
)
"""How the words of a sentence before an excerpt begin where they make it conditional: "If I liked it, I'd buy it"."""
_WOULD = re.compile(r"(?:\b(?:would|will|could|might)|['’](?:d|ll))\b", re.IGNORECASE)
_CONTRAST = re.compile(r"\W*(?:but|yet|although|though|however|only|then again)\b(?! (?:also|even)\b)", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:every(?:one|body)|people|others|they all|(?:my |the |all )+(?:mates|colleagues|others|rest))\b", re.IGNORECASE
)
_OWN_MIND = re.compile(
    r"\W+(?:(?:but|and|yet|though|although|however|only|well|personally|sadly)\W+)*(?:I|me|my|not me|mine)\b",
    re.IGNORECASE,
)
_REGRET = re.compile(r"\b(?:rather|sooner|wish|wished|prefer|preferred|regret)\b", re.IGNORECASE)
_STOPS = frozenset(",;:()—–")


class Place(IntEnum):
    """How quoted words stand in a quote, the worst last."""

    WHOLE = 0
    LOOSE = 1
    """They stand there, but words near the cut may change what they say."""
    TURNED = 2
    """A negation, somebody else who says it, what outweighs it, or the condition on which it depends was cut off."""
    CUT = 3
    """They begin or end inside a word or a number."""
    ABSENT = 4


def place(inquiry: Inquiry, citation: Citation, quote: Quote, quoted: str) -> Place:
    """The best place that quoted words have in a quote, within the cited span where there is one."""
    whole, wanted = comparable(quote.text), comparable(quoted)
    start, end = _cited_span(citation, quote, whole)
    return _place(whole, wanted, start, end)


def best_place(inquiry: Inquiry, quoted: str) -> Place:
    """The best place that quoted words have in any cited quote."""
    found = [place(inquiry, citation, quote, quoted) for citation, quote in inquiry.cited_quotes]
    return min(found, default=Place.ABSENT)


def _cited_span(citation: Citation, quote: Quote, whole: str) -> tuple[int, int]:
    """The cited span in the comparable text of the quote."""
    if citation.start is None and citation.end is None:
        shown = comparable(citation.excerpt)
        position = whole.find(shown)
        return (position, position + len(shown)) if shown and position >= 0 else (0, len(whole))
    lead = comparable(quote.text[: citation.start or 0])
    shown = comparable(quote.text[citation.start or 0 : citation.end])
    position = whole.find(shown, max(0, len(lead) - 1))
    return (position, position + len(shown)) if shown and position >= 0 else (0, 0)


@lru_cache(maxsize=4096)
def _place(whole: str, wanted: str, start: int, end: int) -> Place:
    best, position = Place.ABSENT, whole.find(wanted, start, end) if wanted else -1
    while position >= 0:
        best = min(best, _judge(whole, position, position + len(wanted)))
        position = whole.find(wanted, position + 1, end)
    return best


def _judge(whole: str, start: int, end: int) -> Place:
    if _CUT_BEFORE.search(whole[max(0, start - 2) : start]) or _CUT_AFTER.match(whole[end : end + 2]):
        return Place.CUT
    if any(n.start < start < n.end or n.start < end < n.end for n in numbers_in(whole)):
        return Place.CUT
    begin, stop = next(((a, b) for a, b in sentences(whole) if a <= start < b), (0, len(whole)))
    before = [word for word in words(whole) if begin <= word.start and word.end <= start]
    after = [word for word in words(whole) if end <= word.start and word.end <= stop]
    near = _without_stop(whole, before[-NEAR:], start)
    if any(is_negation(word) for word in near) or _hearsay(near):
        return Place.TURNED
    if _conditional(whole[begin:start], whole[start:end]):
        return Place.TURNED
    if _limited(whole[end:stop]) or _of_others(whole[start:end], whole[end:stop]):
        return Place.TURNED
    if _CONTRAST.match(whole[end:stop]):
        return Place.TURNED if _outweighed(whole[start:end], whole[end:stop]) else Place.LOOSE
    far = _without_stop(whole, before[-FAR:], start)
    if any(is_negation(word) or _conditions(word) for word in far) or any(is_negation(word) for word in after[:NEAR]):
        return Place.LOOSE
    return Place.WHOLE


def _hearsay(before: list[Word]) -> bool:
    """Whether somebody else says what follows these words, the nearest first: "everyone says you can't get through"."""
    spoken = [word.lower for word in before]
    return bool(spoken) and spoken[0] in _SAYS and not _FIRST_PERSON & set(spoken)


def _limited(rest: str) -> bool:
    """Whether what was cut off begins with a limit: "I'd use the card" of "I'd use the card if it told me"."""
    return bool(_LIMIT.match(rest))


def _conditional(before: str, excerpt: str) -> bool:
    """Whether the condition before an excerpt was cut off: it stands in the condition, or says what would follow."""
    condition = _CONDITION.match(before)
    if condition is None:
        return False
    within = not re.search(r",|\bthen\b", before[condition.end() :])
    return within or bool(_WOULD.search(excerpt))


def _outweighed(excerpt: str, rest: str) -> bool:
    """Whether what was granted is kept and the own verdict cut off: "I like the idea" of ", but I hate soup"."""
    if not _OWN_MIND.match(rest):
        return False
    granted, weighed = colours_of(excerpt), colours_of(rest)
    return any(-colour in weighed and -colour not in granted for colour in granted) or bool(
        granted == {1} and _REGRET.search(rest)
    )


def _of_others(excerpt: str, rest: str) -> bool:
    """Whether it tells what others think, and the speaker's own mind was cut off: "everyone likes it, I don't"."""
    return bool(_OTHERS.match(excerpt) and _OWN_MIND.match(rest))


def _without_stop(whole: str, found: list[Word], start: int) -> list[Word]:
    """The words after the last comma or the like before the excerpt."""
    kept: list[Word] = []
    border = start
    for word in reversed(found):
        if _STOPS & set(whole[word.end : border]) or word.lower in word_set("direction", "breaks") - {
            "if",
            "or",
            "and",
        }:
            break
        kept.append(word)
        border = word.start
    return kept


def _conditions(word: Word) -> bool:
    return word.lower in word_set("direction", "conditions")
