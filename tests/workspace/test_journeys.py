"""Journeys drawn for some of a segment's people, and planned ones beside what was observed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from personas.errors import BadInput, Refused
from personas.library.evidence import iterate_quotes
from tests.workspace.command import done
from workspace import roles, segmenting
from workspace.drafting import journeys, planned
from workspace.drafting.subgroups import Subgroup, choices
from workspace.publishing import publish as publishing
from workspace.reviewing import shaping
from workspace.workspace import Workspace


@pytest.fixture
def bank(built: Path, copied: Callable[[Path], Path]) -> Iterator[Workspace]:
    """The bank's workspace, to be changed."""
    workspace = Workspace.open(copied(built), actor="ines")
    yield workspace
    workspace.library.close()


def most_heard(bank: Workspace) -> str:
    """The id of the segment for whom most people speak."""
    parts = segmenting.segments(bank)
    return max(parts, key=lambda one: sum(choice.people for choice in choices(bank, one.id))).id


def settle(bank: Workspace, part: str, file: Path) -> str:
    """Tell the customer table who lives in Fenwick: two of three, and of a segment's voices all but one, who is given.

    The others live in Moss.
    """
    ledger = pq.read_table(bank.folder / "tables" / "transactions", columns=["customer_id"])["customer_id"]
    known = sorted(set(ledger.drop_null().to_pylist()))
    heard = {customer: person for person, customer in customers_heard(bank, part).items()}
    alone = min(heard)
    elsewhere = {alone, *(customer for customer in known[::3] if customer not in heard)}
    rows = [f"{customer},{'Moss' if customer in elsewhere else 'Fenwick'}" for customer in known]
    file.write_text("\n".join(["customer_id,town", *rows]), encoding="utf-8")
    done("ingest", str(file), "--kind", "customers", room=bank.folder, actor="ines")
    return heard[alone]


def customers_heard(bank: Workspace, part: str) -> dict[str, str]:
    """Person -> customer, of those who speak for a segment and are known to be customers."""
    with bank.library.read() as connection:
        people = {quote.respondent_id for quote in iterate_quotes(connection, segment_id=part)}
    frame = segmenting.voices_frame(bank).dropna(subset=["customer_id"])
    return {
        person: customer
        for person, customer in zip(frame["person_id"], frame["customer_id"], strict=True)
        if person in people
    }


def test_a_journey_is_drawn_for_those_heard_in_a_language_and_rests_on_nobody_else(bank: Workspace) -> None:
    part = most_heard(bank)
    drawn = journeys.draw(bank, part, Subgroup(language="en"), actor="ines")
    assert drawn.body is not None and drawn.why_not == ""
    assert drawn.people >= journeys.FEWEST
    assert sum(bool(stage["cells"]) for stage in drawn.body["journey"]["stages"]) >= 2
    quotes = [one for one in drawn.body["evidence"].values() if one["type"] == "quote"]
    assert quotes and {one["language"] for one in quotes} == {"en"}
    assert not [one for one in drawn.body["evidence"].values() if one["type"] == "statistic"]
    assert {claim["verdict"] for claim in drawn.body["claims"]} <= {"grounded", "weak", "inference"}


def test_a_journey_for_a_region_counts_and_hears_its_customers_alone(bank: Workspace, tmp_path: Path) -> None:
    part, here = most_heard(bank), Subgroup(attribute=("town", "Fenwick"))
    elsewhere = settle(bank, part, tmp_path / "towns.csv")
    drawn = journeys.draw(bank, part, here, actor="ines")
    assert drawn.body is not None, drawn.why_not
    assert journeys.FEWEST <= drawn.people == drawn.of - 1
    assert next(one.people for one in choices(bank, part) if one.subgroup == here) == drawn.people
    assert sum(bool(stage["cells"]) for stage in drawn.body["journey"]["stages"]) >= 2
    evidence = drawn.body["evidence"].values()
    figures = [one for one in evidence if one["type"] == "statistic" and one["population"] == "customers"]
    assert figures and all(one["denominator"] < segmenting.segment(bank, part).n for one in figures)
    quoted = {one["respondent_id"] for one in evidence if one["type"] == "quote"}
    assert quoted and elsewhere not in quoted


def test_a_region_becomes_a_segment_and_a_draft_that_only_review_lets_out(bank: Workspace, tmp_path: Path) -> None:
    part, here = most_heard(bank), Subgroup(attribute=("town", "Fenwick"))
    settle(bank, part, tmp_path / "towns.csv")
    draft = journeys.draft_for(bank, part, here, actor="ines")
    own = segmenting.segment(bank, draft.segment.id)
    assert own.name == f"{segmenting.segment(bank, part).name}, town: Fenwick"
    assert 0 < own.n < segmenting.segment(bank, part).n
    assert draft.journey is not None and draft.status == "draft"
    with pytest.raises(Refused, match="must be approved"):
        publishing.publish(bank, draft.id, actor="ravi")
    with pytest.raises(BadInput, match="stays a working view"):
        journeys.draft_for(bank, part, Subgroup(language="en"), actor="ines")
    with pytest.raises(BadInput, match="knows no 'shoe size'"):
        journeys.draft_for(bank, part, Subgroup(attribute=("shoe size", "44")), actor="ines")


def test_where_too_few_are_heard_it_says_so_and_draws_nothing(bank: Workspace) -> None:
    drawn = journeys.draw(bank, "g-1", Subgroup(language="fr"), actor="ines")
    assert drawn.body is None
    assert drawn.why_not == "The evidence does not say: nobody (language: fr) is heard, and a journey needs 10."
    said = done("journeys", "draw", "g-1", "--language", "fr", room=bank.folder, actor="ines")
    assert "a journey needs 10" in said.words


def test_nobody_is_divided_by_what_is_sensitive_and_something_must_narrow(bank: Workspace) -> None:
    with pytest.raises(BadInput, match="Nobody is divided by"):
        journeys.draw(bank, "g-1", Subgroup(attribute=("religion", "any")), actor="ines")
    with pytest.raises(BadInput, match="Say whose journey"):
        journeys.draw(bank, "g-1", Subgroup(), actor="ines")


def test_a_reader_may_not_draw(bank: Workspace) -> None:
    roles.grant(bank, "ravi", "reader", actor="ada")
    with pytest.raises(Refused):
        journeys.draw(bank, "g-1", Subgroup(language="en"), actor="ravi")


def test_a_planned_journey_stands_beside_the_observed_one_of_its_segment(shop: Workspace) -> None:
    shaping.set_kind(shop, "d-2", planned=True, actor="ines")
    found = planned.beside(shop, "d-2")
    assert found.planned is not None and found.actual is not None
    assert (found.planned["id"], found.actual["id"]) == ("d-2", "d-1")
    assert planned.beside(shop, "d-1") == found
