"""Whether every number is spoken by the system from cited evidence, or stands in the cited quote."""

from __future__ import annotations

import re
from itertools import pairwise

from agent.numbers import Number, same_number
from agent.verification.checks.digits import digits
from agent.verification.evidence_text import quotes_among
from agent.verification.excerpts import Place, best_place
from agent.verification.figures.amounts_of import of_another_kind
from agent.verification.figures.attribution import moved
from agent.verification.figures.beside_figures import modified
from agent.verification.figures.moved_numbers import denied, of_another_thing
from agent.verification.figures.typed_figures import agrees_with_figure
from agent.verification.finding import Finding, failed, nothing_to_check, passed, unscored
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import bounded_pattern, stem_set
from agent.verification.relevance import voices_about
from agent.verification.statements import ONE_DOES, begins_with_one, clause_around, speaks_of_one, statements
from agent.verification.text import plain, words
from agent.verification.unsupported.unfounded import time
from personas.evidence import Quote
from personas.languages import ENGLISH

NAME = "numbers"
GROUP_VOICES = 3
"""How many people must say a number before a claim about the group may repeat it."""

_PEOPLE = re.compile(
    r"^\s*(?:(?:different|other|separate|of the|of them|of these|more) )*"
    r"(?:respondents?|customers?|people|persons?|reviewers?|shoppers?|buyers?|users?|interviewees?|participants?|"
    r"members?|clients?|voices?|of (?:them|these)|say|says|said|mention|mentions|report|reports|describe|describes|"
    r"is|was|has|had|would|does|did|can|could|\w+ed|wants?|needs?|prefers?|buys?|orders?|pays?|waits?|calls?|puts)\b",
    re.IGNORECASE,
)
_ONE_DOES = re.compile(rf"^ {ONE_DOES}", re.IGNORECASE)
_SAYS_ONE = re.compile(r"\b(?:says?|said|writes?|wrote|reports?|asks?|asked|adds?|recalls?) $", re.IGNORECASE)
_ONCE = "once"
"""No number where a voice says it itself, or that it "used to": "Once my order got exchanged"."""
_STOP = re.compile(r"^\s*(?:[.,;:)]|$)")
_UNITS = re.compile(
    r"%|\b(?:per ?cent|pct|(?:percentage|basis) points?)\b"
    r"|\b(?:a|two|three|four|several|half a) scores? of (?:the |our |these |those )?"
    r"(?:customers|respondents|people|persons|shoppers|buyers|users|members|reviewers|them)\b",
    re.IGNORECASE,
)


def numbers(inquiry: Inquiry) -> Finding:
    """Figures are spoken, moved nowhere, and every other number stands in what is cited."""
    if inquiry.claim.language != ENGLISH:
        return digits(NAME, inquiry, _settled)
    if inquiry.spoken.problems:
        return failed(NAME, inquiry.spoken.problems[0])
    reading = numbers_in(inquiry.text)
    if not reading.understood:
        return unscored(NAME, f"A number could not be read: {reading.reason}.")
    if problem := modified(inquiry) or moved(inquiry):
        return failed(NAME, problem)
    if when := time(inquiry):
        return failed(NAME, f"'{when}' says when, and nothing cited does.")
    if words := _unread(inquiry):
        return failed(NAME, f"'{words}' speaks of an amount that could not be read.")
    own = [number for number in reading if not _settled(inquiry, number)]
    for number in own:
        if problem := _unsupported(inquiry, number):
            return failed(NAME, problem)
    if not reading and not inquiry.spoken.figures:
        return nothing_to_check(NAME, "No number is stated.")
    return passed(NAME, "Every number is spoken from the cited evidence or stands in it.")


def _settled(inquiry: Inquiry, number: Number) -> bool:
    """Whether the number is spoken by the system, or belongs to quoted words that are somebody's own."""
    if inquiry.spoken.covers(number.start, number.end):
        return True
    around = [q for q in inquiry.quotations.found if q.start <= number.start and number.end <= q.end]
    return any(best_place(inquiry, quotation.text) <= Place.LOOSE for quotation in around)


def _unread(inquiry: Inquiry) -> str:
    """A unit of amounts before which no number was read: "e i g h t y percent", "a score of customers"."""
    numbers = numbers_in(inquiry.text)
    for match in _UNITS.finditer(inquiry.text):
        counted = any(number.start <= match.start() <= number.end + 1 for number in numbers)
        if not counted and not inquiry.masked(*match.span()):
            return match[0]
    return ""


