"""What a check found, before it becomes part of the claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from personas.claims import Check, Outcome
from personas.evidence import Quote, Statistic, Theme

Asked = TypeVar("Asked")
"""What the ways look into: a claim with its evidence."""


class Finding(NamedTuple):
    """One check's outcome and whether it means that the claim says the opposite of its evidence."""

    name: str
    outcome: Outcome
    reason: str
    opposite: bool = False
    score: float | None = None

    def check(self) -> Check:
        """The finding as the claim keeps it."""
        return Check(name=self.name, outcome=self.outcome, reason=self.reason, score=self.score)


def passed(name: str, reason: str) -> Finding:
    """The check holds."""
    return Finding(name, "pass", reason)


def failed(name: str, reason: str, *, opposite: bool = False) -> Finding:
    """The check does not hold; `opposite` when the evidence says the contrary."""
    return Finding(name, "fail", reason, opposite)


def unscored(name: str, reason: str) -> Finding:
    """The check could not be made; this is never a pass."""
    return Finding(name, "unscored", reason)


def nothing_to_check(name: str, reason: str) -> Finding:
    """There is nothing for the check to look at."""
    return Finding(name, "not_applicable", reason)


def named(member: Quote | Statistic | Theme) -> str:
    """A piece of evidence in words for a reason, never by its id."""
    match member:
        case Statistic():
            return f"the figure “{shortened(member.phrase(), 110)}”"
        case Theme():
            return f"the theme “{shortened(member.label)}” ({member.phrase()})"
        case Quote():
            return f"the quote “{shortened(member.text)}”"


def shortened(text: str, limit: int = 60) -> str:
    """Words for a reason: on one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def listed(items: list[str], limit: int = 3) -> str:
    """Some words for a reason: "a, b and 2 more"."""
    shown = ", ".join(items[:limit])
    return f"{shown} and {len(items) - limit} more" if len(items) > limit else shown


def first_found(claim: Asked, ways: Iterable[tuple[Callable[[Asked], str], str]]) -> str:
    """The first words that one of several ways finds in a claim, with what is wrong with such; or nothing."""
    for words_of, reason in ways:
        if found := words_of(claim):
            return f"'{shortened(found)}' {reason}"
    return ""
