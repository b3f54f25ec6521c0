"""Rendering a proposal as a claim: slots become phrases, aliases become citations."""

import re

from agent.writers.aliases import Aliases
from agent.writers.protocol import Proposal
from personas.claims import Citation, Claim, Scope, SlotSpan
from personas.evidence import Quote, Statistic, Theme
from personas.normalising import comparable

_SLOT = re.compile(r"\{\s*([EST]\d+)(~?)\s*\}")
"""A slot; with a tilde the figure is one more of the distribution that the slot before it began."""
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SENTENCE_END = re.compile(r"[.!?:]\s*$")


def render(proposal: Proposal, aliases: Aliases, claim_id: str) -> Claim:
    """The claim that a proposal stands for, unchecked.

    A slot becomes its statistic's or theme's phrase, and counts as a citation of it. An alias that stands for
    nothing is kept as an id that the pack does not have, so that the checks see it; nothing is dropped.
    """
    text, slots, spoken = _speak(proposal.text.strip(), aliases)
    cited = proposal.citations
    if cited is not None:
        cited = tuple(dict.fromkeys([*cited, *spoken]))
    return Claim(
        id=claim_id,
        section=proposal.section,
        stage=proposal.stage,
        kind=proposal.kind,
        text=text,
        slots=slots,
        citations=None if cited is None else tuple(_citation(alias, proposal, text, aliases) for alias in cited),
        scope=_scope(proposal, cited or (), aliases),
    )


def with_slots(claim: Claim, aliases: Aliases) -> str:
    """A claim's text with slots where the system spoke: what `render` makes the text of."""
    text = claim.text
    for slot in sorted(claim.slots, key=lambda slot: -slot.start):
        if aliases.knows(slot.evidence_id):
            text = f"{text[: slot.start]}{{{aliases.of(slot.evidence_id)}}}{text[slot.end :]}"
    return text


def slots_in(text: str) -> frozenset[str]:
    """The aliases whose slots stand in a proposal's text."""
    return frozenset(match.group(1) for match in _SLOT.finditer(text))


def rests_on(proposal: Proposal) -> frozenset[str]:
    """The aliases that a proposal cites, and those whose slots stand in it."""
    return frozenset(proposal.citations or ()) | slots_in(proposal.text)


def locate(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in a text, compared as quotations are (Unicode, quotes and white space); else None."""
    wanted = words.strip()
    if not wanted:
        return None
    start = text.find(wanted)
    if start >= 0:
        return start, start + len(wanted)
    pattern = r"\s+".join(_loose(word) for word in comparable(wanted).split())
    found = re.search(pattern, text)
    return found.span() if found and comparable(found.group()) == comparable(wanted) else None


def _loose(word: str) -> str:
    return re.escape(word).replace("'", "['‘’‛]").replace('"', '["“”„‟«»]')


def _speak(text: str, aliases: Aliases) -> tuple[str, tuple[SlotSpan, ...], list[str]]:
    """The text with its slots spoken, where they stand, and the aliases they name."""
    out, slots, spoken, last = "", [], [], 0
    for match in _SLOT.finditer(text):
        out += text[last : match.start()]
        last = match.end()
        alias = match.group(1)
        member = aliases.find(alias)
        spoken.append(alias)
        if not isinstance(member, Statistic | Theme):
            out += match.group()
            continue
        phrase = member.brief() if match.group(2) and isinstance(member, Statistic) else member.phrase()
        if not out or _SENTENCE_END.search(out):
            phrase = phrase[:1].upper() + phrase[1:]
        slots.append(SlotSpan(start=len(out), end=len(out) + len(phrase), evidence_id=member.id))
        out += phrase
    return out + text[last:], tuple(slots), spoken


def _citation(alias: str, proposal: Proposal, text: str, aliases: Aliases) -> Citation:
    member = aliases.find(alias)
    match member:
        case None:
            return Citation(evidence_id=alias)
        case Statistic():
            return Citation(evidence_id=member.id, excerpt=member.phrase())
        case Theme():
            return Citation(evidence_id=member.id, excerpt=member.label)
        case Quote():
            start, end = _quoted_span(member, proposal, text)
            return Citation(evidence_id=member.id, start=start, end=end, excerpt=member.text[start:end])


def _quoted_span(quote: Quote, proposal: Proposal, text: str) -> tuple[int, int]:
    """The span of all the words that the claim quotes from this quote; the whole of it when it quotes none."""
    candidates = [proposal.excerpt] if proposal.excerpt else _QUOTED.findall(text)
    spans = [span for words in candidates if (span := locate(words, quote.text)) is not None]
    if not spans:
        return 0, len(quote.text)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _scope(proposal: Proposal, cited: tuple[str, ...], aliases: Aliases) -> Scope | None:
    """How many of how many speak: of the theme whose count is spoken, else of the one cited; None for several."""
    if proposal.kind == "verbatim":
        return None
    spoken = slots_in(proposal.text)
    themes = [theme for alias in cited if isinstance(theme := aliases.find(alias), Theme)]
    counted = [theme for alias in spoken if isinstance(theme := aliases.find(alias), Theme)] or themes
    return Scope(n=counted[0].n, of=counted[0].of) if len(counted) == 1 else None
