"""What a model meant but put in the wrong form: mended only where no word, figure or citation changes by it."""

import re

from agent.writers.protocol import Proposal, SectionRequest
from agent.writers.rendering import locate, slots_in
from personas.claims import Kind


def in_form(proposal: Proposal, request: SectionRequest) -> Proposal:
    """The proposal in the contract's form; as it is, for the checks to judge, where that would take a guess.

    A cited figure's or count's whole phrase, copied exactly, becomes its slot, so that the system speaks it. Somebody's
    own words, copied exactly from one cited quote but without quotation marks, get them. What cites figures alone is
    no "verbatim" but a "statistic"; either of them that cites themes and no figure is the theme that it is.
    """
    proposal = _slotted(proposal, request)
    if proposal.kind in ("statistic", "verbatim"):
        proposal = proposal.model_copy(update={"kind": _kind(proposal, request)})
    return _quoted(proposal, request) if proposal.kind == "verbatim" else proposal


def _kind(proposal: Proposal, request: SectionRequest) -> Kind:
    """What a "statistic" or a "verbatim" can be at all by what it cites: figures, themes, or somebody's words."""
    cited = set(proposal.citations or ())
    figures, themes, quotes = (
        cited & members.keys() for members in (request.statistics, request.themes, request.quotes)
    )
    if proposal.kind == "verbatim" and quotes:
        return "verbatim"
    if themes and not figures and not any(alias.startswith("S") for alias in slots_in(proposal.text)):
        return "theme"
    return "statistic" if figures and figures == cited else proposal.kind


def _slotted(proposal: Proposal, request: SectionRequest) -> Proposal:
    text = proposal.text
    for alias in proposal.citations or ():
        member = request.statistics.get(alias) or request.themes.get(alias)
        if member is not None:
            whole = rf"(?<![\w.,£$€-]){re.escape(member.phrase())}(?![\w%]|[.,]\d)"
            text = re.sub(whole, f"{{{alias}}}", text, flags=re.IGNORECASE)
    return proposal if text == proposal.text else proposal.model_copy(update={"text": text})


def _quoted(proposal: Proposal, request: SectionRequest) -> Proposal:
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
