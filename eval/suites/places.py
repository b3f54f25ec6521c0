"""Where a case runs: a company's workspace, or inline evidence."""

from pathlib import Path
from typing import get_args

from eval.corpora import Example
from eval.suites.cases import AttackCase, Case, ClaimCase, PassageCase, SwapCase

EXAMPLES: tuple[Example, ...] = get_args(Example)
OWN = "workspace"
"""The corpus that is the user's own workspace."""
DATA = Path(__file__).parent / "data"
CORPORA = f"{', '.join(EXAMPLES)}, or `{OWN}` for your own"


def needs_company(case: Case) -> bool:
    """Whether a case is put to a company's workspace, and not to a small file of evidence."""
    return bool(case.segment) if isinstance(case, SwapCase) else not isinstance(case, ClaimCase | PassageCase)


def evidence_path(name: str) -> Path | None:
    """The evidence file of a name or a path; None where there is none."""
    places = (DATA / "evidence" / f"{name}.yaml", Path(name))
    return next((path for path in places if path.is_file()), None) if name else None


def known_evidence() -> str:
    """The evidence files that are shipped, as a list to read."""
    return ", ".join(sorted(path.stem for path in (DATA / "evidence").glob("*.yaml")))


def misplaced(case: Case) -> str:
    """Why a case can be put to nothing, or to nothing of the kind that is named, and what to do; empty when it can."""
    if not needs_company(case):
        return "" if isinstance(case, PassageCase) else _without_evidence(case)
    if not case.corpus:
        return f"corpus is missing: name {CORPORA}."
    if case.corpus not in (*EXAMPLES, OWN):
        return f"there is no corpus {case.corpus!r}: name {CORPORA}."
    return _changing(case) if case.corpus == OWN else ""


def _without_evidence(case: Case) -> str:
    name = getattr(case, "evidence", "")
    if evidence_path(name) is not None:
        return ""
    shipped = f"name a file beside the suite, or one that is shipped ({known_evidence()})."
    return f"there is no evidence file {name!r}: {shipped}" if name else f"evidence is missing: {shipped}"


def _changing(case: Case) -> str:
    """What would change the files of one's own workspace is put to an example company alone."""
    named = f"set `corpus` to {' or '.join(EXAMPLES)}"
    match case:
        case AttackCase(where="review" | "survey" | "interview"):
            return f"hostile words are never planted in your own workspace: {named}, or ask with `where: question`."
        case SwapCase():
            return f"words are never exchanged in your own workspace: {named}, or name an `evidence` file in its place."
    return ""
