"""A draft as the JSON that commands, pages and exports share; `docs/persona-json.md` describes every field."""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from personas.claims import Claim
from personas.draft import Draft, Journey, Persona
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.library.publications import Publication
from personas.story import unsupported_sentences

_OF_A_QUOTE = {
    "type", "text", "source", "source_id", "document_id", "start", "end", "respondent_id", "speaker", "segment_id",
    "membership", "membership_error", "attributes", "kind", "rating", "language", "date",
}  # fmt: skip
_NOT_OF_A_STATISTIC = {"id", "terms", "section"}
_OF_A_THEME = {"type", "segment_id", "label", "n", "of", "quotes", "opposing", "trend"}
_OF_A_CLAIM = {
    "id", "section", "stage", "text", "language", "kind", "scope", "citations", "slots", "typed_by", "revision",
    "verdict", "decision",
}  # fmt: skip


def public_json(draft: Draft, *, only_kept: bool = False) -> dict[str, Any]:
    """A draft in the documented shape, with the evidence that its claims cite and the quotes of the cited themes.

    With `only_kept` it is the body of a publication: claims that a reviewer accepted or edited, no reference to any
    other, no empty section or cell, no sentence of the story that rests on a rejected claim, and no evidence that only
    a rejected claim cited.
    """
    left_out = unsupported_sentences(draft) if only_kept else {}
    claims = [claim for claim in draft.claims if not only_kept or (claim.kept and claim.id not in left_out)]
    shown = {claim.id for claim in claims}
    return {
        **draft.model_dump(
            mode="json",
            include={"id", "version", "status", "author", "last_editor", "created_at", "writer", "refreshes"},
        ),
        "segment": draft.segment.model_dump(mode="json"),
        "persona": _persona(draft.persona, shown),
        "journey": _journey(draft.journey, shown) if draft.journey else None,
        "claims": [_claim(claim) for claim in claims],
        "unknowns": [unknown.model_dump(mode="json") for unknown in draft.unknowns],
        "evidence": cited_evidence(draft.pack, claims),
        "pack": {"id": draft.pack.id, "hash": draft.pack.hash},
        "cost": draft.cost.model_dump(mode="json"),
    }


def published_json(publication: Publication) -> dict[str, Any]:
    """A publication's body with what the library knows of it: when, by whom, which version, until when it holds."""
    include = {"persona_id", "version", "published_at", "published_by", "approved_by", "supersedes", "next_review"}
    about = publication.model_dump(mode="json", include=include)
    return {**publication.body, "status": publication.status, "publication": {"id": publication.id, **about}}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a draft and of a published persona."""
    text = resources.files("personas.publishing").joinpath("schemas/persona.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def cited_evidence(pack: EvidencePack, claims: Iterable[Claim]) -> dict[str, dict[str, Any]]:
    """The members of a pack that claims cite, and the quotes for and against their themes, by id, in pack order."""
    wanted = {citation.evidence_id for claim in claims for citation in claim.citations or ()}
    for theme in pack.themes:
        if theme.id in wanted:
            wanted.update(theme.quotes, theme.opposing)
    members: tuple[Quote | Statistic | Theme, ...] = (*pack.quotes, *pack.statistics, *pack.themes)
    return {member.id: public_evidence(member) for member in members if member.id in wanted}


def public_evidence(member: Quote | Statistic | Theme) -> dict[str, Any]:
    """One piece of evidence without its id, which is its key."""
    match member:
        case Quote():
            return member.model_dump(mode="json", include=_OF_A_QUOTE)
        case Statistic():
            return member.model_dump(mode="json", exclude=_NOT_OF_A_STATISTIC)
        case Theme():
            return member.model_dump(mode="json", include=_OF_A_THEME)


def _claim(claim: Claim) -> dict[str, Any]:
    checks = [check.model_dump(mode="json", include={"name", "outcome", "reason"}) for check in claim.checks]
    return {**claim.model_dump(mode="json", include=_OF_A_CLAIM), "level": _level(claim), "checks": checks}


def _level(claim: Claim) -> int | None:
    """The self-reported emotion of a journey's claim, -2 to +2."""
    reported = [c.score for c in claim.checks if c.name == "emotion" and c.outcome == "pass" and c.score is not None]
    return max(-2, min(2, round(reported[0]))) if reported and claim.section == "emotion" else None


def _persona(persona: Persona, shown: set[str]) -> dict[str, Any]:
    return {
        "name": persona.name,
        "essence": persona.essence if persona.essence in shown else None,
        "sections": _filled(persona.sections, shown),
        "narrative": _among(persona.narrative, shown),
    }


def _journey(journey: Journey, shown: set[str]) -> dict[str, Any]:
    return {
        "scenario": journey.scenario if journey.scenario in shown else None,
        "kind": journey.kind,
        "stages": [{"name": stage.name, "cells": _filled(stage.cells, shown)} for stage in journey.stages],
        "opportunities": {
            claim_id: given.model_dump(mode="json")
            for claim_id, given in journey.opportunities.items()
            if claim_id in shown
        },
    }


def _filled(named: dict[str, tuple[str, ...]], shown: set[str]) -> dict[str, list[str]]:
    lists = {name: _among(ids, shown) for name, ids in named.items()}
    return {name: ids for name, ids in lists.items() if ids}


def _among(ids: Sequence[str], shown: set[str]) -> list[str]:
    return [claim_id for claim_id in ids if claim_id in shown]
