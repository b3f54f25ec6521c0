"""Amounts: whether one is asked for that a single person can state, and whether a text states it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.answering.expressions import answer_pattern, says, tells
from retrieval.answering.question import Question
from retrieval.answering.words import stem, stems
from retrieval.index.words import STOPWORDS, words

_COUNTED = re.compile(r"\bhow many (?P<what>[\w-]+)|\bhow much (?P<stuff>[\w-]+)")
_CLAUSE_END = re.compile(r"[.,;:!?()](?!\d)")
_REACH = 2
"""Words that may stand between a number and what it counts: "three large kilos"."""


def one_amount(asked: Question) -> bool:
    """Whether an amount is asked for that one person can state: of a thing, not of a group of people or an average."""
    if asked.personal:
        return asked.kind in ("number", "money")
    return asked.kind in ("number", "money") and not (
        asked.wishes
        or asked.voiced
        or asked.group
        or says("of_ours", asked.plain)
        or (says("of_many", asked.plain) and not says("within", asked.plain))
    )


def states_amount(asked: Question, text: str) -> bool:
    """Whether a text states an amount of what is asked: money, or a number with the thing that it counts."""
    if asked.kind == "money":
        return states_money(text)
    if says("within", asked.plain):
        return tells("counts", [text])
    wanted = _counted(asked)
    if wanted is None:
        return False
    return any(_counts(words(clause), wanted) for clause in _CLAUSE_END.split(text.casefold()))


def _counts(said: Sequence[str], wanted: str) -> bool:
    """Whether a number stands before the thing, with nothing between them but what kind of thing it is."""
    for place, word in enumerate(said):
        if answer_pattern("counts").fullmatch(word):
            kind = takewhile(lambda one: one not in STOPWORDS, said[place + 1 : place + 2 + _REACH])
            if wanted in map(stem, kind):
                return True
    return False


def replied_amount(asked: Question, then: str, reply: str) -> bool:
    """Whether a reply to an interviewer's question states an amount: the question may name what the number counts."""
    if asked.kind == "money":
        return states_money(reply)
    return _counted(asked) in stems(then) and tells("counts", [reply])


def states_money(text: str) -> bool:
    """Whether a text states an amount of money."""
    return tells("money_stated", [text])


def _counted(asked: Question) -> str | None:
    """The stem of what is asked how many or how much of there is."""
    found = _COUNTED.search(asked.plain)
    return None if found is None else stem(found["what"] or found["stuff"])
