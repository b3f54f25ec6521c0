"""What a company would have to keep if it were published: it stands in the evidence, or the company says it itself."""

from __future__ import annotations

from agent.verification.clause_evidence import windows_of
from agent.verification.evidence_text import cited_texts, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, bounded_patterns, word_set
from agent.verification.modality import is_guess
from agent.verification.statements import speaks_of_one, statements
from agent.verification.text import plain, words
from personas.draft import ADVICE
from personas.evidence import Quote, Statistic, Theme

_MESSAGES = "messages"
_ESSENCE = "essence"
"""Says in a sentence who somebody is: what speaks of nobody there is a slogan."""


def promised(inquiry: Inquiry) -> str:
    """The words that promise what nothing cited says; nothing where there are none."""
    return next((found for span in inquiry.sentences if (found := _in_sentence(inquiry, span))), "")


def assured(inquiry: Inquiry) -> str:
    """Words that assure of safety, a standard, health or access, and not as what somebody says; or nothing."""
    for span in inquiry.sentences:
        if not (_all(inquiry, "reported", span) or inquiry.spoken.within(*span) or is_guess(inquiry, span)):
            if found := _all(inquiry, "assured", span):
                return found[0]
    return ""


def _in_sentence(inquiry: Inquiry, span: Span) -> str:
    if not _advised(inquiry, span):
        for offered in _all(inquiry, "offers", span):
            if not _said(inquiry, offered):
                return offered
    if _in_the_companys_name(inquiry, span) and not _held_whole(inquiry, span):
        return inquiry.text[span.start : span.end].strip()
    return ""


def _in_the_companys_name(inquiry: Inquiry, span: Span) -> bool:
    """Whether a sentence is the company's to its customers: it says "we" or "you", or is a message's own wording."""
    if _all(inquiry, "company", span):
        return True
    if inquiry.claim.section not in (_MESSAGES, _ESSENCE) or inquiry.spoken.within(*span):
        return False
    if inquiry.claim.section == _ESSENCE and _of_somebody(inquiry):
        return False
    if bounded_pattern("modality", "concluding").search(plain(inquiry.text[slice(*span)])):
        return False
    about_them = any(span.holds(statement.start, statement.start) for statement in statements(inquiry))
    if any(_all(inquiry, sort, span) for sort in ("told", "future")):
        return True
    return not (about_them or _all(inquiry, "directed", span) or speaks_of_one(inquiry.text[span.start : span.end]))


def _of_somebody(inquiry: Inquiry) -> bool:
    """Whether a text speaks of people: by a pronoun, as a group, with the persona's name, or as what is said."""
    people = word_set("function_words", "report") | {"they", "them", "their", "theirs", "who", "somebody", "someone"}
    names = inquiry.persona_name.lower().split()
    return any(word.lower in people or word.lower in names for word in inquiry.own_words)


def _advised(inquiry: Inquiry, span: Span) -> bool:
    """Whether a sentence says what a team may weigh, which nobody outside is told."""
    within = inquiry.claim.kind == "inference" and inquiry.claim.section in ADVICE
    return within and bool(_all(inquiry, "weighed", span))


def _all(inquiry: Inquiry, sort: str, span: Span) -> list[str]:
    """The words of a sort in a sentence, in the writer's own voice."""
    matches = bounded_patterns("promises")[sort].finditer(plain(inquiry.text[span.start : span.end]))
    return [m[0] for m in matches if not inquiry.masked(span.start + m.start(), span.start + m.end())]


def _said(inquiry: Inquiry, offered: str) -> bool:
    """Whether some cited text has all the words of an offer."""
    wanted = {word.stem for word in words(offered)}
    return any(wanted <= stems_of(text) for text in cited_texts(inquiry))


def _held_whole(inquiry: Inquiry, span: Span) -> bool:
    """Whether three sentences in a row of one piece of evidence hold every content word of a sentence."""
    told = {word.stem for word in inquiry.content_words_within(*span)}
    members: list[Quote | Statistic | Theme] = [*inquiry.quotes, *inquiry.themes, *inquiry.statistics]
    return any(told <= window for window in windows_of(inquiry, members))
