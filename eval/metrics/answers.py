"""Metrics of chat answers: correct refusals, correct answers, right evidence."""

from collections.abc import Iterator

from agent.chat import Answer
from eval.metrics.facts import gold_found
from eval.metrics.observing import Observation, Shown, seen
from eval.suites import QuestionCase

_TOLD = 3
"""Right pieces of evidence that are told of an answer that has none of them."""


def answering(case: QuestionCase, answer: Answer, gold: tuple[str, ...]) -> Iterator[Observation]:
    """Whether the question was rightly answered or refused, and whether what it cites is right.

    A question that is answered from the wrong evidence is no right answer. Without gold only answering is scored.
    """
    nearest = tuple(member.text for member in answer.pack.quotes[:3])
    refused = answer.abstained or not answer.claims
    if not case.answerable:
        said = tuple(claim.text for claim in answer.claims)
        why = "it was answered, and nothing in the evidence answers it"
        yield seen("right_refusals", refused, why, claim=case.question, evidence=said)
        yield Observation(metric="abstention_accuracy", hit=float(refused), group="unanswerable")
        return
    missed = Shown(why="it was refused, and the evidence answers it", claim=case.question, evidence=gold or nearest)
    yield Observation(metric="wrong_refusals", hit=float(refused), failure=missed if refused else None)
    right = not refused and (not gold or gold_found(gold, answer.claims, answer.pack))
    yield Observation(metric="abstention_accuracy", hit=float(right), group="answerable")
    if gold and not refused:
        cited = tuple(claim.text for claim in answer.claims)
        why = f"none of what it cites is among the right evidence: {_some(gold)}"
        yield seen("answered_with_gold", right, why, claim=case.question, evidence=cited)


def _some(gold: tuple[str, ...]) -> str:
    """The first of the right pieces of evidence, and how many there are besides."""
    told = "; ".join(f"“{one}”" for one in gold[:_TOLD])
    return told if len(gold) <= _TOLD else f"{told} and {len(gold) - _TOLD} more"
