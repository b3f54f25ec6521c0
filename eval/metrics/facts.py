"""Metrics of known facts: told, balanced, or invented."""

import re
from collections.abc import Iterator, Sequence

from eval.metrics.observing import Observation, Shown
from eval.metrics.words import plain
from eval.suites import KnownFact
from personas.claims import Claim
from personas.evidence import EvidencePack, Quote, Theme


def fact_coverage(
    facts: Sequence[KnownFact], claims: Sequence[Claim], pack: EvidencePack, voices: Sequence[str]
) -> Iterator[Observation]:
    """For each fact that the segment's people tell: whether a claim cites it, and where told, whether its opposite is.

    `voices` are the texts of all that the segment's people said. A fact that none of them tells gives no score.
    """
    cited = [plain(text) for text in cited_quotes(claims, pack)]
    spoken = [plain(text) for text in voices]
    for fact in facts:
        if not tells(fact.said, spoken):
            continue
        told = tells(fact.said, cited)
        yield Observation(metric="fact_coverage", hit=float(told))
        if told and tells(fact.against, spoken):
            yield Observation(metric="counter_evidence", hit=float(tells(fact.against, cited)))


def invention(silent: Sequence[str], claims: Sequence[Claim]) -> Iterator[Observation]:
    """For each claim: whether it speaks of what nobody ever mentions."""
    patterns = [re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in silent]
    for claim in claims if patterns else ():
        found = next((match.group() for pattern in patterns if (match := pattern.search(claim.text))), "")
        why = Shown(why=f"nobody mentions “{found}”", claim=claim.text, checks=claim.checks) if found else None
        yield Observation(metric="invention", hit=float(bool(found)), failure=why)


def cited_quotes(claims: Sequence[Claim], pack: EvidencePack) -> list[str]:
    """The texts of the quotes that claims cite, and of those that a reader finds behind the themes they cite."""
    ids = dict.fromkeys(citation.evidence_id for claim in claims for citation in claim.citations or ())
    for theme in (member for i in list(ids) if isinstance(member := pack.find(i), Theme)):
        ids |= dict.fromkeys((*theme.quotes, *theme.opposing))
    return [member.text for i in ids if isinstance(member := pack.find(i), Quote)]


def gold_found(gold: Sequence[str], claims: Sequence[Claim], pack: EvidencePack) -> bool:
    """Whether what claims cite is among the right evidence: by words, id, document or metric."""
    members = [pack.find(c.evidence_id) for claim in claims for c in claim.citations or ()]
    names = {getattr(one, field, None) for one in members for field in ("id", "document_id", "metric")}
    texts = [plain(text) for text in cited_quotes(claims, pack)]
    return any(one in names or tells((one,), texts) for one in gold)


def tells(passages: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a passage and a text share words: a quote may hold a passage, or be a sentence of it."""
    wanted = [plain(passage) for passage in passages]
    return any(passage in text or (len(text) > 20 and text in passage) for passage in wanted for text in texts)
