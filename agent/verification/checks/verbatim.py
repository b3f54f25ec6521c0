"""Whether words in quotation marks are somebody's own words, in full honesty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.verification.evidence_text import cited_texts
from agent.verification.excerpts import Place, place
from agent.verification.finding import Finding, failed, named, nothing_to_check, passed, shortened
from agent.verification.inquiry import Inquiry
from agent.verification.text import words
from agent.verification.text.quotations import Quotation
from personas.claims import Citation
from personas.evidence import STAFF_NOTE, Quote, Statistic, Theme
from personas.languages import ENGLISH
from personas.normalising import comparable

NAME = "verbatim"
_STAFF = frozenset({"staff", "employee", "employees", "colleague", "colleagues"})
_I = re.compile(r"I(?:['’](?:m|ve|d|ll))?$")


def verbatim(inquiry: Inquiry) -> Finding:
    """Quoted words stand in a cited quote at the cited place, letter for letter; excerpts are what they say."""
    for citation in inquiry.citations:
        if problem := _altered_excerpt(citation, inquiry.pack.find(citation.evidence_id)):
            return failed(NAME, problem)
    if inquiry.quotations.unbalanced:
        return failed(NAME, f"A quotation mark has no partner near: {shortened(inquiry.quotations.unbalanced)}")
    if speaking := _first_person(inquiry):
        return failed(NAME, f"'{speaking}' speaks as a customer, and outside a quotation those are the writer's words.")
    found = [quotation for quotation in inquiry.quotations.found if not inquiry.spoken.covers(*quotation[:2])]
    if not found:
        return nothing_to_check(NAME, "Nothing stands in quotation marks but what a figure says itself.")
    for quotation in found:
        if finding := _misquoted(inquiry, quotation):
            return finding
    return passed(NAME, "The quoted words stand in the cited quote.")


def _first_person(inquiry: Inquiry) -> str:
    """An English "I" in the writer's own words, which no label of a cited theme has."""
    if inquiry.claim.language != ENGLISH:
        return ""
    labels = {word.text for theme in inquiry.themes for word in words(theme.label)}
    own = (word.text for word in inquiry.own_words if word.text not in labels)
    return next((word for word in own if _I.match(word)), "")


def _altered_excerpt(citation: Citation, member: Quote | Statistic | Theme | None) -> str:
    if member is None:
        return ""
    if not isinstance(member, Quote):
        return _altered_figure(citation, member)
    shown = shortened(citation.excerpt)
    if citation.start is None and citation.end is None:
        if citation.excerpt in member.text:
            return ""
        return f"The cited excerpt '{shown}' does not stand in {named(member)}."
    start, end = citation.start or 0, len(member.text) if citation.end is None else citation.end
    if not 0 <= start < end <= len(member.text):
        return f"The cited place {start} to {end} lies outside {named(member)}."
    if citation.excerpt and citation.excerpt != member.text[start:end]:
        return f"The cited excerpt '{shown}' is not what {named(member)} says there."
    return ""


def _altered_figure(citation: Citation, member: Statistic | Theme) -> str:
    said = member.phrase() if isinstance(member, Statistic) else f"{member.label} {member.phrase()} {member.topic}"
    known = {word.lower for word in words(said)}
    strange = next((word.text for word in words(citation.excerpt) if word.lower not in known), "")
    return f"The cited excerpt holds '{strange}', which {named(member)} does not say." if strange else ""


def _misquoted(inquiry: Inquiry, quotation: Quotation) -> Finding | None:
    shown = shortened(quotation.text)
    count = len(words(quotation.text))
    if not count:
        return failed(NAME, "Quotation marks without words stand in the text.")
    placed = [(place(inquiry, citation, quote, quotation.text), quote) for citation, quote in inquiry.cited_quotes]
    if _only_noted([quote for where, quote in placed if where in (Place.WHOLE, Place.LOOSE)], inquiry):
        return failed(NAME, f"'{shown}' is what staff noted, nobody's own words: say so, as in “Staff noted: …”.")
    found = [where for where, _ in placed]
    if Place.WHOLE in found or (Place.LOOSE in found and inquiry.claim.kind not in ("inference", "hypothesis")):
        return None
    if Place.LOOSE in found:
        return failed(NAME, f"Words just outside '{shown}' may change what it says, and nothing here warns of it.")
    if Place.TURNED in found:
        reason = f"'{shown}' was cut out of words that deny or outweigh it, lay it on others or make it conditional."
        return failed(NAME, reason, opposite=True)
    if Place.CUT in found:
        return failed(NAME, f"'{shown}' begins or ends in the middle of a word or a number of the quote.")
    if count == 1 and _stands_alone(inquiry, quotation.text):
        return None
    if not inquiry.quotes:
        return failed(NAME, f"'{shown}' stands in quotation marks, but no quote is cited.")
    return failed(NAME, f"'{shown}' does not stand in the cited quote at the cited place.")


def _only_noted(holding: Sequence[Quote], inquiry: Inquiry) -> bool:
    """Whether quoted words stand in employees' notes alone, and the claim does not say so."""
    told = any(word.lower in _STAFF for word in inquiry.own_words)
    return bool(holding) and not told and all(quote.speaker == STAFF_NOTE for quote in holding)


def _stands_alone(inquiry: Inquiry, text: str) -> bool:
    """Whether a single quoted word is a word of a cited theme or figure."""
    wanted = comparable(text).casefold()
    figures = [*inquiry.themes, *inquiry.statistics]
    return bool(figures) and any(wanted == word.lower for said in cited_texts(inquiry) for word in words(said))
