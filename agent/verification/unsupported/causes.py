"""Causes and effects: they are only stated where a cited voice gives one, or put as a possibility in an inference."""

from __future__ import annotations

from agent.verification.evidence_text import cited_texts, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, stem_set
from agent.verification.modality import is_guess
from agent.verification.text import plain

_SORTS = ("reasons", "conclusions", "effects")


def unvoiced_cause(inquiry: Inquiry) -> str:
    """The words that state a cause or an effect which nobody who is cited gives; nothing where there are none."""
    text = plain(inquiry.text)
    for sort in _SORTS:
        for match in bounded_pattern("causes", sort).finditer(text):
            sentence = inquiry.sentence_of(match.start())
            concluded = Span(match.end(), sentence.end)
            advised = sort != "effects" and is_guess(inquiry, concluded)
            if inquiry.masked(*match.span()) or is_guess(inquiry, sentence) or advised:
                continue
            brought = match.start() if sort == "effects" else match.end()
            if not _voiced(inquiry, (sentence.start, match.start()), (brought, sentence.end)):
                return match[0].strip()
    return ""


def _voiced(inquiry: Inquiry, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether one cited text gives a reason and has half of the words that stand on either side of it.

    Where voices are reported, it is enough that one speaks of both; that it gives no reason makes the claim weak.
    """
    sides = [{word.stem for word in inquiry.content_words_within(*side)} for side in (before, after)]
    causal, reported = stem_set("causes", "voiced"), inquiry.claim.kind in ("theme", "verbatim")
    said = (stems_of(text) for text in cited_texts(inquiry))
    return any(
        (reported or causal & stems) and all(2 * len(side & stems) >= len(side) for side in sides) for stems in said
    )
