"""Which statements of a text speak for the group: quantified ones, and bare ones such as "customers want"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from agent.verification.inquiry import Inquiry, Span, numbers_in
from agent.verification.lexicon import Quantifier, quantifier_of, quantifier_pattern, word_set
from agent.verification.text import Word, clauses, plain, words

_ONE = re.compile(
    r"\b(?:one|another|an?) (?:\w+ )?(?:respondent|customer|person|reviewer|shopper|buyer|user|interviewee|participant|"
    r"member|client|of (?:them|these|the \w+)|says?|said|mentions?|wrote|writes?|reports?|describes?|adds?|puts)\b",
    re.IGNORECASE,
)
_LEADS = frozenset(
    "the these those this our such its their most typical average for among with to and but so because while when if "
    "as also then overall generally still that where who whom although since here today now mature loyal lapsing "
    "whole entire in by between across".split()
)
_SINGULAR = frozenset("a an one another each every any no 's".split())
_COLLECTIVE = frozenset({"audience", "segment", "group", "cohort", "crowd", "community", "public", "people", "folk"})
_POSSESSIVE = re.compile(r"^['’]s?\b")


class Statement(NamedTuple):
    """Words that speak for the group, and the clause in which they stand."""

    kind: Literal["quantifier", "group", "persona"]
    words: str
    span: Span
    """The stretch of text of which they speak."""
    quantifier: Quantifier | None = None
    start: int = 0


def statements(inquiry: Inquiry) -> list[Statement]:
    """All statements that speak for the group, in the order of the text, figures spoken by the system left out."""
    found: list[Statement] = []
    for sentence in inquiry.sentences:
        found.extend(_quantified(inquiry, sentence))
        generic = _generic(inquiry, sentence)
        if generic is not None and not any(s.start <= generic.start + 24 and s.quantifier for s in found[-3:]):
            found.append(generic)
    return found


def speaks_of_one(text: str) -> bool:
    """Whether a stretch of text reports what a single person says."""
    return bool(_ONE.search(plain(text)))


def _own(inquiry: Inquiry, start: int, end: int) -> bool:
    return not inquiry.spoken.covers(start, end) and not inquiry.quotations.covers(start, end)


def _quantified(inquiry: Inquiry, sentence: Span) -> list[Statement]:
    found = []
    for match in quantifier_pattern().finditer(plain(inquiry.text), sentence.start, sentence.end):
        if match["idiom"] or not _own(inquiry, match.start(), match.end()):
            continue
        said = " ".join(match["quantifier"].lower().split())
        clause = clause_around(inquiry, sentence, match.start())
        found.append(Statement("quantifier", said, clause, quantifier_of(said), match.start()))
    return found


def clause_around(inquiry: Inquiry, sentence: Span, position: int) -> Span:
    """The clause around a position; a clause without matter of its own is joined to the next."""
    spans = [Span(*span) for span in clauses(inquiry.text, sentence.start, sentence.end)]
    index = next((i for i, span in enumerate(spans) if span.start <= position < span.end), 0)
    last = index
    while last + 1 < len(spans) and len(inquiry.own_words_within(spans[index].start, spans[last].end)) < 4:
        last += 1
    return Span(spans[index].start, spans[last].end) if spans else sentence


def _generic(inquiry: Inquiry, sentence: Span) -> Statement | None:
    for number, (start, end) in enumerate(clauses(inquiry.text, sentence.start, sentence.end)):
        within = inquiry.own_words_within(start, end)
        subject = _subject(inquiry, within, first=number == 0, sentence=sentence)
        if subject is not None:
            kind, word = subject
            return Statement(kind, word.text, clause_around(inquiry, sentence, word.start), None, word.start)
    return None


def _subject(
    inquiry: Inquiry, within: list[Word], *, first: bool, sentence: Span
) -> tuple[Literal["group", "persona"], Word] | None:
    """The head of a clause, where it stands for the whole group or for the persona."""
    persona = {word.lower for word in words(inquiry.persona_name)}
    for index, word in enumerate(within):
        before = within[index - 1].lower if index else ""
        if word.lower.removesuffix("'s") in persona and word.text[:1].isupper():
            return "persona", word
        if _names_group(inquiry, within, index, sentence, before):
            return "group", word
        if first and index == 0 and _opens_as_persona(word, within, sentence):
            return "persona", word
        if word.lower not in _LEADS and not _of_segment_name(inquiry, word):
            return None
    return None


def _names_group(inquiry: Inquiry, within: list[Word], index: int, sentence: Span, before: str) -> bool:
    word = within[index]
    if word.lower in word_set("prevalence", "pronouns"):
        return word.start == sentence.start or before in ("and", "but", "so", "also", "because", "then")
    if word.lower not in word_set("prevalence", "group") or before in _SINGULAR:
        return False
    if _counted_before(inquiry, word.start) or _POSSESSIVE.match(inquiry.text[word.end :]):
        return False
    plural = word.lower.endswith("s") or word.lower in _COLLECTIVE or word.lower in ("men", "women")
    return plural or before in ("the", "this", "these", "typical", "average")


def _opens_as_persona(word: Word, within: list[Word], sentence: Span) -> bool:
    """Whether the unspoken or first person subject is the persona: Wants next-day delivery, I want my kit."""
    if word.start != sentence.start:
        return False
    if word.lower in ("i", "i'm", "i've", "i'd", "my", "we", "our"):
        return len(within) > 1
    return word.lower in word_set("prevalence", "persona_verbs")


def _counted_before(inquiry: Inquiry, start: int) -> bool:
    lead = inquiry.text[max(0, start - 30) : start]
    if any(
        inquiry.text[n.end : start].strip().lower() in ("", "of the", "of these", "of", "other", "different")
        for n in numbers_in(inquiry.text)
        if n.end <= start
    ):
        return True
    return bool(quantifier_pattern().search(lead)) and lead.rstrip().split()[-1:] != ["."]


def _of_segment_name(inquiry: Inquiry, word: Word) -> bool:
    return word.lower in {known.lower for known in words(inquiry.segment.name)}
