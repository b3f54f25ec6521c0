"""Numbers of a sentence in another language than English: its digits are read, its words are not."""

from __future__ import annotations

from collections.abc import Callable

from agent.numbers import Number
from agent.verification.finding import Finding, failed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry, numbers_in

Settled = Callable[[Inquiry, Number], bool]


def digits(name: str, inquiry: Inquiry, settled: Settled) -> Finding:
    """Every digit is spoken by the system, or stands in a cited quote."""
    if inquiry.spoken.problems:
        return failed(name, inquiry.spoken.problems[0])
    reading = list(numbers_in(inquiry.text, inquiry.claim.language))
    said = {number.text for quote in inquiry.quotes for number in numbers_in(quote.text, quote.language)}
    for number in reading:
        if not settled(inquiry, number) and number.text not in said:
            return failed(name, f"'{number.text}' was written by the writer itself, and nothing cited says it.")
    if not reading:
        return nothing_to_check(name, "No digit is written; numbers in words are not read in this language.")
    return passed(name, "Every digit is spoken from the cited evidence or stands in it; numbers in words are not read.")
