"""The JSON Schema of a model's answer: citations are an enum of the aliases it was given."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from agent.writers.protocol import SectionRequest
from personas.draft import CELLS, STAGES

_KINDS = ("theme", "statistic", "verbatim", "inference")
_STRICT = ConfigDict(extra="forbid")
_MOST_CITED = 8
"""Aliases of one claim; a small model that is not stopped goes on naming the same ones."""


def answer_schema(request: SectionRequest, aliases: list[str]) -> type[BaseModel]:
    """The schema of an answer to this request: all fields required, no others, aliases as an enum, lists bounded."""
    fields: dict[str, Any] = {
        "text": (str, Field(description="One sentence. Amounts only as slots such as {T1}.")),
        "kind": (Literal[_KINDS], ...),
        "citations": (
            list[Literal[tuple(aliases)]],  # type: ignore[misc]
            Field(description="Aliases that the claim rests on; [] if none.", max_length=_MOST_CITED),
        ),
        "excerpt": (str, Field(description="The words quoted, exactly; empty if the claim quotes none.")),
    }
    if request.task == "narrative":
        fields["part"] = (Literal["essence", "narrative"], ...)
    if request.task == "journey":
        fields["part"] = (Literal[("scenario", *CELLS)], ...)
        fields["stage"] = (Literal[("", *STAGES)], ...)
    claim = create_model("Claim", __config__=_STRICT, **fields)
    claims = Annotated[list[claim], Field(max_length=request.limit)]
    return create_model("Answer", __config__=_STRICT, claims=(claims, ...), enough_evidence=(bool, ...))
