"""Editing a draft beside its claims: the persona's name and the stages of its journey.

Every function gives the changed draft and leaves the given one as it is. What is typed here can be published, so it is
held to short plain words; whoever calls verifies the draft again.
"""

import re

from personas.claims import Claim
from personas.draft import CELLS, Draft, Journey, Opportunity, Stage
from personas.errors import BadInput, NotFound, Refused

_NAME = re.compile(r"[^\W\d_][^\W\d_'’.\- ]*(?:[ '’.\-]+[^\W\d_]+\.?)*")
_WORDS = re.compile(r"[^\W_][\w &'’,.:/+%()€£$\-]*")
_LONGEST_NAME, _LONGEST_STAGE, _LONGEST_NOTE = 60, 40, 80
_MOST_STAGES = 10


def rename_persona(draft: Draft, name: str) -> Draft:
    """Another fictional name: letters only, at most 60. Raises BadInput."""
    clean = " ".join(name.split())
    if not _NAME.fullmatch(clean) or len(clean) > _LONGEST_NAME:
        raise BadInput(f"{name!r} is no name for a persona: it takes letters, spaces and hyphens, at most 60 of them.")
    return draft.model_copy(update={"persona": draft.persona.model_copy(update={"name": clean})})


def rename_stage(draft: Draft, stage: str, name: str) -> Draft:
    """The stage under another name, its claims with it. Raises NotFound, BadInput."""
    journey, found = _journey(draft), _stage(draft, stage)
    clean = _fresh_name(journey, name, but=found.name)
    stages = tuple(one.model_copy(update={"name": clean}) if one is found else one for one in journey.stages)
    moved = tuple(_at(claim, clean) if claim.stage == found.name else claim for claim in draft.claims)
    return _with_stages(draft, stages).model_copy(update={"claims": moved})


def move_stage(draft: Draft, stage: str, position: int) -> Draft:
    """The stage at another place, counted from 1. Raises NotFound, BadInput."""
    journey, found = _journey(draft), _stage(draft, stage)
    if not 1 <= position <= len(journey.stages):
        raise BadInput(f"The journey has {len(journey.stages)} stages: there is no place {position}.")
    others = [one for one in journey.stages if one is not found]
    return _with_stages(draft, (*others[: position - 1], found, *others[position - 1 :]))


def add_stage(draft: Draft, name: str, position: int | None = None) -> Draft:
    """One more stage, empty, at the end or at a place counted from 1. Raises BadInput."""
    journey = _journey(draft)
    if len(journey.stages) >= _MOST_STAGES:
        raise BadInput(f"A journey takes at most {_MOST_STAGES} stages.")
    place = len(journey.stages) if position is None else max(0, min(position - 1, len(journey.stages)))
    added = Stage(name=_fresh_name(journey, name))
    return _with_stages(draft, (*journey.stages[:place], added, *journey.stages[place:]))


def remove_stage(draft: Draft, stage: str, into: str | None = None) -> Draft:
    """Without the stage; its claims go `into` another one.

    Raises Refused when it holds claims that nobody rejected and no other stage is named for them.
    """
    journey, found = _journey(draft), _stage(draft, stage)
    if len(journey.stages) == 1:
        raise Refused("A journey keeps at least one stage.")
    target = _stage(draft, into) if into else None
    held = [claim for claim in draft.claims if claim.stage == found.name and not claim.rejected]
    if held and (target is None or target is found):
        raise Refused(f"{found.name} holds {len(held)} claims: reject them, or name the stage that they go into.")
    left = tuple(
        _joined(one, found) if target is not None and one is target else one
        for one in journey.stages
        if one is not found
    )
    name = (target or left[0]).name
    moved = tuple(_at(claim, name) if claim.stage == found.name else claim for claim in draft.claims)
    return _with_stages(draft, left).model_copy(update={"claims": moved})


def assign(draft: Draft, claim_id: str, *, owner: str, kpi: str) -> Draft:
    """Who takes an opportunity up, and by which figure it is judged. Raises NotFound, BadInput."""
    journey = _journey(draft)
    if not any(claim_id in stage.cells.get("opportunities", ()) for stage in journey.stages):
        raise NotFound(f"{claim_id} is no opportunity of this journey. `verism journeys show {draft.id}` lists them.")
    given = Opportunity(owner=_short(owner, "An owner"), kpi=_short(kpi, "A KPI"))
    return _with_journey(draft, {"opportunities": {**journey.opportunities, claim_id: given}})


