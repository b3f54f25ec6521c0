import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from personas.evidence import Statistic
from personas.publishing import json_schema, json_text, public_json
from tests.personas.fixtures.workwear import quotes, workwear_draft

DESCRIPTION = Path(__file__).parents[3] / "docs" / "persona-json.md"
DOCUMENTED = set(re.findall(r"`([a-z_]+)`", DESCRIPTION.read_text(encoding="utf-8")))


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*(_keys(item) for item in value))
    if not isinstance(value, dict):
        return set()
    free = {"evidence", "sections", "cells", "prompts", "attributes", "trend"}
    inner = [v.values() if key in free and isinstance(v, dict) else [v] for key, v in value.items()]
    return set(value).union(*(_keys(list(items)) for items in inner))


def test_a_draft_has_the_documented_shape() -> None:
    shown = public_json(workwear_draft())
    assert {
        "id", "version", "status", "author", "writer", "segment", "persona", "journey", "claims", "unknowns",
        "evidence", "cost",
    } <= set(shown)  # fmt: skip
    assert set(shown["segment"]) == {"id", "name", "rule", "n", "definition_version"}
    assert set(shown["writer"]) == {"kind", "model", "prompts"}
    assert set(shown["persona"]) == {"name", "essence", "sections", "narrative"}
    assert set(shown["journey"]) == {"scenario", "kind", "stages", "opportunities"}
    assert set(shown["unknowns"][0]) == {"section", "reason", "searched", "found"}
    claim = shown["claims"][1]
    assert {"id", "section", "text", "kind", "scope", "citations", "verdict", "checks", "decision"} <= set(claim)
    assert set(claim["citations"][0]) == {"evidence_id", "start", "end", "excerpt"}
    assert set(claim["checks"][0]) == {"name", "outcome", "reason"}


def test_every_key_is_described_in_the_documentation() -> None:
    assert _keys(public_json(workwear_draft())) <= DOCUMENTED


def test_the_evidence_is_what_is_cited_and_the_quotes_of_cited_themes() -> None:
    draft = workwear_draft()
    shown = public_json(draft)
    cited = {c.evidence_id for claim in draft.claims for c in claim.citations or ()}
    of_themes = {q for t in draft.pack.themes if t.id in cited for q in (*t.quotes, *t.opposing)}
    assert set(shown["evidence"]) == cited | of_themes
    only_figures = draft.model_copy(update={"claims": tuple(c for c in draft.claims if c.kind == "statistic")})
    assert {item["type"] for item in public_json(only_figures)["evidence"].values()} == {"statistic", "quote"}


def test_a_quote_carries_its_own_text_and_place() -> None:
    shown = public_json(workwear_draft())["evidence"]["q-05"]
    quote = next(q for q in quotes() if q.id == "q-05")
    document = "." * quote.start + quote.text + " and more"
    assert document[shown["start"] : shown["end"]] == shown["text"] == quote.text
    assert (shown["type"], shown["segment_id"], shown["respondent_id"]) == ("quote", "g-1", quote.respondent_id)
    assert shown["attributes"] == {"sector": "Construction", "age": 57, "region": "Yorkshire and the Humber"}


def test_a_statistic_can_be_made_again_from_its_entry() -> None:
    draft = workwear_draft()
    entry = public_json(draft)["evidence"]["s-4"]
    made = Statistic.model_validate({**entry, "id": "s-4"})
    original = draft.pack.find("s-4")
    assert isinstance(original, Statistic)
    assert made.sentence() == original.sentence()
    assert (entry["numerator"], entry["denominator"], entry["base_value"]) == (1805, 2911, 0.41)


def test_a_claim_without_a_declaration_is_told_from_one_that_declares_nothing() -> None:
    draft = workwear_draft()
    undeclared = draft.claims[3].model_copy(update={"citations": None})
    shown = {claim["id"]: claim for claim in public_json(draft.with_claim(undeclared))["claims"]}
    assert shown[undeclared.id]["citations"] is None
    assert shown["c-1"]["citations"] == []


def test_only_what_was_kept_is_published_and_nothing_points_at_the_rest() -> None:
    draft = workwear_draft()
    gone = {draft.persona.essence, "c-1", *draft.persona.sections["trigger"], draft.persona.narrative[2]}
    assert draft.journey is not None
    gone |= set(draft.journey.stages[4].cells["thoughts"])
    for claim_id in gone:
        claim = draft.claim(str(claim_id))
        assert claim is not None and claim.decision is not None
        decision = claim.decision.model_copy(update={"kind": "reject"})
        draft = draft.with_claim(claim.model_copy(update={"decision": decision}))
    shown = public_json(draft, only_kept=True)
    assert not gone & {claim["id"] for claim in shown["claims"]}
    assert not any(f'"{claim_id}"' in json.dumps(shown) for claim_id in gone)
    assert shown["persona"]["essence"] is None
    assert "trigger" not in shown["persona"]["sections"]
    assert "thoughts" not in shown["journey"]["stages"][4]["cells"]
    assert [stage["name"] for stage in shown["journey"]["stages"]][4] == "loyalty"
    assert len(public_json(draft)["claims"]) == len(draft.claims)


def test_evidence_that_only_a_rejected_claim_cited_is_not_published() -> None:
    draft = workwear_draft()
    (only,) = [c for c in draft.claims if "q-20" in {x.evidence_id for x in c.citations or ()}]
    assert only.decision is not None
    rejected = only.model_copy(update={"decision": only.decision.model_copy(update={"kind": "reject"})})
    assert "q-20" in public_json(draft.with_claim(rejected))["evidence"]
    assert "q-20" not in public_json(draft.with_claim(rejected), only_kept=True)["evidence"]


def test_undecided_claims_are_not_published() -> None:
    draft = workwear_draft()
    undecided = draft.claims[4].model_copy(update={"decision": None})
    shown = public_json(draft.with_claim(undecided), only_kept=True)
    assert undecided.id not in {claim["id"] for claim in shown["claims"]}


def test_the_json_text_is_the_body_and_the_same_every_time(body: dict[str, Any]) -> None:
    text = json_text(body)
    assert json.loads(text) == body
    assert text == json_text(json.loads(text))
    assert text.endswith("}\n")
    assert "“" in text


def test_drafts_and_publications_hold_to_the_schema(body: dict[str, Any]) -> None:
    validator = Draft202012Validator(json_schema())
    Draft202012Validator.check_schema(json_schema())
    draft = workwear_draft(status="in_review")
    undeclared = draft.with_claim(draft.claims[3].model_copy(update={"citations": None, "decision": None}))
    alone = draft.model_copy(update={"journey": None, "refreshes": "p-1.2"})
    body["publication"] |= {"id": "p-1.2"}
    for shown in (public_json(draft), public_json(undeclared), public_json(alone), body):
        assert [error.message for error in validator.iter_errors(shown)] == []


@pytest.mark.parametrize(
    "change", [{"version": "1"}, {"surprise": 1}, {"status": "nearly"}, {"claims": [{"id": "c-1"}]}]
)
def test_the_schema_refuses_what_is_not_documented(body: dict[str, Any], change: dict[str, Any]) -> None:
    assert not Draft202012Validator(json_schema()).is_valid({**body, **change})


def test_the_schema_names_every_field_that_is_there_and_no_other() -> None:
    claim = public_json(workwear_draft())["claims"][0]
    assert set(json_schema()["$defs"]["claim"]["properties"]) == set(claim)
