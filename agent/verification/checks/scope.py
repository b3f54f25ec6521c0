"""Whether every cited voice and figure belongs to the segment, and whether "n of N" is what the evidence counts."""

from agent.verification.finding import Finding, failed, listed, named, nothing_to_check, passed
from agent.verification.inquiry import Inquiry, Span
from agent.verification.relevance import closest
from personas.claims import Scope
from personas.evidence import Statistic, Theme

NAME = "scope"


def scope(inquiry: Inquiry) -> Finding:
    """Everything cited is of the segment, and the claim's scope agrees with it."""
    if not inquiry.citations:
        return nothing_to_check(NAME, "Nothing is cited.")
    borrowed = _borrowed(inquiry)
    if borrowed:
        return failed(NAME, f"Borrowed from outside {inquiry.segment.name}: {listed(borrowed)}.")
    if inquiry.claim.scope is not None and (problem := _miscounted(inquiry, inquiry.claim.scope)):
        return failed(NAME, problem)
    return passed(NAME, f"Everything cited belongs to {inquiry.segment.name}.")


def _borrowed(inquiry: Inquiry) -> list[str]:
    home, found = inquiry.segment.id, []
    for quote in inquiry.quotes:
        if quote.segment_id != home or quote.membership == "none":
            elsewhere = f"of segment {quote.segment_id}" if quote.segment_id not in (None, home) else "of no segment"
            found.append(f"{named(quote)} is by {quote.respondent_id}, {elsewhere}")
    figures: list[Statistic | Theme] = [*inquiry.statistics, *inquiry.themes]
    for figure in figures:
        if figure.segment_id != home:
            kind = "a figure" if figure.type == "statistic" else "a theme"
            found.append(f"{named(figure)} is {kind} of segment {figure.segment_id}")
    return found


def _miscounted(inquiry: Inquiry, stated: Scope) -> str:
    shown = f"The claim is marked as {stated.n} of {stated.of}"
    if not 0 <= stated.n <= stated.of:
        return f"{shown}, which is no share."
    counted = {(theme.n, theme.of) for theme in inquiry.themes}
    counted |= {(round(s.numerator or 0), round(s.denominator)) for s in inquiry.statistics if s.denominator}
    if counted:
        said = " and ".join(f"{n:,} of {of:,}" for n, of in sorted(counted))
        if (stated.n, stated.of) not in counted:
            return f"{shown}, but what it cites counts {said}."
        near = closest(inquiry, inquiry.themes, Span(0, len(inquiry.text)))
        if near and all((theme.n, theme.of) != (stated.n, stated.of) for theme in near) and not inquiry.statistics:
            return f"{shown}, but it speaks of '{near[0].label}', which {near[0].phrase()} say."
        return ""
    people = len(inquiry.respondents)
    if stated.n > people:
        return f"{shown}, but it cites only {people} people."
    heard = (quote for quote in inquiry.pack.quotes if quote.segment_id == inquiry.segment.id and not quote.placed)
    voices = {quote.respondent_id for quote in heard}
    if stated.of < len(voices):
        return f"{shown}, but {len(voices)} people of the segment are heard in this evidence."
    return ""
