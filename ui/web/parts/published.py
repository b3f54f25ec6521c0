"""A publication's body read back into the types that the drawing works with."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from personas.claims import Claim
from personas.evidence import Evidence, EvidencePack, Quote, Statistic, Theme

_ADAPTER: TypeAdapter[Quote | Statistic | Theme] = TypeAdapter(Evidence)


def evidence_in(body: Mapping[str, Any]) -> dict[str, Quote | Statistic | Theme]:
    """The evidence of a public JSON document by id."""
    return {key: _ADAPTER.validate_python({"id": key, **member}) for key, member in body["evidence"].items()}


def claims_in(body: Mapping[str, Any]) -> dict[str, Claim]:
    """The claims of a public JSON document by id."""
    fields = Claim.model_fields
    return {
        claim["id"]: Claim.model_validate({name: value for name, value in claim.items() if name in fields})
        for claim in body["claims"]
    }


def members(pack: EvidencePack) -> dict[str, Quote | Statistic | Theme]:
    """The evidence of a pack by id."""
    found: Iterable[Quote | Statistic | Theme] = (*pack.quotes, *pack.statistics, *pack.themes)
    return {member.id: member for member in found}
