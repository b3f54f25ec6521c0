"""The data that a model must answer with: citations can only be aliases of the evidence it was given."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from agent.writers.protocol import SectionRequest
from personas.draft import CELLS, STAGES

_KINDS = ("theme", "statistic", "verbatim", "inference")
_STRICT = ConfigDict(extra="forbid")


def answer_schema(request: SectionRequest, aliases: list[str]) -> type[BaseModel]:
    """The schema of an answer to this request: every field required, nothing else allowed, aliases as an enum."""
    fields: dict[str, Any] = {
        "text": (str, Field(description="One sentence. Amounts only as slots such as {T1}.")),
        "kind": (Literal[_KINDS], ...),
        "citations": (list[Literal[tuple(aliases)]], Field(description="Aliases that the claim rests on; [] if none.")),  # type: ignore[misc]
        "excerpt": (str, Field(description="The words quoted, exactly; empty if the claim quotes none.")),
    }
    if request.task == "narrative":
        fields["part"] = (Literal["essence", "narrative"], ...)
    if request.task == "journey":
        fields["part"] = (Literal[("scenario", *CELLS)], ...)
        fields["stage"] = (Literal[("", *STAGES)], ...)
    claim = create_model("Claim", __config__=_STRICT, **fields)
    return create_model("Answer", __config__=_STRICT, claims=(list[claim], ...), enough_evidence=(bool, ...))
