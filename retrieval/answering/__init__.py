"""Whether the evidence covers a question at all, and what would answer it."""

from retrieval.answering.context import ContextLookup
from retrieval.answering.corpus import QuotesById
from retrieval.answering.crowds import Crowd, Uncounted, amount_of_some, crowd_of
from retrieval.answering.evidence import Evidence, evidence_for
from retrieval.answering.question import Question, read_question, sections_asked
from retrieval.answering.terms import Term
from retrieval.answering.traits import Population

__all__ = [
    "ContextLookup",
    "Crowd",
    "Evidence",
    "Population",
    "Question",
    "QuotesById",
    "Term",
    "Uncounted",
    "amount_of_some",
    "crowd_of",
    "evidence_for",
    "read_question",
    "sections_asked",
]
