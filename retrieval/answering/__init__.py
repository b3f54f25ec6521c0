"""Whether the evidence covers a question at all, and what would answer it."""

from retrieval.answering.context import ContextLookup
from retrieval.answering.corpus import QuotesById
from retrieval.answering.evidence import Evidence, evidence_for
from retrieval.answering.question import Question, read_question, sections_asked
from retrieval.answering.terms import Term

__all__ = [
    "ContextLookup",
    "Evidence",
    "Question",
    "QuotesById",
    "Term",
    "evidence_for",
    "read_question",
    "sections_asked",
]
