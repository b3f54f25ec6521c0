"""Repairing the form of a model's proposals, only where no guess at the meaning is needed."""

import re
from collections.abc import Iterable

from agent.writers.protocol import Proposal, SectionRequest
from agent.writers.rendering import locate, slots_in
from agent.writers.stages import place
from personas.claims import Kind

_MARKED = re.compile(r"[\"“”„«»]")
_ENOUGH = 5
"""Words that hardly stand in two quotes by chance."""


def in_form(proposal: Proposal, request: SectionRequest) -> Proposal:
    """The proposal in the contract's form; as it is, for the checks to judge, where that would take a guess.

    A cited figure's or count's whole phrase, copied exactly, becomes its slot, so that the system speaks it. Somebody's
    own words, copied exactly but without quotation marks, get them, be they the text or the excerpt beside a text that
    quotes nothing; where they stand in one other quote than the cited, that one is their source. What cites figures
    alone is no "verbatim" but a "statistic"; either of them that cites themes and no figure is the theme that it is.
    In a journey somebody's words stand in the stage that they name, where they name one.
    """
    proposal = _slotted(proposal, request)
    if proposal.kind in ("statistic", "verbatim"):
        proposal = proposal.model_copy(update={"kind": _kind(proposal, request)})
    if proposal.kind != "verbatim":
        return proposal
    return _staged(_quoted(proposal, request), request)


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
    """Somebody's words in quotation marks, from the quote in which they stand."""
    said = [proposal.text] if _MARKED.search(proposal.text) else [proposal.text, proposal.excerpt]
    for words in said:
        source = _source(words, proposal, request)
        if source is not None:
            alias, exact = source
            return proposal.model_copy(update={"text": f"“{exact}”", "excerpt": exact, "citations": (alias,)})
    return proposal


def _staged(proposal: Proposal, request: SectionRequest) -> Proposal:
    """Somebody's words in the stage of a journey whose cues they hold; else where the model put them."""
    cited = [alias for alias in proposal.citations or () if alias in request.quotes]
    placed = place(request.quotes[cited[0]]) if request.task == "journey" and len(cited) == 1 else None
    return proposal.model_copy(update={"stage": placed.stage, "note": placed.reason}) if placed else proposal


def _source(words: str, proposal: Proposal, request: SectionRequest) -> tuple[str, str] | None:
    """The quote that holds the words, and how they stand there: one that is cited, else the only other quotable one."""
    cited = _holding(words, (alias for alias in proposal.citations or () if alias in request.quotes), request)
    if cited or len(words.split()) < _ENOUGH:
        return next(iter(cited.items()), None)
    others = _holding(words, request.quotable, request)
    return next(iter(others.items())) if len(others) == 1 else None


def _holding(words: str, aliases: Iterable[str], request: SectionRequest) -> dict[str, str]:
    """Of these quotes those that hold the words, with the words as they stand there."""
    found = {alias: _exact(words, request.quotes[alias].text) for alias in aliases}
    return {alias: exact for alias, exact in found.items() if exact}


def _exact(said: str, text: str) -> str:
    """The words as a text has them; the model's own full stop at their end and capital at their beginning aside."""
    bare = said.rstrip(".! ")
    spellings = (said, bare, said[:1].lower() + said[1:], bare[:1].lower() + bare[1:])
    span = next((span for words in spellings if (span := locate(words, text))), None)
    return text[slice(*span)] if span else ""