def set_kind(draft: Draft, *, planned: bool) -> Draft:
    """Say that the journey is planned, or that it is what was observed. Raises Refused while it holds hypotheses."""
    held = [claim.id for claim in draft.claims if claim.kind == "hypothesis" and not claim.rejected]
    if not planned and held:
        raise Refused(f"An actual journey holds no hypothesis: reject {', '.join(held)} first.")
    _journey(draft)
    return _with_journey(draft, {"kind": "planned" if planned else "actual"})


def add_hypothesis(draft: Draft, stage: str, lane: str, text: str) -> Draft:
    """A claim that nothing supports yet, in a planned journey, marked as what it is.

    Raises Refused in an actual journey, NotFound for the stage, BadInput for the lane or without words.
    """
    journey, found = _journey(draft), _stage(draft, stage)
    if journey.kind != "planned":
        raise Refused(
            f"The journey of {draft.id} is an actual one. `verism journeys plan {draft.id}` makes it planned."
        )
    if lane not in CELLS or lane == "emotion":
        lanes = ", ".join(cell for cell in CELLS if cell != "emotion")
        raise BadInput(f"There is no lane {lane!r} to plan in (feelings are reported, never planned). Lanes: {lanes}.")
    if not text.strip():
        raise BadInput("A hypothesis needs words.")
    number = 1 + max((int(claim.id.removeprefix("c-")) for claim in draft.claims), default=0)
    claim = Claim(
        id=f"c-{number}", section=lane, stage=found.name, text=text.strip(), kind="hypothesis", typed_by="reviewer"
    )
    cells = {**found.cells, lane: (*found.cells.get(lane, ()), claim.id)}
    stages = tuple(one.model_copy(update={"cells": cells}) if one is found else one for one in journey.stages)
    return _with_stages(draft, stages).model_copy(update={"claims": (*draft.claims, claim)})


def _journey(draft: Draft) -> Journey:
    if draft.journey is None:
        raise NotFound(f"{draft.id} has no journey. Draft the segment again with `--journey`.")
    return draft.journey


def _stage(draft: Draft, name: str) -> Stage:
    stages = _journey(draft).stages
    wanted = name.strip().casefold()
    found = next((stage for stage in stages if stage.name.casefold() == wanted), None)
    if found is None:
        raise NotFound(f"There is no stage {name!r}. Stages: {', '.join(stage.name for stage in stages)}.")
    return found


def _fresh_name(journey: Journey, name: str, but: str = "") -> str:
    clean = " ".join(name.split())
    if not _WORDS.fullmatch(clean) or len(clean) > _LONGEST_STAGE:
        raise BadInput(
            f"{name!r} is no name for a stage: it takes a few plain words, at most {_LONGEST_STAGE} letters."
        )
    if any(stage.name.casefold() == clean.casefold() != but.casefold() for stage in journey.stages):
        raise BadInput(f"There is a stage {clean!r} already.")
    return clean


def _short(text: str, what: str) -> str:
    clean = " ".join(text.split())
    if clean and (not _WORDS.fullmatch(clean) or len(clean) > _LONGEST_NOTE):
        raise BadInput(f"{what} takes a few plain words, at most {_LONGEST_NOTE} letters; this is none: {text!r}.")
    return clean


def _joined(stage: Stage, other: Stage) -> Stage:
    names = dict.fromkeys((*stage.cells, *other.cells))
    cells = {name: (*stage.cells.get(name, ()), *other.cells.get(name, ())) for name in names}
    return stage.model_copy(update={"cells": cells})


def _at(claim: Claim, stage: str) -> Claim:
    return claim.model_copy(update={"stage": stage})


def _with_stages(draft: Draft, stages: tuple[Stage, ...]) -> Draft:
    return _with_journey(draft, {"stages": stages})


def _with_journey(draft: Draft, update: dict[str, object]) -> Draft:
    return draft.model_copy(update={"journey": _journey(draft).model_copy(update=update)})
