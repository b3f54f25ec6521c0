"""A number that one voice says of one thing and the claim of another, of which the voice says another number."""

from __future__ import annotations

from typing import Final

from agent.numbers import Number, same_number
from agent.verification.evidence_text import stems_of
from agent.verification.inquiry import Inquiry, Span, numbers_in
from agent.verification.lexicon import stop_words
from agent.verification.negation import is_negation
from agent.verification.polarity import displaces
from agent.verification.text import Word, clause_at, clauses, words
from personas.evidence import Quote

_BEFORE: Final = 3
"""How many words before a number a negation may stand that denies it."""
_NEAR: Final = 4
"""Within how many words behind a number stands what it counts."""


def of_another_thing(inquiry: Inquiry, number: Number) -> str:
    """The word beside a typed number that its voices say beside another number only; nothing where one says both."""
    for way in (_counted_otherwise, _led_by_another, _of_another_name):
        if counted := way(inquiry, number):
            return counted
    told = _beside(inquiry, number)
    holding = _holding(inquiry, number)
    if not told or not holding:
        return ""
    moved = [_nearer_to_another(quote, number, set(told)) for quote in holding]
    if not all(moved):
        return ""
    return next((word for stem, word in told.items() if stem in moved[0]), "")


def denied(inquiry: Inquiry, number: Number) -> bool:
    """Whether each voice with a number has a negation right before it ("not the ten minutes"), and the claim none."""
    said = [
        _is_denied(quote.text, one)
        for quote in inquiry.quotes
        for one in _numbers(quote.text, quote)
        if same_number(number, one)
    ]
    return bool(said) and all(said) and not _is_denied(inquiry.text, number)


def _is_denied(text: str, number: Number) -> bool:
    part = clause_at(text, number.start)
    before = words(part[: max(0, part.find(number.text))])
    places = range(max(0, len(before) - _BEFORE), len(before))
    return any(is_negation(before[at]) or displaces(before, at) for at in places)


def _counted_otherwise(inquiry: Inquiry, number: Number) -> str:
    """The noun right behind a plain number that each voice with that number says elsewhere only; or nothing."""
    behind = inquiry.own_words_within(number.end, inquiry.sentence_of(number.start).end)[:1]
    if number.unit != "count" or not behind or behind[0] not in inquiry.content_words:
        return ""
    placed = [found for quote in inquiry.quotes if (found := _said_of(quote, number, behind[0].stem))]
    return behind[0].text if placed and all(found == "elsewhere" for found in placed) else ""


def _led_by_another(inquiry: Inquiry, number: Number) -> str:
    """The first word of the number's clause, where each voice has it beside other such numbers only; or nothing.

    A clause of several numbers, the "one" of one respondent aside, tells them apart itself.
    """
    found = _content_around(inquiry, number)
    beside = _clause_of(inquiry, number)
    sizes = [one for one in numbers_in(inquiry.text) if beside.holds(one.start, one.end) and one.high != 1]
    holding = _holding(inquiry, number)
    if not found or not holding or len(sizes) > 1:
        return ""
    return found[0].text if all(_only_with_another(quote, number, found[0].stem) for quote in holding) else ""


def _of_another_name(inquiry: Inquiry, number: Number) -> str:
    """A name in the number's clause that each voice with the number has with another such number only; or nothing.

    The voice names something else beside the number: "the old Kestrel ran 30 miles, the Swift does 50".
    """
    own = (word.text for word in inquiry.own_words_within(*_clause_of(inquiry, number)))
    named = [word for word in own if _is_name(word)]
    holding = _holding(inquiry, number)
    return next((word for word in named if holding and all(_names_another(q, number, word) for q in holding)), "")


def _names_another(quote: Quote, number: Number, name: str) -> bool:
    read = [({word.text for word in words(part) if _is_name(word.text)}, said) for part, said in _read(quote)]
    here = [names for names, said in read if any(same_number(number, one) for one in said)]
    there = [said for names, said in read if name in names]
    others = any(_like(one, number) for said in there for one in said)
    return others and all(names and name not in names for names in here)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in stop_words()


def _only_with_another(quote: Quote, number: Number, stem: str) -> bool:
    """Whether a quote has a word in clauses of other numbers like this one, and in none of its own or of no number."""
    holding = [said for part, said in _read(quote) if stem in stems_of(part)]
    return bool(holding) and all(
        any(_like(said, number) for said in found) and not any(same_number(number, said) for said in found)
        for found in holding
    )


def _said_of(quote: Quote, number: Number, stem: str) -> str:
    """Where a quote with the number has a word: "behind" it, "elsewhere", or nowhere as far as it has either."""
    places = [said for said in _numbers(quote.text, quote) if same_number(number, said)]
    if not places or stem not in stems_of(quote.text):
        return ""
    near = (words(quote.text[said.end :])[:_NEAR] for said in places)
    return "behind" if any(word.stem == stem for found in near for word in found) else "elsewhere"


def _beside(inquiry: Inquiry, number: Number) -> dict[str, str]:
    """The content words of the number's clause, its own left out, as stem and word."""
    return {word.stem: word.text for word in _content_around(inquiry, number)}


def _content_around(inquiry: Inquiry, number: Number) -> list[Word]:
    found = inquiry.content_words_within(*_clause_of(inquiry, number))
    return [word for word in found if not number.start <= word.start < number.end]


def _clause_of(inquiry: Inquiry, number: Number) -> Span:
    sentence = inquiry.sentence_of(number.start)
    spans = (Span(*span) for span in clauses(inquiry.text, *sentence))
    return next((span for span in spans if span.start <= number.start < span.end), sentence)


def _nearer_to_another(quote: Quote, number: Number, told: set[str]) -> set[str]:
    """What the claim says of the number and the quote of another one, where it is more than of this one."""
    here: list[set[str]] = []
    elsewhere: list[set[str]] = []
    for part, found in _read(quote):
        shared = told & stems_of(part)
        if any(same_number(number, said) for said in found):
            here.append(shared)
        elif any(_like(said, number) for said in found):
            elsewhere.append(shared)
    near, far = max(here, key=len, default=set()), max(elsewhere, key=len, default=set())
    return far if here and len(far) > len(near) else set()


def _holding(inquiry: Inquiry, number: Number) -> list[Quote]:
    """The cited quotes that say the same number."""
    return [one for one in inquiry.quotes if any(same_number(number, said) for said in _numbers(one.text, one))]


def _like(said: Number, number: Number) -> bool:
    """Whether one may be taken for the other: of one unit, or without any: "at 11 weeks, the one before was 13"."""
    return said.unit in (number.unit, "count")


def _read(quote: Quote) -> list[tuple[str, list[Number]]]:
    """The clauses of a quote, each with its numbers."""
    parts = (quote.text[start:end] for start, end in clauses(quote.text, 0, len(quote.text)))
    return [(part, _numbers(part, quote)) for part in parts]


def _numbers(text: str, quote: Quote) -> list[Number]:
    return list(numbers_in(text, quote.language))
