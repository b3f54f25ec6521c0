"""Seeded samples of a suite, for slow models."""

import hashlib
from collections import defaultdict

from eval.suites.cases import Case, ClaimCase, PassageCase, QuestionCase
from eval.suites.suite import Sample, Suite


def drawn(suite: Suite, sample: Sample | None = None) -> Suite:
    """The suite with only the cases of a sample; by default of its own, and whole when it has none.

    Kinds of case keep their shares (kind, corpus, and whether the label says yes), and of two samples with one seed
    the smaller is a part of the larger, so that runs of both can be compared. A sample no smaller than the suite is the
    suite.
    """
    wanted = sample or suite.sample
    if wanted is None or wanted.size >= len(suite.cases):
        return suite.model_copy(update={"sample": None})
    chosen = {case.id for case in _spread(suite, wanted.seed)[: wanted.size]}
    return suite.model_copy(
        update={
            "cases": tuple(case for case in suite.cases if case.id in chosen),
            "sample": wanted.model_copy(update={"of": len(suite.cases)}),
        }
    )


def _spread(suite: Suite, seed: int) -> list[Case]:
    """All cases so shuffled that each beginning of the list holds every kind of case by its share."""
    kinds: dict[tuple[str, str, bool], list[Case]] = defaultdict(list)
    for case in suite.cases:
        kinds[case.type, case.corpus, _positive(case)].append(case)
    places: dict[str, float] = {}
    for members in kinds.values():
        shuffled = sorted(members, key=lambda case: _lot(seed, suite.name, case.id))
        places |= {case.id: (rank + 0.5) / len(members) for rank, case in enumerate(shuffled)}
    return sorted(suite.cases, key=lambda case: (places[case.id], _lot(seed, suite.name, case.id)))


def _positive(case: Case) -> bool:
    match case:
        case QuestionCase():
            return case.answerable
        case ClaimCase():
            return not case.lie
        case PassageCase():
            return case.supported
        case _:
            return True


def _lot(seed: int, suite: str, case: str) -> bytes:
    return hashlib.sha256(f"{seed}/{suite}/{case}".encode()).digest()
