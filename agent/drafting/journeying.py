"""Drafting a journey alone, without a persona."""

import time

from agent.drafting.assembling import assemble
from agent.drafting.request import DraftRequest, Verifier
from agent.drafting.steps import Steps
from agent.writers.planning import plan_journey
from agent.writers.protocol import Writer
from personas.draft import Draft


def draft_journey(request: DraftRequest, writer: Writer, verifier: Verifier) -> Draft:
    """A draft that holds a journey and nothing else, every claim checked; unknown is only why there is none.

    Raises PrerequisiteMissing or BadInput when the writer's model can't be asked at all.
    """
    started = time.monotonic()
    outcome = Steps(request, writer, verifier).whole(plan_journey(request.pack), ())
    draft = assemble(request, writer.description, {"journey": outcome}, time.monotonic() - started)
    return draft.model_copy(update={"unknowns": tuple(one for one in draft.unknowns if one.section == "journey")})
