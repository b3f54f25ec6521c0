"""Checked sentences composed from evidence without a model: figures, themes, quotations."""

from collections import Counter
from collections.abc import Iterable, Iterator

from agent.chat.services import EVERYBODY, Found
from agent.verification import verify
from agent.writers import Aliases, Proposal, render
from agent.writers.quotations import excerpt, repeatable
from personas.claims import Claim
from personas.draft import SegmentReference
from personas.evidence import STAFF_NOTE, Quote, Statistic, Theme

MOST_QUOTES, MOST_FIGURES, MOST_THEMES, MOST = 4, 3, 2, 7
"""Of one answer; an answer of figures alone may have MOST of them."""


def spoken(found: Found) -> list[Claim]:
    """The found evidence in at most MOST sentences that passed the checks: figures, then themes, then quotations."""
    aliases = Aliases(found.pack)
    alone = not found.pack.themes and not found.answering
    figures = _standing(found, aliases, (_figure(aliases, one) for one in found.pack.statistics))
    themes = _standing(found, aliases, (_theme(aliases, one) for one in found.pack.themes))
    chosen = [*_first(figures, MOST if alone else MOST_FIGURES), *_first(themes, MOST_THEMES)]
    quotes = _standing(found, aliases, (repeated(aliases, one) for one in _voices(found)))
    chosen += _first(quotes, min(MOST_QUOTES, MOST - len(chosen)))
    return [claim.model_copy(update={"id": f"c-{number}"}) for number, claim in enumerate(chosen, start=1)]


def scope_of(found: Found, proposal: Proposal, aliases: Aliases) -> SegmentReference:
    """Where a sentence is checked: one about a single segment's figures within that segment, others where it was asked.

    An answer about everybody may hold a figure of one segment, named as such; it never borrows into a segment's answer.
    """
    if found.scope.id != EVERYBODY.id:
        return found.scope
    members = [aliases.find(alias) for alias in proposal.citations or ()]
    homes = {member.segment_id for member in members if isinstance(member, Statistic | Theme)}
    home = next(iter(homes)) if len(homes) == 1 else None
    if home is None or home not in found.names or any(isinstance(member, Quote) for member in members):
        return found.scope
    return found.scope.model_copy(update={"id": home, "name": found.names[home]})


def named(found: Found, proposal: Proposal, aliases: Aliases) -> Proposal:
    """A sentence about a single segment's figures names that segment, where another is asked about or none."""
    whose = scope_of(found, proposal, aliases)
    if whose.id == found.scope.id or whose.name.casefold() in proposal.text.casefold():
        return proposal
    return proposal.model_copy(update={"text": f"{whose.name}: {proposal.text}"})


def repeated(aliases: Aliases, quote: Quote) -> Proposal:
    """A quote in its own words; of what an employee noted it is said that staff did."""
    words, lead = excerpt(quote), "Staff noted: " if quote.speaker == STAFF_NOTE else ""
    return Proposal(
        text=f"{lead}“{words}”", kind="verbatim", citations=(aliases.of(quote.id),), excerpt=words, section="answer"
    )


def checked(found: Found, proposal: Proposal, aliases: Aliases, claim_id: str = "c-0") -> Claim:
    """A proposal as a claim with its checks and verdict."""
    return verify(render(proposal, aliases, claim_id), found.pack, scope_of(found, proposal, aliases))


def _standing(found: Found, aliases: Aliases, proposals: Iterable[Proposal]) -> Iterator[Claim]:
    claims = (checked(found, named(found, proposal, aliases), aliases) for proposal in proposals)
    return (claim for claim in claims if not claim.blocking)


def _first(claims: Iterator[Claim], most: int) -> list[Claim]:
    return [claim for _, claim in zip(range(most), claims, strict=False)]


def _voices(found: Found) -> Iterator[Quote]:
    """The answering quotes that may be repeated: two a person, and more when all are one person's."""
    said = Counter[str]()
    speakers = {quote.respondent_id for quote in found.pack.quotes if quote.id in found.answering}
    most = 2 if len(speakers) > 1 else MOST_QUOTES
    for quote_id in found.answering:
        quote = found.pack.find(quote_id)
        if isinstance(quote, Quote) and said[quote.respondent_id] < most and repeatable(quote):
            said[quote.respondent_id] += 1
            yield quote


def _figure(aliases: Aliases, statistic: Statistic) -> Proposal:
    alias = aliases.of(statistic.id)
    return Proposal(text=f"{{{alias}}}.", kind="statistic", citations=(alias,), section="answer")


def _theme(aliases: Aliases, theme: Theme) -> Proposal:
    alias = aliases.of(theme.id)
    return Proposal(text=f"{{{alias}}} speak of {theme.label}.", kind="theme", citations=(alias,), section="answer")
