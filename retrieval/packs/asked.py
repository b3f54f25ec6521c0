"""What an interviewer asked: the question that a reply answers, beside the reply's own words."""

import re
from collections.abc import Iterable, Mapping

from personas.evidence import Quote
from personas.voices import Document
from retrieval.injection import unfit_to_show

QUESTION = "question"
"""The attribute of a quote that holds the question which it answers; of a survey it is there from the beginning."""
_REACH = 150
"""Characters of a reply that still answer what was asked; what is said later may have wandered off."""
_LONGEST = 200
"""Characters of a question that can be repeated."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def with_questions(quotes: Iterable[Quote], documents: Mapping[str, Document]) -> list[Quote]:
    """The quotes, those that begin a reply to an interviewer with what was asked as their `question`.

    `documents` are the interviews by id; a quote of any other kind, or whose document is not there, stays as it is.
    """
    return [_with_question(quote, documents.get(quote.document_id)) for quote in quotes]


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
