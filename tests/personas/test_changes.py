"""What changed between two versions of a persona."""

import copy
from typing import Any

from personas.changes import compare
from personas.publishing import public_json
from tests.personas.fixtures.workwear import workwear_draft


def body() -> dict[str, Any]:
    return public_json(workwear_draft(status="published"), only_kept=True)


def test_the_same_body_has_no_changes() -> None:
    found = compare(body(), body())
    assert found.nothing
    assert found.sentences() == ()


def test_a_reworded_claim_a_new_one_and_one_that_is_gone_are_told_apart() -> None:
    newer = body()
    frustrations = [claim for claim in newer["claims"] if claim["section"] == "frustrations"]
    frustrations[0]["text"] = "Logos take far too long, and garments wait for them."
    newer["claims"].remove(frustrations[1])
    newer["claims"].append({**frustrations[0], "id": "c-new", "section": "goals", "text": "Every van looks alike."})
    told = {(one.place, one.before, one.after) for one in compare(body(), newer).claims}
    assert told == {
        ("frustrations", "Logos take too long, and garments wait for them.", frustrations[0]["text"]),
        ("frustrations", "Big sizes run out in the middle of an order.", ""),
        ("goals", "", "Every van looks alike."),
    }


def test_a_figure_that_moved_is_told_in_its_unit() -> None:
    newer = copy.deepcopy(body())
    newer["evidence"]["s-2"]["value"] = 19_100.0
    newer["evidence"]["s-4"]["value"] = 0.624
    newer["segment"]["n"] = 340
    found = compare(body(), newer)
    assert [(one.before, one.after, one.delta) for one in found.figures] == [("£184.50", "£191.00", 650.0)]
    assert found.members == (311, 340)
    assert "The segment counts 340 now, 311 before." in found.sentences()


def test_what_became_known_and_what_is_no_longer_known_is_told() -> None:
    newer = body()
    newer["unknowns"] = [{**newer["unknowns"][0], "section": "loyalty"}, *newer["unknowns"][1:]]
    found = compare(body(), newer)
    assert (found.known_now, found.unknown_now) == (("deal-breaker",), ("loyalty",))
