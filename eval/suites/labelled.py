"""Human-labelled claims as passages for a judge."""

from collections.abc import Sequence

from agent.judging import cited_words
from eval.suites.cases import ClaimCase, PassageCase
from eval.suites.evidence import load_evidence
from eval.suites.loading import load_suite
from eval.suites.sampling import drawn
from eval.suites.suite import Sample, Suite

_LABELS = "checker"
_BESIDE_THE_WORDS = frozenset(
    {"altered excerpt", "altered scope", "foreign id", "hidden character", "instruction", "no quotation marks",
     "nothing cited", "nothing said", "obeyed injection", "outside the cited span", "personal data", "sensitive",
     "sensitive or personal", "slot not rendered", "stereotype", "two quotes", "unbalanced", "undeclared",
     "wrong kind", "wrong language", "wrong segment"}
)  # fmt: skip
"""Lies that lie in the form, the place or the subject of a claim: its words may stand in what it cites all the same."""


def labelled_passages(suites: Sequence[Suite], sample: Sample | None = None) -> Suite:
    """The labelled claims of these suites, or without any those that are shipped, each with the words that it cites.

    Left out are inferences that are true (they go beyond what they cite), and lies that do not lie in the words.
    """
    named = suites if any(_claims(suite) for suite in suites) else [drawn(load_suite(_LABELS), sample)]
    passages = [passage for suite in named for case in _claims(suite) for passage in _passage(suite.name, case)]
    return Suite(name="judge", description="Labelled claims, put to the judge.", cases=tuple(passages))


def _claims(suite: Suite) -> list[ClaimCase]:
    return [case for case in suite.cases if isinstance(case, ClaimCase)]


def _passage(suite: str, case: ClaimCase) -> list[PassageCase]:
    beyond = not case.lie and case.kind in ("inference", "hypothesis")
    if beyond or case.lie in _BESIDE_THE_WORDS:
        return []
    file = load_evidence(case.evidence)
    claim = file.claim(case)
    words = "\n".join(cited_words(claim, file.pack))
    label = PassageCase(
        id=f"{suite}/{case.id}", text=claim.text, passage=words, supported=not case.lie, note=case.lie or case.note
    )  # fmt: skip
    return [label] if words and claim.text.strip() else []
