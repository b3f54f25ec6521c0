"""What an interviewer asked: the question that a reply answers, beside the reply's own words."""

import re
from collections.abc import Iterable, Mapping

from personas.evidence import Quote
from personas.voices import Document
from retrieval.injection import unfit_to_show
from retrieval.packs.phrasing import plain
from retrieval.themes.contexts import asked_for

QUESTION = "question"
"""The attribute of a quote that holds the question which it answers; of a survey it is there from the beginning."""
_REACH = 150
"""Characters of a reply that still answer what was asked; what is said later may have wandered off."""
_LONGEST = 200
"""Characters of a question that can be repeated."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TOLD_IN_TALK = frozenset(
    {"trigger", "goals", "objections", "frustrations", "decision criteria", "jobs to be done", "channels"}
)
"""Sections of an interviewer's question under which the reply stands."""
_CLOSED = re.compile(
    r"^\W*(?:(?:and|so|but|or|ok|well),? )*"
    r"(?:do|did|does|was|were|is|are|am|have|has|had|would|could|can|should|will|any\w*)\b"
)
"""A question that wants no more than yes or no."""
_OF_HEARING = re.compile(r"\b(?:how|where) did you (?:\w+ )?(?:hear|find out|learn|come across|read|see)\b")
"""Asks where somebody heard of the company, which is no reason to buy."""
_OF_CHANGES = re.compile(r"\b(?:chang\w+|improv\w+|different\w*|better)\b")
"""Asks what the company should do, not what somebody is after."""
_WEIGHED = frozenset({"decision criteria", "channels", "jobs to be done"})
"""Sections for which the reply to a question of yes or no is no evidence."""
_DENIED = re.compile(r"^\W*(?:no|none|nothing|never|not|neither|nobody|nor|couldn't|don't|didn't)\b")
_IF = re.compile(r"\bif\b")
_NOT_SO = re.compile(r"^\W*(?:i|we|it) (?:didn't|did not|wasn't|was not)\b")
"""How a reply begins that says what it was not: "I didn't fall, if you're thinking that."."""
_AGAINST = frozenset({"objections", "frustrations"})
_TURNED_OUT = re.compile(r"\b(?:turns|turned) out\b")
_HOW_IT_WENT = re.compile(
    r"\bhow (?:was|were) (?:the|your|that|it)\b|"
    r"\bhow (?:did|has|have|is|are|does) (?!you\b)[\w ' -]*\b(?:go|gone|going|been|work|working|run|running)\b|"
    r"\bwhat happened\b|\bhas (?:that|it|this) (?:ever )?happened\b|\bgo(?:ne)? wrong\b"
)
"""Asks how something of the company's went."""


def with_questions(quotes: Iterable[Quote], documents: Mapping[str, Document]) -> list[Quote]:
    """The quotes, those that begin a reply to an interviewer with what was asked as their `question`.

    `documents` are the interviews by id; a quote of any other kind, or whose document is not there, stays as it is.
    """
    return [_with_question(quote, documents.get(quote.document_id)) for quote in quotes]


def section_asked_in_talk(quote: Quote) -> str:
    """The section of what an interviewer asked; empty where the reply need not be of it.

    A reply that begins with a denial is of none. Asked of yes or no, people go on with something else, and what they
    would change tells of the company, not of their goals.
    """
    section, question, said = asked_for(quote), _question(quote), plain(quote.text)
    if section not in _TOLD_IN_TALK or _DENIED.search(said):
        return ""
    if (_TURNED_OUT if section in _AGAINST else _NOT_SO).search(said):
        return ""
    if _OF_HEARING.search(question):
        return "channels"
    if section in _WEIGHED and _CLOSED.search(question):
        return ""
    wandering = section == "goals" and (_IF.search(said) or _OF_CHANGES.search(question))
    return "" if wandering else section


def asked_how_it_went(quote: Quote) -> bool:
    """Whether an interviewer asked for an account of something of the company's: "How was the fitting?"."""
    return quote.kind == "interview" and _HOW_IT_WENT.search(_question(quote)) is not None


def _question(quote: Quote) -> str:
    return plain(str(quote.attributes.get(QUESTION, "")))


def _with_question(quote: Quote, document: Document | None) -> Quote:
    if document is None or document.kind != "interview" or QUESTION in quote.attributes:
        return quote
    turn = document.asked_before(quote.start)
    if turn is None or quote.start - turn.end > _REACH:
        return quote
    question = _asked(document.text[turn.start : turn.end])
    return quote.model_copy(update={"attributes": {**quote.attributes, QUESTION: question}}) if question else quote


def _asked(words: str) -> str:
    """The last sentence of a turn, where it is a question that can be repeated."""
    last = " ".join(_SENTENCE.split(words.strip())[-1].split())
    return last if last.endswith("?") and len(last) <= _LONGEST and not unfit_to_show(last) else ""
