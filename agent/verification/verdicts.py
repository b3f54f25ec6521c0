"""From the checks' findings to one verdict.

The first that applies decides:

1. unsafe: a safety check (`personal data`, `sensitive`, `stereotype`, `instruction`) fails;
2. undeclared: the writer declared no citations at all;
3. contradicted: a check found the opposite in the evidence;
4. ungrounded: nothing is cited, or a check of the contract fails or could not be made;
5. inference: an inference, or a hypothesis in its place, with which nothing above is wrong;
6. weak: support is low or the judge doubts it, or one of them could not be made, or a cited voice was placed in the
   segment by inference, or the words are in a language that was asked for and that the checks do not read;
7. grounded: all holds. Only these can lower a claim to weak, and nothing else can raise it.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.verification.finding import Finding
from personas.claims import Claim, Verdict

SAFETY = frozenset({"personal data", "sensitive", "stereotype", "instruction"})
"""Checks whose failure makes a claim unsafe, whatever else holds."""

JUDGE = "judge"
"""The check that a second model or a person's own model makes, where one is asked."""

INFERRED = "inferred"
"""The check that is unscored, and never a pass, of voices that a classifier placed in the segment."""

ORDERING = frozenset({"support", INFERRED, JUDGE})
"""Checks that make a claim weak at worst."""


LANGUAGE = "language"
"""The check that is unscored, and never a pass, of a narrative that was asked for in another language than English."""


def decide(claim: Claim, findings: Iterable[Finding]) -> Verdict:
    """The verdict on a claim with these findings."""
    wrong = [finding for finding in findings if finding.outcome in ("fail", "unscored")]
    serious = [finding for finding in wrong if not (finding.name in ORDERING or _unread(finding))]
    if any(finding.name in SAFETY for finding in wrong):
        return "unsafe"
    if claim.citations is None:
        return "undeclared"
    if any(finding.opposite for finding in wrong):
        return "contradicted"
    if serious or (not claim.citations and claim.kind != "hypothesis"):
        return "ungrounded"
    if claim.kind in ("inference", "hypothesis"):
        return "inference"
    return "weak" if wrong else "grounded"


def _unread(finding: Finding) -> bool:
    return finding.name == LANGUAGE and finding.outcome == "unscored"
