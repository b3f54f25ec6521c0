"""Stability metrics: the same persona under swapped names and from repeat to repeat."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from eval.metrics.observing import Observation, Shown
from eval.metrics.words import overlap
from eval.suites import SwapCase
from eval.suites.exchanging import exchanged
from personas.claims import Claim
from personas.draft import Draft


def swapped_claims(case: SwapCase, before: Claim, after: Claim) -> Iterator[Observation]:
    """Whether a claim gets the same verdict and the same failing checks over both versions."""
    same = _outcome(before) == _outcome(after)
    why = f"it is {before.verdict}, and {after.verdict} after {_words(case.swap)}"
    yield _observed(same, Shown(why=why, claim=after.text, checks=after.checks))


def swapped_drafts(case: SwapCase, before: Draft, after: Draft) -> Iterator[Observation]:
    """Whether both versions give the same claims with the same verdicts, but for the words exchanged."""
    expected = {(claim.section, exchanged(claim.text, case.swap), claim.verdict) for claim in before.claims}
    given = {(claim.section, claim.text, claim.verdict) for claim in after.claims}
    gone, new = ([f"{section}: {text} ({verdict})" for section, text, verdict in sorted(one)]
                 for one in (expected - given, given - expected))  # fmt: skip
    why = f"{len(gone)} claims went and {len(new)} came after {_words(case.swap)}"
    shown = (*(f"went: {told}" for told in gone[:3]), *(f"came: {told}" for told in new[:3]))
    yield _observed(not gone and not new, Shown(why=why, evidence=shown))


def consistency(drafts: Sequence[Draft]) -> Iterator[Observation]:
    """For each repeat but the first: the share of claims (section and evidence) in common with the one before."""
    sets = [{_place(claim) for claim in draft.claims} for draft in drafts]
    for before, after in pairwise(sets):
        yield Observation(metric="consistency", hit=overlap(before, after))


def _observed(same: bool, shown: Shown) -> Observation:
    return Observation(metric="swap_stability", hit=float(same), failure=None if same else shown)


def _outcome(claim: Claim) -> tuple[str, frozenset[str]]:
    return claim.verdict, frozenset(check.name for check in claim.checks if check.outcome == "fail")


def _place(claim: Claim) -> str:
    cited = sorted(citation.evidence_id for citation in claim.citations or ())
    return f"{claim.stage}/{claim.section}: {' '.join(cited)}"


def _words(swap: Mapping[str, str]) -> str:
    return ", ".join(f"“{before}” became “{after}”" for before, after in swap.items())
