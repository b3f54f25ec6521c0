"""Reviewers' decisions as a suite: claims with the evidence that they cited, true or false as a person said."""

from pathlib import Path
from typing import Any

import yaml

from eval.calibration.decisions import Decided, decided
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import NotFound
from personas.files import whole
from workspace.workspace import Workspace


def export_gold(workspace: Workspace, folder: Path, name: str = "reviewed") -> int:
    """Write `NAME.yaml`, and an evidence file for each draft beside it; gives the number of cases.

    Accepted claims are true, claims rejected as wrong are false, of an edited claim the reviewer's words are true.
    Claims rejected for another reason are left out. Raises NotFound when nobody has decided anything yet.
    """
    found = [one for one in decided(workspace) if one.held is not None or one.decision.kind == "edit"]
    if not found:
        raise NotFound("No claim has been decided yet: review a draft first (`verism review accept DRAFT CLAIM`).")
    drafts = {one.draft.id: one.draft for one in found}
    for draft in drafts.values():
        _write(folder / _evidence(name, draft), _evidence_of(draft))
    suite = {
        "suite": name,
        "description": "Claims that reviewers decided, with the evidence that they had before them.",
        "type": "claim",
        "cases": [_case(name, one) for one in found],
    }
    _write(folder / f"{name}.yaml", suite)
    return len(found)


def _case(name: str, one: Decided) -> dict[str, Any]:
    claim = one.final if one.decision.kind == "edit" else one.claim
    case: dict[str, Any] = {
        "id": f"{one.draft.id}-{claim.id}",
        "evidence": _evidence(name, one.draft),
        "text": claim.text,
        "slots": [slot.model_dump() for slot in claim.slots],
        "kind": claim.kind,
        "cite": None if claim.citations is None else [_cited(claim, place) for place in range(len(claim.citations))],
        "by": claim.typed_by,
        "planned": one.draft.journey is not None and one.draft.journey.kind == "planned",
        "stage": claim.stage,
        "note": one.decision.note,
    }
    if claim.scope:
        case["scope"] = [claim.scope.n, claim.scope.of]
    if one.held is False and one.decision.kind == "reject":
        case["lie"] = one.decision.reason
    return case


def _cited(claim: Claim, place: int) -> dict[str, Any]:
    return (claim.citations or ())[place].model_dump(mode="json")


def _evidence_of(draft: Draft) -> dict[str, Any]:
    return {
        "segment": draft.segment.model_dump(mode="json"),
        "persona": draft.persona.name,
        "pack": draft.pack.model_dump(mode="json"),
    }


def _evidence(name: str, draft: Draft) -> str:
    return f"{name}-{draft.id}.yaml"


def _write(path: Path, data: dict[str, Any]) -> None:
    with whole(path) as file:
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
