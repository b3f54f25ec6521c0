"""What the evidence says with a qualification, and a claim without: somebody else's word, nearly, would, once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.evidence_text import own_text, sentences_of, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern
from agent.verification.modality import is_guess
from agent.verification.statements import frame_of_one
from agent.verification.text import clauses, plain
from personas.evidence import Quote

_FILE: Final = "qualified"
_HALF: Final = 0.5
_TOLD: Final = {
    "another": "somebody else's word in what it rests on, and is told as so",
    "nearly": "only nearly done, or thought of, in what it rests on, and is told as done",
    "unreal": "a wish or a condition in what it rests on, and is told as so",
    "possible": "only a possibility in what it rests on, and is told as so",
    "condition": "a condition in what it rests on, and is told as so",
    "limited": "true only on a condition in what it rests on, and is told without it",
    "rival": "said of somebody else's goods or service in what it rests on",
    "planned": "only a plan in what it rests on, and is told as done",
    "likened": "only what something is compared to in what it rests on, and is told as so",
    "bygone": "past in what it rests on, and is told as present",
    "past": "what once was in what it rests on, and is told as what is so in general",
    "ended": "ended in what it rests on, and is told as lasting",
    "joke": "meant as a joke in what it rests on",
    "half": "only half in what it rests on",
    "slight": "only slightly so in what it rests on, and is told as much more",
    "once": "what happened once in what it rests on, and is told as what keeps happening",
}
_SUPPOSED: Final = frozenset({"unreal", "possible", "condition", "limited"})
"""Sorts of what is not yet so: advice may take them up, and a guess says of itself that it is one."""
_WHERE_SAID: Final = frozenset({"past", "ended", "half", "slight", "once"})
"""Sorts that matter only where the claim says certain words."""


def unqualified(inquiry: Inquiry) -> str:
    """Why a clause says more than its voices, as a clause of a reason; nothing where each keeps what they add.

    Only claims that rest on single voices are looked at: a theme's count says of itself what was counted.
    """
    if not inquiry.quotes:
        return ""
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            if sort := _lost(inquiry, sentence, clause):
                return f"'{inquiry.text[clause.start : clause.end].strip(' .;:,')}' is {_TOLD[sort]}"
    return ""


def supposed(text: str) -> bool:
    """Whether somebody's sentence only supposes or wishes for what it speaks of."""
    return any(_finds(sort, "said", plain(text)) for sort in _SUPPOSED)


def _lost(inquiry: Inquiry, sentence: Span, clause: Clause) -> str:
    """The sort of the qualification that every part of a quote has in which the clause stands; or nothing.

    Nothing, too, where a figure or a theme's label says as much of the clause: then it is counted, not supposed.
    """
    stems = frozenset(word.stem for word in clause.found) - inquiry.trades
    parts = [part for quote in _quotes(clause) for part in _parts_of(quote)]
    shared = [(len(stems & stems_of(bare)), context) for bare, context in parts]
    most = max((count for count, _ in shared), default=0)
    counted = (member for member in clause.members if not isinstance(member, Quote))
    if most and _only_likened(clause, parts) and not _finds("likened", "kept", _own(inquiry, sentence)):
        return "likened"
    if most == 0 or most < _HALF * len(stems) or any(len(stems & stems_of(own_text(one))) >= most for one in counted):
        return ""
    holding = [context for count, context in shared if count == most]
    said = _own(inquiry, sentence)
    open_to = _SUPPOSED if is_guess(inquiry, sentence) else frozenset()
    kept = {"limited"} if any(stems & _limit_of(context) for context in holding) else set()
    return next((sort for sort in _TOLD if sort not in open_to | kept and _qualifies(sort, holding, said)), "")


@lru_cache(maxsize=4096)
def _limit_of(context: str) -> frozenset[str]:
    """The stems of the condition that ends a clause: a claim that names it keeps it, "for a big dog"."""
    limit = bounded_pattern(_FILE, "limited_said").search(context)
    return stems_of(context[limit.start() :]) if limit else frozenset()


def _only_likened(clause: Clause, parts: list[tuple[str, str]]) -> bool:
    """Whether a word of a clause stands only in what something is compared to: "as if I had left it on a beach"."""
    pattern = bounded_pattern(_FILE, "likened_said")
    for word in clause.found:
        holding = [bare for bare, _ in parts if word.stem in stems_of(bare)]
        starts = [match.start() if (match := pattern.search(bare)) else 0 for bare in holding]
        if holding and all(
            at and word.stem not in stems_of(bare[:at]) for bare, at in zip(holding, starts, strict=True)
        ):
            return True
    return False


def _qualifies(sort: str, holding: list[str], said: str) -> bool:
    if not all(_finds(sort, "said", context) for context in holding) or _finds(sort, "kept", said):
        return False
    return sort not in _WHERE_SAID or _finds(sort, "when", said)


def _finds(sort: str, key: str, text: str) -> bool:
    return bool(bounded_pattern(_FILE, f"{sort}_{key}").search(text))


def _quotes(clause: Clause) -> list[Quote]:
    return [member for member in clause.members if isinstance(member, Quote)]


def _parts_of(quote: Quote) -> tuple[tuple[str, str], ...]:
    """The clauses of a quote with what qualifies them; what "could" be is a wish where somebody was asked for one."""
    asked = bounded_pattern("modality", "changing").search(plain(str(quote.attributes.get("question", ""))))
    parts = _parts(quote.text)
    return (
        tuple((bare, f"{context} wish" if " could " in bare else context) for bare, context in parts)
        if asked
        else parts
    )


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, str], ...]:
    """The clauses of a quote, each with itself and what qualifies it from behind: who says it, or that it is a joke."""
    return tuple(_contexts(text))


def _contexts(text: str) -> Iterator[tuple[str, str]]:
    joke = next((part for part in sentences_of(text) if _finds("joke", "said", plain(part))), "")
    for sentence in map(plain, sentences_of(text)):
        spans = clauses(sentence, 0, len(sentence))
        for index, (start, end) in enumerate(spans):
            behind = sentence[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
            who = behind if len(behind.split()) <= 4 and _finds("another", "said", behind) else ""
            yield sentence[start:end], f"{sentence[start:end]} {who} {plain(joke)}"


def _own(inquiry: Inquiry, sentence: Span) -> str:
    """What a sentence says in the writer's own words, without the frame in which one person is reported."""
    text = plain(inquiry.text[sentence.start : sentence.end])
    return text[frame_of_one(text) :]
