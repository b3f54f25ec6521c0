"""Whether words that set the group apart, from others or from what was, rest on a difference that was measured."""

from __future__ import annotations

from agent.verification.finding import Finding, failed, named, nothing_to_check, passed
from agent.verification.inquiry import Inquiry, Span
from agent.verification.quantification import Contrast
from agent.verification.relevance import closest
from agent.verification.statements import clause_around, speaks_of_one
from agent.verification.unsupported.unfounded import change
from personas.evidence import Statistic
from personas.normalising import comparable
from personas.phrasing import SMALL_SAMPLE

NAME = "difference"


def difference(inquiry: Inquiry) -> Finding:
    """Every contrast with others is that of a cited statistic with n >= 30 and q < 0.05, in its direction.

    A change over time is that of a cited figure that measures one, or is told by a cited voice.
    """
    if words := change(inquiry):
        return failed(NAME, f"'{words}' says that something changes, and nothing cited measures or tells a change.")
    found = list(inquiry.contrasts)
    if not found:
        return nothing_to_check(NAME, "Nothing is said to differ from others.")
    findings = [finding for contrast in found if (finding := _judge(inquiry, contrast))]
    for finding in sorted(findings, key=lambda finding: not finding.opposite):
        return finding
    return passed(NAME, f"'{found[0].words}' rests on a difference that was tested.")


def _judge(inquiry: Inquiry, contrast: Contrast) -> Finding | None:
    sentence = inquiry.sentence_of(contrast.start)
    span = clause_around(inquiry, sentence, contrast.start)
    if _voiced(inquiry, contrast, sentence):
        return None
    tested = [figure for figure in inquiry.statistics if figure.base_value is not None]
    relevant = closest(inquiry, tested, span) or closest(inquiry, tested, Span(sentence.start, sentence.end))
    if not relevant:
        return failed(NAME, f"'{contrast.words}' sets the group apart, but no cited figure compares it with others.")
    for figure in relevant:
        if finding := _compare(contrast, figure):
            return finding
    return None


def _compare(contrast: Contrast, figure: Statistic) -> Finding | None:
    above = (figure.value > (figure.base_value or 0)) - (figure.value < (figure.base_value or 0))
    if contrast.sign and above and contrast.sign != above:
        side = "above" if above > 0 else "below"
        return failed(NAME, f"'{contrast.words}' says the opposite: {named(figure)} lies {side} all.", opposite=True)
    if figure.differs:
        return None
    return failed(NAME, f"'{contrast.words}' is not shown: {_why(figure)}.")


def _why(figure: Statistic) -> str:
    if figure.denominator is None or figure.denominator < SMALL_SAMPLE:
        return f"{named(figure)} counts {figure.denominator or 0:,.0f}, and {SMALL_SAMPLE} are needed"
    if figure.q_value is None:
        return f"no difference was tested for {named(figure)}"
    return f"{named(figure)} has q = {figure.q_value:.2g}, and it must be below 0.05"


def _voiced(inquiry: Inquiry, contrast: Contrast, sentence: Span) -> bool:
    """Whether a cited person makes the comparison, and the sentence tells of one person."""
    said = comparable(contrast.words).casefold()
    inside = any(said in comparable(quote.text).casefold() for quote in inquiry.quotes)
    return inside and speaks_of_one(inquiry.text[slice(*sentence)])
