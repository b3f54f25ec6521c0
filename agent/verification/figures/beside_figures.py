"""What stands right before or after a figure that the system speaks, and makes it say something else."""

from __future__ import annotations

import re

from agent.verification.evidence_text import own_text, stems_of
from agent.verification.figures.spoken import Figure
from agent.verification.finding import named
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import stop_words, word_set
from agent.verification.negation import is_negation
from agent.verification.text import words
from personas.evidence import Statistic

_MODIFIERS = re.compile(
    r"\b(?:over|under|above|below|about|around|nearly|almost|approximately|roughly|circa|some|up to|at least|at most|"
    r"more than|less than|fewer than|no more than|no fewer than|not|never|hardly|barely|all but|except|excluding|"
    r"besides|minus|plus|than|just over|just under|well over|close to|far from|beyond|another|other than|"
    r"(?:it is|it's|is|are|was) (?:false|untrue|wrong|a myth|not true)(?: that)?)\s*[\"'(]?$",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"^,? ?(?:(?:per|for (?:each|every)|each|every) \w+|an? (?:day|week|month|quarter|year|head|person|order|visit)\b|"
    r"apiece\b|instead of\b|rather than\b|and not\b)",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"^\W*(?:of|among|amongst) (?:the |all |our |these |those )?((?:[\w'’-]+ ){0,3}[\w'’-]+),\s*$", re.IGNORECASE
)

_PAST = re.compile(
    r"\b(?:already|lately|recently|so far|was|were|had|did|bought|spent|went|left|came|took|made|"
    r"(?!(?:expect|predict|estimat|forecast|foresee|limit|mix|need)ed\b)\w{3,}[^\We]ed)\b(?! to\b)",
    re.IGNORECASE,
)
_THE_SAME = re.compile(
    r"\b(?:(?:the|these|those) same (?:customers|people|buyers|members|ones)|and there they|"
    r"(?:customers|those|people|buyers|members|ones|respondents) (?:who|that) ((?:[\w'’-]+ ?){1,3}))",
    re.IGNORECASE,
)


def modified(inquiry: Inquiry) -> str:
    """The reason when words before a figure change, deny or narrow it; else nothing."""
    for figure in inquiry.spoken.figures:
        before = inquiry.text[inquiry.sentence_of(figure.start).start : figure.start]
        if match := _MODIFIERS.search(before):
            return f"'{match[0].strip()}' before the figure of {named(figure.source)} changes what it says."
        if match := _RATES.search(inquiry.text[figure.end : inquiry.sentence_of(figure.start).end]):
            return f"'{match[0].strip(' ,')}' after the figure of {named(figure.source)} changes what it says."
        if narrowed := _narrowed(inquiry, figure) or _of_the_same(inquiry, figure):
            return f"'{narrowed}' beside the figure of {named(figure.source)} says it of others than it counts."
        if past := _told_as_past(inquiry, figure):
            return f"'{past}' tells as past what {named(figure.source)} only expects."
        if denial := _denial(inquiry, figure):
            return f"'{denial}' before the figure of {named(figure.source)} denies it."
    return ""


def _narrowed(inquiry: Inquiry, figure: Figure) -> str:
    """A group that opens the sentence before a figure which does not count it: "of the young, 62 % of customers"."""
    match = _OF_WHOM.search(inquiry.text[inquiry.sentence_of(figure.start).start : figure.start])
    if match is None:
        return ""
    counted = stems_of(f"{own_text(figure.source)} {inquiry.segment.name}")
    aside = stop_words() | word_set("prevalence", "anybody")
    return match[0].strip() if any(w.lower not in aside and w.stem not in counted for w in words(match[1])) else ""


def _of_the_same(inquiry: Inquiry, figure: Figure) -> str:
    """Words in a figure's sentence that say it of those of whom another thing is said, too: "the same customers"."""
    sentence, counted = inquiry.sentence_of(figure.start), stems_of(own_text(figure.source))
    for match in _THE_SAME.finditer(inquiry.text, sentence.start, sentence.end):
        told = [word.stem for word in words(match[1] or "") if word.lower not in stop_words()]
        if not inquiry.masked(*match.span()) and (not told or not counted.intersection(told)):
            return match[0].strip()
    return ""


def _told_as_past(inquiry: Inquiry, figure: Figure) -> str:
    """A word for what has happened, in a sentence all of whose figures foretell: "few ordered lately: ..."."""
    sentence = inquiry.sentence_of(figure.start)
    told = [other.source for other in inquiry.spoken.within(*sentence)]
    if not all(isinstance(one, Statistic) and one.is_predicted for one in told):
        return ""
    past = (match for match in _PAST.finditer(inquiry.text, *sentence) if not inquiry.masked(*match.span()))
    return next((match[0] for match in past), "")


def _denial(inquiry: Inquiry, figure: Figure) -> str:
    """A negation before a figure in its sentence, unless the figure says it too; "rarely:" leads up to a figure."""
    before = inquiry.own_words_within(inquiry.sentence_of(figure.start).start, figure.start)
    said = {word.lower for word in words(figure.source.phrase())}
    for position, word in enumerate(before):
        only = before[position + 1 : position + 2]
        if not is_negation(word) or (only and only[0].lower == "only") or word.lower in said:
            continue
        if word.lower in word_set("direction", "soft") and re.search("[:;]", inquiry.text[word.end : figure.start]):
            continue
        return word.text
    return ""
