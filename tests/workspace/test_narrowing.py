"""Narrowing a search to some of the quotes."""

from datetime import UTC, date, datetime

import pytest

from personas.errors import BadInput
from personas.evidence import Quote
from workspace.evidence.narrowing import Narrowing, read_attributes

SAID = Quote(
    id="q-1", source_id="src-1", document_id="d-1", start=0, end=5, text="Warm.", respondent_id="r-1", kind="review",
    date=datetime(2026, 3, 31, 23, 30, tzinfo=UTC), language="de", rating=4.0, source="reviews_trustpilot.csv",
    attributes={"sector": "Care", "age": 41},
)  # fmt: skip
UNKNOWN = SAID.model_copy(update={"date": None, "rating": None, "attributes": {}})


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(),
        Narrowing(source="src-1"),
        Narrowing(source="TrustPilot", kind="review", language="DE"),
        Narrowing(since=date(2026, 3, 31), until=date(2026, 3, 31)),
        Narrowing(lowest_rating=4, highest_rating=4),
        Narrowing(attributes=(("Sector", "care"), ("age", "41"))),
    ],
)
def test_a_quote_that_fulfils_all_is_kept(narrowing: Narrowing) -> None:
    assert narrowing.keeps(SAID)


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(source="judgeme"),
        Narrowing(kind="interview"),
        Narrowing(language="en"),
        Narrowing(since=date(2026, 4, 1)),
        Narrowing(until=date(2026, 3, 30)),
        Narrowing(lowest_rating=4.5),
        Narrowing(highest_rating=3),
        Narrowing(attributes=(("sector", "Care"), ("age", "40"))),
    ],
)
def test_one_thing_that_does_not_fit_leaves_it_out(narrowing: Narrowing) -> None:
    assert not narrowing.keeps(SAID)


@pytest.mark.parametrize(
    "narrowing",
    [Narrowing(since=date(2020, 1, 1)), Narrowing(highest_rating=5), Narrowing(attributes=(("sector", "Care"),))],
)
def test_what_is_not_known_is_not_taken_to_fit(narrowing: Narrowing) -> None:
    assert not narrowing.keeps(UNKNOWN)


@pytest.mark.parametrize("said", ["sector", "=Care", ""])
def test_an_attribute_that_cannot_be_read_is_refused_with_how_to_write_it(said: str) -> None:
    with pytest.raises(BadInput, match="NAME=VALUE"):
        read_attributes([said])
