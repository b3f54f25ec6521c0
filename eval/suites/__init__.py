"""Suites: YAML files of cases with gold labels, checked against a schema; six are shipped."""

from eval.suites.cases import (
    AttackCase,
    Case,
    CaseType,
    ClaimCase,
    DraftCase,
    KnownFact,
    PassageCase,
    QuestionCase,
    RetrievalCase,
    SwapCase,
)
from eval.suites.evidence import fingerprint
from eval.suites.labelled import labelled_passages
from eval.suites.loading import load_suite, shipped
from eval.suites.places import EXAMPLES, OWN, needs_company
from eval.suites.public import public_suites
from eval.suites.sampling import drawn
from eval.suites.suite import Bar, Sample, Suite

__all__ = [
    "EXAMPLES",
    "OWN",
    "AttackCase",
    "Bar",
    "Case",
    "CaseType",
    "ClaimCase",
    "DraftCase",
    "KnownFact",
    "PassageCase",
    "QuestionCase",
    "RetrievalCase",
    "Sample",
    "Suite",
    "SwapCase",
    "drawn",
    "fingerprint",
    "labelled_passages",
    "load_suite",
    "needs_company",
    "public_suites",
    "shipped",
]
