"""The right evidence of a case, held against what the workspace really has."""

import re
from collections.abc import Sequence

from eval.metrics.facts import tells
from eval.metrics.words import plain
from eval.running.rooms import Room
from eval.suites import QuestionCase, RetrievalCase
from personas.errors import BadInput

_METRIC = re.compile(r"\w+:\S")
"""How a metric of one attribute is written: `share:region=East Midlands`."""


def check_gold(case: QuestionCase, room: Room) -> None:
    """Raises BadInput when no answer could ever cite the right evidence, because none of its words stand anywhere."""
    if case.gold and all(_lost(one, room) for one in case.gold):
        words = ", ".join(f"“{one}”" for one in case.gold)
        raise BadInput(f"Nothing holds the right evidence {words}: give exact words of a quote, or an id.")


def _lost(gold: str, room: Room) -> bool:
    """Whether words stand in no quote, or a planted fact is none; what names an id or a metric is taken for it."""
    if gold.startswith("fact:"):
        return room.raw is None or all(gold != f"fact:{fact.id}" for fact in room.raw.facts())
    names = " " not in gold or _METRIC.match(gold)
    return not names and not tells((gold,), room.said(""))


def check_relevant(case: RetrievalCase, room: Room) -> None:
    """Raises BadInput when words judged relevant stand in no quote at all."""
    lost = set(case.relevant) - set(standing(case, room.said("")))
    if lost:
        raise BadInput(f"No quote holds the words judged relevant: “{min(lost)}”. Judge the quotes as they are now.")


def standing(case: RetrievalCase, texts: Sequence[str]) -> tuple[str, ...]:
    """The words judged relevant that somebody says in these texts: what others said cannot be found among them."""
    return tuple(words for words in case.relevant if any(plain(words) in text for text in texts))
