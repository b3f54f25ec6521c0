"""What a model meant but put in the wrong form: mended only where no word, figure or citation changes by it."""

import re

from agent.writers.protocol import Proposal, SectionRequest
from agent.writers.rendering import locate

_MARKS = re.compile(r"[“”\"]")
_STATISTIC_SLOT = re.compile(r"\{\s*S\d+")


def in_form(proposal: Proposal, request: SectionRequest) -> Proposal:
    """The proposal in the contract's form; as it is, for the checks to judge, where that would take a guess.

    Somebody's own words, copied exactly from one cited quote but without quotation marks, get them. A "statistic"
    that cites themes and no figure is called the theme that it is.
    """
    match proposal.kind:
        case "verbatim":
            return _quoted(proposal, request)
        case "statistic" if _counts_a_theme(proposal, request):
            return proposal.model_copy(update={"kind": "theme"})
        case _:
            return proposal


def _quoted(proposal: Proposal, request: SectionRequest) -> Proposal:
    if _MARKS.search(proposal.text):
        return proposal
    for alias in proposal.citations or ():
        quote = request.quotes.get(alias)
        span = _place(proposal.text, quote.text) if quote else None
        if quote and span:
            words = quote.text[slice(*span)]
            return proposal.model_copy(update={"text": f"“{words}”", "excerpt": words, "citations": (alias,)})
    return proposal


def _place(said: str, text: str) -> tuple[int, int] | None:
    """Where the words stand, a full stop of the model's own at their end aside."""
    return locate(said, text) or locate(said.rstrip(".! "), text)


def _counts_a_theme(proposal: Proposal, request: SectionRequest) -> bool:
    cited = set(proposal.citations or ())
    figures = cited & request.statistics.keys() or _STATISTIC_SLOT.search(proposal.text)
    return bool(cited & request.themes.keys()) and not figures
