"""Evidence as a model sees it: one JSON object a line, by alias, unable to close its fence."""

import json
from collections.abc import Sequence
from typing import Any

from agent.writers.protocol import Failure, SectionRequest, Standing
from agent.writers.rendering import slots_in
from personas.draft import SegmentReference
from personas.evidence import Quote, Theme
from retrieval.injection import unfit_to_show

_OWN_WORDS = "in their own words"


def shown_quotes(request: SectionRequest) -> dict[str, Quote]:
    """The quotes that a model may see: none that gives orders; where themes speak already, only the quotable."""
    wanted = request.quotable if request.task != "section" or request.section == _OWN_WORDS else request.quotes
    return {alias: quote for alias in wanted if not unfit_to_show((quote := request.quotes[alias]).text)}


def shown_aliases(request: SectionRequest) -> list[str]:
    """Everything that may be cited in the answer."""
    return [*request.statistics, *request.themes, *shown_quotes(request)]


def evidence_lines(request: SectionRequest) -> str:
    """The evidence of a request: figures, then themes, then quotes."""
    quotes = shown_quotes(request)
    alias_of = {quote.id: alias for alias, quote in quotes.items()}
    lines: list[dict[str, Any]] = [
        {"alias": alias, "is": "statistic", "says": figure.phrase()} for alias, figure in request.statistics.items()
    ]
    lines += [_theme(alias, theme, alias_of) for alias, theme in request.themes.items()]
    lines += [_quote(alias, quote, alias in request.quotable) for alias, quote in quotes.items()]
    return "\n".join(map(as_data, lines))


def standing_lines(request: SectionRequest) -> str:
    """The claims that stood the checks, with their slots, and what each rests on beside those."""
    return "\n".join(as_data(_standing(claim)) for claim in request.standing)


def failure_lines(failures: Sequence[Failure]) -> str:
    """The claims that failed, with the reasons."""
    return "\n".join(
        as_data(
            {
                "text": failure.proposal.text,
                "kind": failure.proposal.kind,
                "citations": failure.proposal.citations,
                "failed": list(failure.reasons),
            }
        )
        for failure in failures
    )


def segment_line(segment: SegmentReference) -> str:
    """The segment in words: its name and rule, never its id."""
    return as_data({"name": segment.name, "rule": segment.rule})


def as_data(value: dict[str, Any]) -> str:
    """One line of JSON in which no angle bracket stands, so that nothing in it can look like a fence."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


def _standing(claim: Standing) -> dict[str, Any]:
    line: dict[str, Any] = {"section": claim.section, "text": claim.text}
    spoken = slots_in(claim.text)
    beside = [alias for alias in claim.aliases if alias not in spoken]
    return {**line, "citations": beside} if beside else line


def _theme(alias: str, theme: Theme, alias_of: dict[str, str]) -> dict[str, Any]:
    shown = [alias_of[quote_id] for quote_id in theme.quotes if quote_id in alias_of]
    against = [alias_of[quote_id] for quote_id in theme.opposing if quote_id in alias_of]
    line = {"alias": alias, "is": "theme", "label": theme.label, "says": theme.phrase(), "shown_by": " ".join(shown)}
    return {**line, "against": " ".join(against)} if against else line


def _quote(alias: str, quote: Quote, quotable: bool) -> dict[str, Any]:
    line: dict[str, Any] = {"alias": alias, "is": "quotable" if quotable else "quote", "words": quote.text}
    return line if quote.rating is None else {**line, "stars": _stars(quote.rating)}


def _stars(rating: float) -> float:
    """A whole number of stars without its zero: every sign of it is paid for."""
    return int(rating) if rating.is_integer() else rating
