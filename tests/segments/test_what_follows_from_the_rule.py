"""What a segment is made of is told as no finding about it."""

from collections.abc import Iterator

import pytest

from personas.evidence import BY_DEFINITION, Statistic
from personas.phrasing import period
from segments import Segmentation, build_segmentation
from segments.segmentation.rules import SegmentRule
from segments.statistics.defining import names_in
from segments.tables import Tables
from segments.within import count_within
from tests.segments.shop import people, purchases

SHOPS = {"Leeds": "Yorkshire", "Hull": "Yorkshire", "Derby": "East Midlands"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    """A shop whose customers have a home store, and each home store its region."""
    store = Tables(tmp_path_factory.mktemp("shop"))
    known = people()
    stores = [list(SHOPS)[place % len(SHOPS)] for place in range(len(known))]
    regions = [SHOPS[name] for name in stores]
    store.add("src-ledger", "transactions", purchases())
    store.add("src-people", "customers", known.assign(home_store=stores, region=regions))
    yield store
    store.close()


@pytest.fixture(scope="module")
def built(shop: Tables) -> Segmentation:
    return build_segmentation(shop)


def of(figures: list[Statistic], name: str) -> list[Statistic]:
    found = [figure for figure in figures if name in figure.metric]
    assert found, name
    return found


def test_a_region_is_no_finding_about_the_people_of_a_region(shop: Tables, built: Segmentation) -> None:
    whole = max(built.segments, key=lambda one: one.n).model_copy(update={"id": "g-1"})
    found = count_within(shop, built.voices, whole, "region", "Yorkshire")
    assert found is not None
    assert {figure.section for figure in of(found.statistics, "region=")} == {BY_DEFINITION}
    stores = [figure for figure in of(found.statistics, "home_store=") if figure.section != BY_DEFINITION]
    assert stores, "which of the region's stores they go to is news"
    assert not any(figure.differs for figure in stores), "that they go to its stores at all is none"


def test_differences_in_what_rules_divide_by_are_not_found_but_chosen(shop: Tables) -> None:
    rules = [
        SegmentRule(name="Many", rule='orders >= 10 and sector == "Care"'),
        SegmentRule(name="Few", rule="orders < 3"),
    ]
    found = build_segmentation(shop, method="rules", rules=rules)
    for name in ("orders_per_year", "sector="):
        assert not any(figure.differs for figure in of(found.statistics, name)), name
    assert any(figure.differs for figure in found.statistics), "other differences are"


def test_tiers_of_value_and_activity_differ_in_neither_spending_nor_recency(built: Segmentation) -> None:
    for name in ("revenue_per_customer", "days_since_last_order"):
        assert not any(figure.differs for figure in of(built.statistics, name)), name
    assert any(figure.differs for figure in of(built.statistics, "average_order_value"))
    recency = of(built.statistics, "days_since_last_order")
    assert {figure.section for figure in recency} == {BY_DEFINITION}, "who is active ordered lately"


def test_spending_over_the_ledger_names_its_dates(built: Segmentation) -> None:
    window = built.statistics[0].window
    assert window is not None
    assert all(period(window) in figure.phrase() for figure in of(built.statistics, "revenue_per_customer"))


def test_names_of_a_condition_are_neither_its_texts_nor_its_functions() -> None:
    condition = """coalesce(lower(trim(CAST("Home Store" AS VARCHAR))) = 'region''s trim', FALSE) AND orders >= 3"""
    assert names_in(condition) == {"home_store", "orders"}
