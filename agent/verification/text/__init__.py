"""How a claim's text is read: words with offsets, sentences, clauses and quotations."""

from agent.verification.text.quotations import Quotation, quotations
from agent.verification.text.stems import is_irregular, stem
from agent.verification.text.words import Word, clause_at, clauses, linked_clauses, plain, sentences, words

__all__ = [
    "Quotation",
    "Word",
    "clause_at",
    "clauses",
    "is_irregular",
    "linked_clauses",
    "plain",
    "quotations",
    "sentences",
    "stem",
    "words",
]
