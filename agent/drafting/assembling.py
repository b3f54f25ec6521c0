"""Assembling a draft from the outcomes of its parts: numbered claims, card, journey, cost."""

from collections.abc import Iterable, Mapping

from agent.drafting.costs import with_usage
from agent.drafting.outcomes import Outcome
from agent.drafting.request import DraftRequest
from agent.drafting.unknowns import unknowns
from personas.claims import Claim
from personas.draft import CELLS, SECTIONS, STAGES, Cost, Draft, Journey, Persona, Stage
from personas.draft import Writer as WriterDescription


def assemble(
    request: DraftRequest, writer: WriterDescription, outcomes: Mapping[str, Outcome], seconds: float
) -> Draft:
    """The draft that the outcomes make."""
    claims = _numbered(outcomes)
    return Draft(
        id=request.draft_id,
        author=request.author,
        created_at=request.created_at,
        writer=writer,
        segment=request.segment,
        persona=_persona(request, claims),
        journey=_journey(claims) if request.journey else None,
        claims=tuple(claims),
        unknowns=unknowns(request, outcomes),
        pack=request.pack,
        faults={name: f"{one.fault.name}: {one.fault.detail}" for name, one in outcomes.items() if one.fault},
        cost=_cost(outcomes, seconds),
    )


def _numbered(outcomes: Mapping[str, Outcome]) -> list[Claim]:
    """All claims in the order of the card, then essence, narrative and journey, numbered from c-1."""
    names = [*SECTIONS, "narrative", "journey"]
    found = [claim for name in names if name in outcomes for claim in outcomes[name].claims]
    return [claim.model_copy(update={"id": f"c-{number}"}) for number, claim in enumerate(found, start=1)]


def _persona(request: DraftRequest, claims: list[Claim]) -> Persona:
    of_card = [claim for claim in claims if not claim.stage]
    by_section = {name: _ids(of_card, name) for name in SECTIONS}
    essence = _ids(of_card, "essence")
    return Persona(
        name=request.persona_name,
        essence=essence[0] if essence else None,
        sections={name: ids for name, ids in by_section.items() if ids},
        narrative=_ids(of_card, "narrative"),
    )


def _journey(claims: list[Claim]) -> Journey:
    scenario = _ids([claim for claim in claims if not claim.stage], "scenario")
    stages = []
    for name in STAGES:
        here = [claim for claim in claims if claim.stage == name]
        cells = {cell: ids for cell in CELLS if (ids := _ids(here, cell))}
        stages.append(Stage(name=name, cells=cells))
    return Journey(scenario=scenario[0] if scenario else None, stages=tuple(stages))


def _ids(claims: Iterable[Claim], section: str) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims if claim.section == section)


def _cost(outcomes: Mapping[str, Outcome], seconds: float) -> Cost:
    cost = Cost(seconds=round(seconds, 3))
    for part, outcome in outcomes.items():
        cost = with_usage(cost, part, outcome.usage)
    return cost