def _unsupported(inquiry: Inquiry, number: Number) -> str:
    if _counts_voices(inquiry, number) or _of_a_name(inquiry, number) or _of_a_theme(inquiry, number):
        return ""
    if any(_without_number(number, inquiry.text[number.end :], plain(quote.text)) for quote in inquiry.quotes):
        return ""
    voices = _voices(inquiry.quotes, number)
    if voices and inquiry.claim.typed_by != "reviewer" and (other := of_another_thing(inquiry, number)):
        return f"'{number.text}' is said of '{other}' here, and the cited words give that another number."
    if voices and inquiry.claim.typed_by != "reviewer" and denied(inquiry, number):
        return f"'{number.text}' is what the cited words deny."
    if voices and inquiry.claim.typed_by != "reviewer" and (meaning := of_another_kind(inquiry, number)):
        return f"'{number.text}' is {meaning} here or in the cited words, and not in both."
    if voices and (_one_voice(inquiry, number) or len(voices) >= GROUP_VOICES):
        return ""
    if len(_voices(quotes_among(inquiry, inquiry.themes), number) | voices) >= GROUP_VOICES:
        return ""
    if inquiry.claim.typed_by == "reviewer" and not (problem := agrees_with_figure(inquiry, number)):
        return ""
    if voices:
        return f"'{number.text}' is what {len(voices)} cited people say, and the claim says it of the group."
    if inquiry.claim.typed_by == "reviewer":
        return problem
    where = "no cited quote" if inquiry.quotes else "nothing cited in words"
    return f"'{number.text}' was written by the writer itself, and {where} says it."


def _without_number(number: Number, behind: str, said: str) -> bool:
    """Whether a "once" stands for a voice's own or for its "used to", or "one evening" for its "an evening"."""
    if number.text.lower() == _ONCE:
        bygone = bounded_pattern("qualified", "bygone_said").search(said)
        return bygone is not None or _ONCE in (word.lower for word in words(said))
    following = [word.stem for word in words(behind)[:1]]
    plainly = [word for word in words(said) if word.lower != "single"]
    singular = ([word.stem] for before, word in pairwise(plainly) if before.lower in ("a", "an"))
    return number.text.lower() == "one" and following in singular


def _counts_voices(inquiry: Inquiry, number: Number) -> bool:
    """Whether it counts the people who are cited: one respondent, three customers say."""
    plain_count = number.unit == "count" and number.comparison == "exactly" and number.low == number.high
    after = plain(inquiry.text[number.end :])
    if not plain_count or not (
        _PEOPLE.match(after)
        or begins_with_one(inquiry.text[number.start :])
        or _names_a_member(inquiry, number.end)
        or _is_somebody(inquiry, number)
    ):
        return False
    before = [inquiry.text[other.end : number.start] for other in numbers_in(inquiry.text) if other.end <= number.start]
    if any(between.strip().lower() == "of" for between in before):
        return False
    people = len(inquiry.respondents)
    return 1 == number.low <= people or number.low == people == len(voices_about(inquiry))


def _is_somebody(inquiry: Inquiry, number: Number) -> bool:
    """Whether a "one" is a person: it does something ("one dislikes it"), or says the words before it."""
    if number.low != 1:
        return False
    before, after = plain(inquiry.text[: number.start]), plain(inquiry.text[number.end :])
    return bool(_ONE_DOES.match(after) or (_SAYS_ONE.search(before) and _STOP.match(after)))


def _names_a_member(inquiry: Inquiry, end: int) -> bool:
    """Whether the next word names a member of the group: one trader, in a segment of market traders."""
    following = next((word for word in inquiry.own_words if word.start >= end), None)
    members = stem_set("prevalence", "group") | {word.stem for word in words(inquiry.segment.name)} | inquiry.trades
    return following is not None and following.stem in members


def _of_a_name(inquiry: Inquiry, number: Number) -> bool:
    """Part of the segment's own name."""
    name = inquiry.segment.name
    position = inquiry.text.find(name) if name else -1
    while position >= 0:
        if position <= number.start and number.end <= position + len(name):
            return True
        position = inquiry.text.find(name, position + 1)
    return False


def _of_a_theme(inquiry: Inquiry, number: Number) -> bool:
    """Exactly the n of N of a cited theme."""
    if number.unit != "fraction" or number.denominator is None or number.comparison != "exactly":
        return False
    if number.low != number.high:
        return False
    return any(number.low == theme.n and number.denominator == theme.of for theme in inquiry.themes)


def _voices(quotes: list[Quote], number: Number) -> set[str]:
    """The people among these who say the number."""
    return {
        quote.respondent_id
        for quote in quotes
        if any(same_number(number, said) for said in numbers_in(quote.text, quote.language))
    }


def _one_voice(inquiry: Inquiry, number: Number) -> bool:
    """Whether the number is repeated as what single people say: quoted, or outside any statement about the group."""
    sentence = inquiry.sentence_of(number.start)
    clause = clause_around(inquiry, sentence, number.start)
    if speaks_of_one(inquiry.text[clause.start : number.end]):
        return True
    group = [s for s in statements(inquiry) if sentence.start <= s.start < sentence.end]
    counted = inquiry.spoken.within(*sentence) or any(
        _of_a_theme(inquiry, other) for other in numbers_in(inquiry.text) if sentence.holds(other.start, other.end)
    )
    return (
        not group
        and not counted
        and (inquiry.claim.kind != "theme" or speaks_of_one(inquiry.text[sentence.start : number.end]))
    )
