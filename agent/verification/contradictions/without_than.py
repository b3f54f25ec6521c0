"""A comparison turned round without a "than": the one that a voice puts behind is called the quicker."""

from __future__ import annotations

from collections.abc import Iterator

from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.contradictions.comparing import names_what_it_compares
from agent.verification.contradictions.comparisons import comparisons_in
from agent.verification.contradictions.scales import compared_in, degree_of
from agent.verification.contradictions.turned import pairs_said
from agent.verification.inquiry import Inquiry


def turned_without_than(inquiry: Inquiry) -> str:
    """The claim's clause whose comparative stands with what each voice puts at its other end, as words; or nothing."""
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            if any(_turned(inquiry, clause)):
                return inquiry.text[clause.start : clause.end]
    return ""


def _turned(inquiry: Inquiry, clause: Clause) -> Iterator[bool]:
    own = inquiry.own_words_within(clause.start, clause.end)
    compared = compared_in(own)
    if compared is None or names_what_it_compares(inquiry.text[clause.start : clause.end]):
        return
    degree = degree_of(compared, (), own[: own.index(compared)])
    told = [word.stem for word in clause.found if word.stem != compared.stem]
    for pair in pairs_said(inquiry, comparisons_in) if told else ():
        higher, lower = (pair.first, pair.second) if degree.end > 0 else (pair.second, pair.first)
        behind = lower - higher
        place = any(word.text[:1].isupper() and word.stem in behind for word in clause.found[1:])
        more = len(behind & set(told)) > len((higher - lower) & set(told))
        yield pair.sort == degree.scale and (more or place or told[0] in behind)
