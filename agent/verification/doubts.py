"""Signs that a claim should be read although its checks hold: each makes it weak, none makes it fail."""

from __future__ import annotations

from agent.verification.checks.direction import colours_of
from agent.verification.checks.names import lower_case_only
from agent.verification.excerpts import Place, best_place
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import attitude_stems, axes, common_stems, stem_set
from agent.verification.material import attribute_text, cited_texts, matter, stems_of
from agent.verification.relevance import subject_stems
from agent.verification.text import Word, clauses
from agent.verification.typed_figures import displaced


def doubts(inquiry: Inquiry) -> list[str]:
    """Reasons for a second look, each a clause for one sentence; empty when there is none."""
    found = [
        displaced(inquiry),
        _loose_quotation(inquiry),
        _as_name(inquiry),
        _novel(inquiry),
        _attitude(inquiry),
        _figureless(inquiry),
    ]
    return [reason for reason in found if reason]


def _loose_quotation(inquiry: Inquiry) -> str:
    for quotation in inquiry.quotations.found:
        if best_place(inquiry, quotation.text) == Place.LOOSE:
            return "words just outside the quotation may change what it says"
    return ""


def _as_name(inquiry: Inquiry) -> str:
    written = lower_case_only(inquiry)
    return f"'{written[0]}' is written as a name, and the evidence only has the word" if written else ""


def _novel(inquiry: Inquiry) -> str:
    """Words that nothing cited says, where one of them alone changes the claim, or a clause consists of them."""
    known = {stem for text in _said(inquiry) for stem in stems_of(text)}
    for sentence in inquiry.sentences:
        stems = set(subject_stems(inquiry, sentence))
        lacking = [
            word
            for word in matter(inquiry.own_words_within(*sentence))
            if word.stem in stems and word.stem not in known
        ]
        for word in lacking:
            if reason := _telling(inquiry, word):
                return reason
        if inquiry.claim.kind == "statistic" and lacking:
            return f"'{lacking[0].text}' is neither in the figure nor in a cited quote"
        for start, end in clauses(inquiry.text, *sentence):
            carried = [w for w in matter(inquiry.own_words_within(start, end)) if w.stem in stems]
            strange = [w for w in carried if w in lacking]
            if len(strange) >= 2 and len(strange) * 2 > len(carried):
                return f"the evidence has neither '{strange[0].text}' nor '{strange[1].text}'"
    return ""


def _said(inquiry: Inquiry) -> list[str]:
    return [*cited_texts(inquiry), *(attribute_text(quote) for quote in inquiry.quotes)]


def _telling(inquiry: Inquiry, word: Word) -> str:
    if word.stem in stem_set("direction", "certainty"):
        return f"'{word.text}' is stronger than anything that is cited"
    if word.stem in axes():
        return f"'{word.text}' is an opinion that nothing cited holds"
    if word.stem not in common_stems() and not word.text.isdigit():
        return f"'{word.text}' is no everyday word and stands in nothing cited"
    return ""


def _attitude(inquiry: Inquiry) -> str:
    """A word of complaint or praise where the evidence holds no word of that colour."""
    colours = {colour for text in cited_texts(inquiry) for colour in colours_of(text)}
    for word in inquiry.own_words:
        for colour, sign in (("negative", -1), ("positive", 1)):
            if word.stem in attitude_stems(colour) and sign not in colours:
                return f"'{word.text}' has a colour that nothing cited has"
    return ""


def _figureless(inquiry: Inquiry) -> str:
    if inquiry.claim.kind != "statistic" or inquiry.spoken.figures or numbers_in(inquiry.text):
        return ""
    return "a statistic is cited, and no figure is said"
