"""Segments, validation and one customer, on an invented shop that was really counted."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.segments.shop import people, purchases
from tests.ui.web.conftest import Visit, words
from ui.web.parts.signs import day
from workspace import segmenting
from workspace.figures import comparing, reliability
from workspace.workspace import Workspace


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shops") / "shop"
    room = Workspace.create(folder)
    room.tables.add("src-ledger", "transactions", purchases(300))
    room.tables.add("src-people", "customers", people(300))
    never = pd.Series(pd.NaT, index=range(200), dtype="datetime64[us, UTC]")
    sent = pd.DataFrame(
        {"campaign_id": "spring", "campaign_name": "Spring", "customer_id": [f"c{n:04}" for n in range(200)],
         "channel": "mail", "sent_at": datetime(2026, 3, 1, tzinfo=UTC), "opened_at": never, "clicked_at": never,
         "redeemed_at": never, "revenue_cents": 0, "holdout": False}
    )  # fmt: skip
    room.tables.add("src-sent", "campaigns", sent)
    segmenting.build_all(room, actor="ines")
    reliability.validate(room)
    room.library.close()
    return folder


@pytest.fixture
def open_shop(shop: Path) -> Workspace:
    return Workspace.open(shop)


def test_the_overview_tells_size_value_where_segments_differ_and_whether_they_hold(
    open_shop: Workspace, visit: Visit
) -> None:
    shown = words(visit(open_shop, "customers"))
    for fact in (
        "of revenue",
        "hold on later sales",
        "Index: 100 is everybody",
        "Where they differ: value and activity",
    ):
        assert fact in shown, fact


def test_one_segment_shows_who_they_are_their_journey_and_what_campaigns_did_not_prove(
    open_shop: Workspace, visit: Visit
) -> None:
    shown = words(visit(open_shop, "customers"))
    for fact in ("Who they are", "Their journey, counted", "awareness", "Nobody was held out", "Mailed is not caused"):
        assert fact in shown, fact


def test_two_segments_are_set_side_by_side(open_shop: Workspace, visit: Visit) -> None:
    page = visit(open_shop, "customers")
    parts = segmenting.segments(open_shop)
    other = next(box for box in page.selectbox if box.label == "Compare with")
    other.select(other.options[-1]).run()
    assert "figures set them apart" in words(page)
    rows = comparing.compare(open_shop, parts[0].id, parts[-1].id)
    assert rows[0].apart and rows[0].first.group == parts[0].name
    foretold = [row for row in rows if row.first.is_predicted]
    assert foretold and not any(row.apart or "between" in row.words for row in foretold)


def test_the_heat_map_leads_with_the_largest_real_difference(open_shop: Workspace) -> None:
    found = comparing.heat_map(open_shop, "value-activity")
    assert all(any(cell is not None and cell.differs for cell in row.cells) for row in found.rows)
    assert all(len(row.cells) == len(found.segments) for row in found.rows)


def test_validation_leads_with_its_verdict(open_shop: Workspace, visit: Visit) -> None:
    shown = words(visit(open_shop, "trust"))
    for fact in ("hold on later sales", "add up to the ledger to the cent", "by regression", "Who will order nothing"):
        assert fact in shown, fact


def test_what_moved_is_told_of_the_days_that_are_chosen(open_shop: Workspace, visit: Visit) -> None:
    page = visit(open_shop, "trust")
    assert f"since {day(reliability.drift(open_shop).since)}" in words(page)
    chosen = reliability.drift(open_shop).since - timedelta(days=14)
    page.date_input(key="since").set_value(chosen.date()).run()
    assert f"since {day(chosen)}" in words(page)


def test_one_customer_is_shown_as_they_are(open_shop: Workspace, visit: Visit) -> None:
    shown = words(visit(open_shop, "customer", customer="c0001"))
    for fact in ("c0001", "Where they belong, and why", "Scores", "Orders"):
        assert fact in shown, fact
