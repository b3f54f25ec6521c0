"""Citation recall, precision and support."""

import re
from collections.abc import Iterator, Sequence

from agent.judging import words_of
from eval.metrics.observing import Observation, seen
from eval.metrics.words import recall
from personas.claims import Claim
from personas.evidence import EvidencePack, Quote, Statistic, Theme

SUPPORTED = 0.8
"""The share of a claim's content words from which on it counts as supported (cut on BEGIN-WoW's development part)."""

_LABEL = re.compile(r"^[^:“”\d]{3,60}: (?=\d)")
"""The segment's name before a count of its people: `scope_fidelity` looks at that."""


def citation_figures(claims: Sequence[Claim], pack: EvidencePack) -> Iterator[Observation]:
    """For each claim that is no inference: whether all it cites supports it, and whether each citation is needed."""
    for claim in claims:
        if claim.kind in ("inference", "hypothesis"):
            continue
        sources = cited_texts(claim, pack)
        told = _LABEL.sub("", claim.text)
        support = recall(told, sources.values())
        yield Observation(metric="claim_support", hit=support)
        yield seen(
            "citation_recall",
            support >= SUPPORTED,
            f"only {support:.0%} of its words stand in what it cites",
            claim=claim,
            evidence=tuple(sources.values()),
        )
        yield from (seen("citation_precision", holds) for holds in _precise(told, sources))


def cited_texts(claim: Claim, pack: EvidencePack) -> dict[str, str]:
    """Evidence id -> its words, for what a claim cites; what does not exist is an empty text."""
    ids = dict.fromkeys(citation.evidence_id for citation in claim.citations or ())
    return {evidence_id: text_of(pack.find(evidence_id), pack) for evidence_id in ids}


def text_of(member: Quote | Statistic | Theme | None, pack: EvidencePack) -> str:
    """The words of a piece of evidence, joined; empty for what does not exist."""
    return " ".join(words_of(member, pack))


def _precise(told: str, sources: dict[str, str]) -> Iterator[bool]:
    """A citation is imprecise when it alone does not support the claim and the others do without it."""
    for evidence_id, text in sources.items():
        others = [other for name, other in sources.items() if name != evidence_id]
        needed = recall(told, others) < recall(told, sources.values())
        yield bool(text) and (needed or recall(told, [text]) >= SUPPORTED)
