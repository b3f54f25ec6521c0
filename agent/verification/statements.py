"""Which statements of a text speak for the group: quantified ones, and bare ones such as "customers want"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from agent.verification.evidence_text import cited_texts, stems_of
from agent.verification.inquiry import Inquiry, Span, numbers_in, once
from agent.verification.lexicon import Quantifier, bounded_pattern, quantifier_pattern, stop_words, word_set
from agent.verification.modality import is_guess
from agent.verification.quantification import Amount
from agent.verification.text import Word, clauses, plain, words

ONE_DOES = (
    r"(?:\w{2,}[^\Wsu]s|\w+ed|rang|lost|wore|found|got|saw|felt|bought|paid|spent|took|went|came|gave|made|left|kept|"
    r"thought|told|sent|chose|knew|wrote|said|was|has|had|would|can't|could)\b"
)
"""A verb after "one", the person: such as no plural and no thing can follow."""
_ONE = re.compile(
    rf"(?<!\bno )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\beach )\b(?:one|another) {ONE_DOES}|"
    r"\b(?:one|another|an?) (?:\w+ )?(?:respondent|customer|person|reviewer|shopper|buyer|user|interviewee|participant|"
    r"member|client)\b|\b(?:one|another) of (?:them|these|the \w+)\b",
    re.IGNORECASE,
)
_NAMED_ONE = re.compile(
    r"\b(?:an?|one|another) (?:\w+ )?(?:guest|patient|owner|visitor|travell?er|passenger|commuter|cyclist|subscriber|"
    r"tenant|resident|student|pupil|learner|parent|patron|diner|player|reader|listener|donor|borrower|saver|holder|"
    r"rider|climber|gardener)(?:'s)?(?=[,.;:]|$| (?:\w+s|\w+ed|is|was|has|had|would|could|can|can't|who|whose|with|"
    r"without|from|at|got|paid|found|felt|left|went|took|came|bought|saw|gave|keeps?|kept|chose|told|sent|never|always|"
    r"still|also|once)\b)",
    re.IGNORECASE,
)
"""One person by what customers are called in a trade, where a verb or the like shows that the noun stands alone."""
_FRAME = re.compile(
    r"\W*(?:an?|one|another) (?:\w+ )?(?:respondent|customer|person|reviewer|shopper|buyer|user|interviewee|"
    r"participant|member|client) (?:also |even )?(?:says?|said|reports?|reported|tells?|told|writes?|wrote|states?|"
    r"stated|knows?|knew|finds?|found|notes?|noted|mentions?|mentioned|explains?|explained)(?: us)?(?: that| how)?\b",
    re.IGNORECASE,
)
"""How a sentence begins that reports what one person says or knows."""
_LEADS = frozenset(
    "the these those this our such its their typical average for among with to and but so because while when if "
    "as also then overall generally still that where who whom although since here today now mature loyal lapsing "
    "whole entire in by between across".split()
)
_ONES = frozenset({"a", "an", "one", "another"})
_NO_VERB = frozenset("when if while as who whose because with in on at for to of from by than".split())
"""Words behind a group that only another noun is joined to: "between riders and customers when"."""
_SINGULAR = frozenset("a an one another each every any no".split())
_COLLECTIVE = frozenset({"audience", "segment", "group", "cohort", "crowd", "community", "public", "people", "folk"})
_POSSESSIVE = re.compile(r"^['’]s?\b")
_SET_OFF = re.compile(r"[:;–—]\s*$")
_COUNTED = re.compile(r"^\s*(?:of |the |these |other |different |those |all |in )*$", re.IGNORECASE)
_DONE_TO = re.compile(r" (?:\w+ ){1,2}(?:one|another|an?) (?:\w+ )?\w+\b(?!,)", re.IGNORECASE)
"""A verb and the one person to whom it is done."""
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "we", "we're", "we've", "our"})


class Statement(NamedTuple):
    """Words that speak for the group, and the clause in which they stand."""

    kind: Literal["quantifier", "group", "persona"]
    words: str
    start: int
    span: Span
    """The stretch of text of which they speak."""
    quantifier: Quantifier | None = None


@once
def statements(inquiry: Inquiry) -> tuple[Statement, ...]:
    """All statements that speak for the group, in the order of the text, figures spoken by the system left out.

    A sentence with a quantifier or a contrast is judged by that; a bare subject beside it adds nothing.
    """
    found: list[Statement] = []
    for sentence in inquiry.sentences:
        counted = [a for a in inquiry.amounts if sentence.holds(a.start, a.end) and not _of_things(inquiry, a)]
        found += [
            Statement("quantifier", a.words, a.start, clause_around(inquiry, sentence, a.start), a.quantifier)
            for a in counted
        ]
        apart = any(sentence.holds(contrast.start, contrast.end) for contrast in inquiry.contrasts)
        generic = None if counted or apart else _generic(inquiry, sentence)
        found += [generic] if generic else []
    return tuple(found)


@lru_cache(maxsize=8192)
def speaks_of_one(text: str) -> bool:
    """Whether a stretch of text reports what a single person says."""
    return bool(_ONE.search(plain(text)) or _NAMED_ONE.search(plain(text)))


def nouns_of_one(text: str) -> frozenset[str]:
    """The stems with which a text names the single people of whom it tells: "one rider"."""
    return frozenset(word.stem for match in _NAMED_ONE.finditer(plain(text)) for word in words(match[0]))


def begins_with_one(text: str) -> bool:
    """Whether a stretch of text begins with the single person of whom it tells: "one rider saves"."""
    return bool(_ONE.match(plain(text)) or _NAMED_ONE.match(plain(text)))


def tells_of_one(inquiry: Inquiry, start: int, end: int) -> bool:
    """Whether a stretch of the claim tells of a single person, by the trade of one who is cited too: "one joiner"."""
    if speaks_of_one(inquiry.text[start:end]):
        return True
    own = inquiry.own_words_within(start, end)
    return any(
        word.lower in _ONES and any(one.stem in inquiry.trades for one in own[place + 1 : place + 3])
        for place, word in enumerate(own)
    )


def frame_of_one(text: str) -> int:
    """Where the words end with which a sentence begins to report one person: "A respondent says that "; else 0."""
    found = _FRAME.match(plain(text))
    return found.end() if found else 0


def clause_around(inquiry: Inquiry, sentence: Span, position: int) -> Span:
    """The clause around a position; a clause of hardly any words is joined to the next."""
    spans = [Span(*span) for span in clauses(inquiry.text, sentence.start, sentence.end)]
    if not spans:
        return sentence
    first = last = next((i for i, span in enumerate(spans) if span.start <= position < span.end), 0)
    while last + 1 < len(spans) and len(inquiry.own_words_within(spans[first].start, spans[last].end)) < 4:
        last += 1
    return Span(spans[first].start, spans[last].end)


def _of_things(inquiry: Inquiry, amount: Amount) -> bool:
    """In advice ("show all sizes"), a quantifier of things that speaks for nobody."""
    if inquiry.claim.kind not in ("inference", "hypothesis") or not amount.quantifier.about_people:
        return False
    following = next((word for word in inquiry.own_words if word.start >= amount.end and word.lower != "of"), None)
    if following is None or following.lower in stop_words():
        return False
    return following.lower not in word_set("prevalence", "group") | word_set("prevalence", "persona_verbs")


def _generic(inquiry: Inquiry, sentence: Span) -> Statement | None:
    for number, (start, end) in enumerate(clauses(inquiry.text, sentence.start, sentence.end)):
        within = inquiry.own_words_within(start, end)
        subject = _subject(inquiry, within, first=number == 0, sentence=sentence)
        if subject is not None:
            kind, word = subject
            return Statement(kind, word.text, word.start, clause_around(inquiry, sentence, word.start))
    return _behind_the_verb(inquiry, sentence)


def _behind_the_verb(inquiry: Inquiry, sentence: Span) -> Statement | None:
    """A bare statement whose group stands behind the verb, or nowhere: "a refund is what they ask for"."""
    if tells_of_one(inquiry, *sentence):
        return None
    for match in bounded_pattern("prevalence", "behind").finditer(plain(inquiry.text), *sentence):
        if not inquiry.masked(*match.span()) and not _told_by_voices(inquiry, sentence, match["whom"]):
            return Statement("group", match[0], match.start(), sentence)
    return None


def _told_by_voices(inquiry: Inquiry, sentence: Span, whom: str | None) -> bool:
    """Whether those for whom something is said to be so are named by a voice too, or it is only a guess."""
    if whom is None:
        return False
    named = {word.stem for word in words(whom)}
    return is_guess(inquiry, sentence) or any(named <= stems_of(text) for text in cited_texts(inquiry))


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
        if index == 0 and word.lower == "their" and word.start == sentence.start and len(within) > 2:
            return "group", word
        if first and index == 0 and _opens_as_persona(word, within, sentence):
            return "persona", word
        if word.lower not in _LEADS and not _of_segment_name(inquiry, word):
            return None
    return None


def _names_group(inquiry: Inquiry, within: list[Word], index: int, sentence: Span, before: str) -> bool:
    word = within[index]
    if word.lower in word_set("prevalence", "pronouns"):
        if _done_to_one(inquiry, word, sentence):
            return False
        joined = before in ("and", "but", "so", "also", "because", "then")
        return (
            word.start == sentence.start or joined or bool(_SET_OFF.search(inquiry.text[sentence.start : word.start]))
        )
    trade = word.lower.endswith("s") and (word.stem in inquiry.trades or word.stem == _head_of_segment(inquiry))
    if not (trade or word.lower in word_set("prevalence", "group")) or before in _SINGULAR:
        return False
    if _counted_before(inquiry, word.start) or _POSSESSIVE.match(inquiry.text[word.end :]):
        return False
    if before == "and" and (index + 1 == len(within) or within[index + 1].lower in _NO_VERB):
        return False
    if before == "the" and not word.lower.endswith("s") and speaks_of_one(inquiry.text[sentence.start : word.start]):
        return False
    plural = word.lower.endswith("s") or word.lower in _COLLECTIVE or word.lower in ("men", "women")
    return plural or before in ("the", "this", "these", "typical", "average")


def _done_to_one(inquiry: Inquiry, pronoun: Word, sentence: Span) -> bool:
    """Whether a "they" are those who serve somebody: "they talked one respondent out of it"."""
    rest = inquiry.text[pronoun.end : clause_around(inquiry, sentence, pronoun.start).end]
    found = _DONE_TO.match(plain(rest))
    return found is not None and speaks_of_one(rest[: found.end()])


def _head_of_segment(inquiry: Inquiry) -> str:
    """The stem of the plural with which a segment's name ends, which names its people: dog owners, night riders."""
    last = words(inquiry.segment.name)[-1:]
    return last[0].stem if last and last[0].lower.endswith("s") else ""


def _opens_as_persona(word: Word, within: list[Word], sentence: Span) -> bool:
    """Whether the unspoken or first person subject is the persona: Wants next-day delivery, I want my kit."""
    if word.start != sentence.start:
        return False
    if word.lower in _FIRST_PERSON:
        return len(within) > 1
    return word.lower in word_set("prevalence", "persona_verbs")


def _counted_before(inquiry: Inquiry, start: int) -> bool:
    """Whether a number or a quantifier stands just before: "12 of 50 customers" is no bare statement."""
    ends = [number.end for number in numbers_in(inquiry.text) if number.end <= start]
    ends += [match.end() for match in quantifier_pattern().finditer(plain(inquiry.text), 0, start)]
    return any(_COUNTED.match(inquiry.text[end:start]) for end in ends)


def _of_segment_name(inquiry: Inquiry, word: Word) -> bool:
    return word.lower in {known.lower for known in words(inquiry.segment.name)}
