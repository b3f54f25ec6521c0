"""Signs that a claim should be read although its checks hold: each makes it weak, none makes it fail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.verification.checks.names import lower_case_only
from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.evidence_text import cited_texts, content_stems, content_words, quotes_among, stems_of, texts_of
from agent.verification.excerpts import Place, best_place
from agent.verification.figures.typed_figures import displaced
from agent.verification.finding import named
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import attitude_stems, stem_set
from agent.verification.modality import is_heading
from agent.verification.novelty import few_voices, novel
from agent.verification.polarity import colour_of_stars, colours_of
from agent.verification.shifts import shifted
from agent.verification.statements import statements
from agent.verification.text import Word, words
from personas.evidence import Quote, Statistic, Theme

MOST = 2 / 3
"""The share of a counted theme's voices that must have the colour of a word of praise or complaint."""

_APART = re.compile(r"[;,:.(–—]|\b(?:and|but|while|whereas|yet)\b", re.IGNORECASE)


def doubts(inquiry: Inquiry) -> list[str]:
    """Reasons for a second look, each a clause for one sentence; empty when there is none."""
    found = [
        displaced(inquiry),
        _loose_quotation(inquiry),
        _as_name(inquiry),
        novel(inquiry),
        few_voices(inquiry),
        _because(inquiry),
        shifted(inquiry),
        attitude(inquiry),
        _figureless(inquiry),
        _empty(inquiry),
        _heading(inquiry),
        _run_together(inquiry),
        _idle(inquiry),
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


def _because(inquiry: Inquiry) -> str:
    """A cause that the claim gives and no cited voice does, of what stands before it for what stands after it."""
    if inquiry.claim.kind in ("inference", "hypothesis"):
        return ""
    for word in inquiry.own_words:
        if word.stem in stem_set("function_words", "causes") and not _gives_cause(inquiry, word):
            return f"'{word.text}' gives a cause that nothing cited gives"
    return ""


def _gives_cause(inquiry: Inquiry, word: Word) -> bool:
    """Whether a cited text has the word, and something of what the claim says before it and after it."""
    sentence = inquiry.sentence_of(word.start)
    before = {one.stem for one in inquiry.content_words_within(sentence.start, word.start)}
    after = {one.stem for one in inquiry.content_words_within(word.end, sentence.end)}
    if inquiry.quotations.found and not (before and after):
        return False
    said = (stems_of(text) for text in cited_texts(inquiry))
    return any(word.stem in stems and all(not side or side & stems for side in (before, after)) for stems in said)


def attitude(inquiry: Inquiry) -> str:
    """A word of complaint or praise where the evidence holds no word of that colour, or more of the other.

    Where a count introduces it, the counted theme takes that side as a whole, or most of its voices have the colour.
    """
    clauses = [clause for sentence in inquiry.sentences for clause in clauses_with_evidence(inquiry, sentence)]
    cited: list[Quote | Statistic | Theme] = [*inquiry.quotes, *inquiry.themes]
    for word in inquiry.own_words:
        around = next((clause for clause in clauses if clause.start <= word.start and word.end <= clause.end), None)
        coloured = _colours(inquiry, around.members if around else cited)
        for colour, sign in (("negative", -1), ("positive", 1)):
            if word.stem not in attitude_stems(colour):
                continue
            same, other = (sum(side in colours for colours in coloured) for side in (sign, -sign))
            if not same or other > same:
                return f"'{word.text}' has a colour that what is cited has not"
            if around and around.counted and not _sided(around, sign):
                worded = _colours(inquiry, around.members, stars=False)
                same = sum(sign in colours for colours in worded)
                if same < MOST * len(worded):
                    return f"'{word.text}' is said of all who are counted, and {same} of them say it of this"
    return ""


def _sided(clause: Clause, sign: int) -> bool:
    """Whether every theme of a clause was counted as praise, or as complaint."""
    sides = {member.side for member in clause.members if isinstance(member, Theme)}
    return sides == {"good" if sign > 0 else "bad"}


def _colours(
    inquiry: Inquiry, members: Sequence[Quote | Statistic | Theme], *, stars: bool = True
) -> list[frozenset[int]]:
    """The colours of each text that bears a clause; with `stars`, a rating of at most 2 or at least 4 included.

    Stars are of a whole review: they don't say of which thing in it the words of praise are.
    """
    labels = [colours_of(member.label) for member in members if isinstance(member, Theme)]
    found = [colours for colours in labels if colours]
    for quote in {quote.id: quote for quote in quotes_among(inquiry, members)}.values():
        found.append(colours_of(quote.text) | colour_of_stars(quote.rating if stars else None))
    return found


def _figureless(inquiry: Inquiry) -> str:
    if inquiry.claim.kind != "statistic" or inquiry.spoken.figures or numbers_in(inquiry.text):
        return ""
    return "a statistic is cited, and no figure is said"


def _empty(inquiry: Inquiry) -> str:
    """A theme that says nothing in words."""
    if inquiry.claim.kind != "theme" or inquiry.content_words or inquiry.quotations.found:
        return ""
    return "it holds no word that could be looked for"


def _heading(inquiry: Inquiry) -> str:
    """What several people say, in words that say of nobody that they say or do it."""
    if inquiry.claim.kind != "theme" or inquiry.spoken.figures or inquiry.quotations.found or statements(inquiry):
        return ""
    labels = {frozenset(word.stem for word in content_words(words(theme.label))) for theme in inquiry.themes}
    if frozenset(word.stem for word in inquiry.content_words) in labels or numbers_in(inquiry.text):
        return ""
    if not all(is_heading(inquiry, sentence) for sentence in inquiry.sentences):
        return ""
    return "it is a heading, and says of nobody what they say or do"


def _run_together(inquiry: Inquiry) -> str:
    """Two spoken figures that nothing keeps apart, so that one seems to be said of the other."""
    for one, other in pairwise(inquiry.spoken.figures):
        between = inquiry.text[one.end : other.start]
        if inquiry.sentence_of(one.start) == inquiry.sentence_of(other.start) and not _APART.search(between):
            return f"{named(one.source)} and {named(other.source)} are said as one"
    return ""


def _idle(inquiry: Inquiry) -> str:
    """A citation that shares no word with the claim, spoken and quoted words included."""
    said, quoted = frozenset(word.stem for word in content_words(inquiry.words)), _quoted(inquiry)
    members: list[Quote | Statistic | Theme] = [*inquiry.quotes, *inquiry.themes, *inquiry.statistics]
    for member in members:
        texts = texts_of(inquiry, member)
        if said and not any(said & content_stems(text) or quoted & stems_of(text) for text in texts):
            return f"{named(member)} is cited, and says nothing of this"
    return ""


def _quoted(inquiry: Inquiry) -> frozenset[str]:
    return frozenset(word.stem for quotation in inquiry.quotations.found for word in words(quotation.text))
