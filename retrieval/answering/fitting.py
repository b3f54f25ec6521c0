"""Whether a passage holds the kind of answer asked for: an amount, a time, a reason, first-hand knowledge.

All of it is told by the wording alone. A passage that does not fit is not called an answer; it may still be shown as
the nearest that was said.
"""

import re
from collections.abc import Mapping
from functools import cache

from personas.evidence import Quote
from retrieval.answering.expressions import says, stretches
from retrieval.answering.passages import Passage
from retrieval.answering.question import Question, asks_for_more, says_expected
from retrieval.answering.words import idle, stem, stems
from retrieval.data import load
from retrieval.index.words import words

_COUNTED = re.compile(r"\bhow many (?P<what>[\w-]+)|\bhow much (?P<stuff>[\w-]+)")
_NAME_OR_NUMBER = re.compile(
    r"\d|(?<=[\w,;] )(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)[A-Z]\w+"
)
"""A figure, or a word with a capital within a sentence that names no day."""
_REACH = 2
"""Words that may stand between a number and what it counts: "three large kilos"."""


def fits(asked: Question, passage: Passage, after: Mapping[str, Quote]) -> bool:
    """Whether a passage holds the kind of answer that is asked for.

    `after` gives for a quote's id the next thing that its speaker said.
    """
    texts = [quote.text for quote in passage.quotes]
    if all(text.rstrip().endswith("?") for text in texts) and not _asked_for(asked, texts):
        return False
    if of_another(asked) and not any(_another_speaks(asked, text) for text in texts):
        return False
    if asked.presupposes and any(says("hearsay", text.casefold().replace("’", "'")) for text in texts):
        return False
    beside = [*texts, *(after[quote.id].text for quote in passage.quotes[-1:] if quote.id in after)]
    whole = " ".join(texts)
    if awaits(asked) and not any(says_expected(asked, text) for text in beside):
        return False
    if (says("praising", asked.plain) or asked.presupposes) and all(map(_wished, passage.quotes)):
        return False
    if says("settled", asked.plain) and asks_for_more(asked) and not any(_wanted(quote) for quote in passage.quotes):
        return False
    if says("faulting", asked.plain) and any(map(_only_praises, texts)):
        return False
    if not _names_one(asked, texts) or _of_their_own(asked, texts):
        return False
    if asked.kind in ("number", "money"):
        return len(texts) == 1 and states_amount(asked, whole) and not _any("unknowing", beside)
    if explained(asked):
        return _any("explains", beside)
    if says("measured", asked.plain):
        return _any("counts", texts) and not _any("denies", texts)
    return asked.kind == "opinion" or not _any("unknowing", beside)


def of_another(asked: Question) -> bool:
    """Whether it asks what somebody near the speaker thinks ("their sister"): who only names them does not tell."""
    return asked.kind == "opinion" and says("another", asked.plain)


def unknowing(text: str) -> bool:
    """Whether a speaker does not know, or was never told."""
    return _any("unknowing", [text])


def one_amount(asked: Question) -> bool:
    """Whether an amount is asked for that one person can state: of a thing, not of a group of people or an average."""
    if asked.personal:
        return asked.kind in ("number", "money")
    return asked.kind in ("number", "money") and not (
        asked.wishes
        or asked.voiced
        or asked.group
        or (says("of_many", asked.plain) and not says("within", asked.plain))
    )


def awaits(asked: Question) -> bool:
    """Whether a time is asked for: then one must be said."""
    return says("when", asked.plain)


def explained(asked: Question) -> bool:
    """Whether the reason of what no customer did is asked for: then a reason must be given in so many words."""
    return says("explained", asked.plain)


def states_amount(asked: Question, text: str) -> bool:
    """Whether a text states an amount of what is asked: money, or a number with the thing that it counts."""
    folded = text.casefold()
    if asked.kind == "money":
        return states_money(text)
    if says("within", asked.plain):
        return _any("counts", [text])
    found = _COUNTED.search(asked.plain)
    if found is None:
        return False
    wanted = stem(found["what"] or found["stuff"])
    said = words(folded)
    return any(
        _pattern("counts").fullmatch(word) and wanted in map(stem, said[place + 1 : place + 2 + _REACH])
        for place, word in enumerate(said)
    )


def replied_amount(asked: Question, then: str, reply: str) -> bool:
    """Whether a reply to an interviewer's question states an amount: the question may name what the number counts."""
    if asked.kind == "money":
        return states_money(reply)
    found = _COUNTED.search(asked.plain)
    named = found is not None and stem(found["what"] or found["stuff"]) in stems(then)
    return named and _any("counts", [reply])


def states_money(text: str) -> bool:
    """Whether a text states an amount of money."""
    return _any("money_stated", [text])


def _of_their_own(asked: Question, texts: list[str]) -> bool:
    """Whether each text tells of the speaker's own what is asked of somebody else: "my accent", not the teachers'."""
    whose = [re.escape(found["what"].rstrip("s")) for found in stretches("possessive", asked.plain)]
    own = re.compile(rf"\bmy (?:own )?(?:{'|'.join(whose)})")
    return bool(whose) and all(own.search(text.casefold()) for text in texts)


def _names_one(asked: Question, texts: list[str]) -> bool:
    """Whether somebody who is asked which one says more of it than its kind: a name, a number, what tells it apart."""
    kinds = {stem(found["what"]) for found in stretches("naming", asked.plain)}
    named = [term for term in asked.terms if len(term.stems) == 1 and term.stems[0] in kinds]
    return not named or any(_told_apart(named[0].stems[0], text) for text in texts)


def _told_apart(kind: str, text: str) -> bool:
    said = words(text)
    places = [place for place, word in enumerate(said) if stem(word.casefold()) == kind]
    return (
        not places
        or _NAME_OR_NUMBER.search(text) is not None
        or any(place and said[place - 1].casefold() not in idle() for place in places)
    )


def _asked_for(asked: Question, texts: list[str]) -> bool:
    """Whether questions answer: what people ask is what is asked for, or they request what they want."""
    return says("asking", asked.plain) or (asks_for_more(asked) and _any("requests", texts))


def _another_speaks(asked: Question, text: str) -> bool:
    relations = "|".join(load("questions")["another"])
    found = re.search(relations, asked.plain)
    who = found[0].split()[-1] if found else ""
    return re.search(rf"\b{who}\b(?: \w+)? (?:{load('questions')['opining']})\b", text.casefold()) is not None


def _wished(quote: Quote) -> bool:
    """Whether a quote answers what a survey asked for wishes: what is wished for need not be there."""
    return _any("wished", [str(quote.attributes.get("question", ""))])


def _wanted(quote: Quote) -> bool:
    """Whether a quote asks for something, or answers what was asked of wishes."""
    return _wished(quote) or _any("wants", [quote.text])


def _only_praises(text: str) -> bool:
    folded = [text.casefold()]
    return _any("praises", folded) and not _any("faults", folded)


def _any(name: str, texts: list[str]) -> bool:
    return any(_pattern(name).search(text.casefold().replace("’", "'")) for text in texts)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load("questions")["answers"][name]))
