"""Journeys drawn for some of a segment's people, and planned ones beside what was observed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from personas.errors import BadInput, Refused
from tests.workspace.command import done
from workspace import journeys, roles, segmenting, shaping
from workspace.journeys import Some
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
    return max(parts, key=lambda one: sum(choice.people for choice in journeys.choices(bank, one.id))).id


def test_a_journey_is_drawn_for_those_heard_in_a_language_and_rests_on_nobody_else(bank: Workspace) -> None:
    part = most_heard(bank)
    drawn = journeys.draw(bank, part, Some(language="en"), actor="ines")
    assert drawn.body is not None and drawn.why_not == ""
    assert drawn.people >= journeys.FEWEST
    assert sum(bool(stage["cells"]) for stage in drawn.body["journey"]["stages"]) >= 2
    quotes = [one for one in drawn.body["evidence"].values() if one["type"] == "quote"]
    assert quotes and {one["language"] for one in quotes} == {"en"}
    assert not [one for one in drawn.body["evidence"].values() if one["type"] == "statistic"]
    assert {claim["verdict"] for claim in drawn.body["claims"]} <= {"grounded", "weak", "inference"}


def test_what_is_counted_of_a_region_counts_its_customers_alone(bank: Workspace) -> None:
    part = most_heard(bank)
    found = [one for one in journeys.choices(bank, part) if one.some.attribute]
    assert found, "nothing says where anybody is"
    drawn = journeys.draw(bank, part, found[0].some, actor="ines")
    if drawn.body is None:
        assert f"{drawn.people} people" in drawn.why_not and "a journey needs 10" in drawn.why_not
        return
    shares = [one for one in drawn.body["evidence"].values() if one["type"] == "statistic" and one["denominator"]]
    assert all(one["denominator"] < segmenting.segment(bank, part).n for one in shares)


def test_where_too_few_are_heard_it_says_so_and_draws_nothing(bank: Workspace) -> None:
    drawn = journeys.draw(bank, "g-1", Some(language="fr"), actor="ines")
    assert drawn.body is None
    assert drawn.why_not == "The evidence does not say: nobody (language: fr) is heard, and a journey needs 10."
    said = done("journeys", "draw", "g-1", "--language", "fr", room=bank.folder, actor="ines")
    assert "a journey needs 10" in said.words


def test_nobody_is_divided_by_what_is_sensitive_and_something_must_narrow(bank: Workspace) -> None:
    with pytest.raises(BadInput, match="Nobody is divided by"):
        journeys.draw(bank, "g-1", Some(attribute=("religion", "any")), actor="ines")
    with pytest.raises(BadInput, match="Say whose journey"):
        journeys.draw(bank, "g-1", Some(), actor="ines")


def test_a_reader_may_not_draw(bank: Workspace) -> None:
    roles.grant(bank, "ravi", "reader", actor="ada")
    with pytest.raises(Refused):
        journeys.draw(bank, "g-1", Some(language="en"), actor="ravi")


def test_a_planned_journey_stands_beside_the_observed_one_of_its_segment(shop: Workspace) -> None:
    shaping.set_kind(shop, "d-2", planned=True, actor="ines")
    found = journeys.beside(shop, "d-2")
    assert found.planned is not None and found.actual is not None
    assert (found.planned["id"], found.actual["id"]) == ("d-2", "d-1")
    assert journeys.beside(shop, "d-1") == found
