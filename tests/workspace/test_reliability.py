from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import yaml
from sqlalchemy import insert

from personas.errors import BadInput, NotFound
from personas.library import schema
from tests.segments.shop import people, purchases
from workspace import segmenting
from workspace.figures import customers, predicting, recounting, reliability, warehousing
from workspace.figures.customer_history import Order
from workspace.workspace import Workspace


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace over the invented shop, its segments built."""
    room = Workspace.create(tmp_path_factory.mktemp("shops") / "shop")
    room.tables.add("src-ledger", "transactions", purchases(500))
    room.tables.add("src-people", "customers", people(500))
    sent = pd.DataFrame(
        {"campaign_id": "spring", "campaign_name": "Spring", "customer_id": ["c0001", "c0002"], "channel": "mail",
         "sent_at": datetime(2026, 3, 1, tzinfo=UTC), "opened_at": [datetime(2026, 3, 2, tzinfo=UTC), None],
         "clicked_at": pd.NaT, "redeemed_at": pd.NaT, "revenue_cents": 0, "holdout": [False, True]}
    )  # fmt: skip
    room.tables.add("src-sent", "campaigns", sent)
    segmenting.build_all(room, actor="ines")
    return room


def test_a_validation_is_kept_and_says_whether_it_is_of_the_segments_in_force(shop: Workspace) -> None:
    assert reliability.validated(shop) is None
    found = reliability.validate(shop)
    kept = reliability.validated(shop)
    assert kept is not None and kept.current and kept.validation == found


def test_an_overlay_is_no_division_to_test(shop: Workspace) -> None:
    with pytest.raises(BadInput, match="looked at beside their segments"):
        reliability.drift(shop, method="missions")


def test_an_order_of_many_categories_names_a_few_of_them() -> None:
    order = Order(
        id="o-1", at=datetime(2026, 3, 1, tzinfo=UTC), channel="web", cents=1, lines=7, categories=tuple("abcdefg")
    )
    assert order.of() == "a, b, c, d, e and 2 more"
    assert order.model_copy(update={"categories": ("a", "b")}).of() == "a, b"


def test_without_a_method_the_segments_tested_are_those_of_purchases_or_of_the_published_personas(
    tmp_path: Path,
) -> None:
    room = Workspace.create(tmp_path / "both")
    room.tables.add("src-ledger", "transactions", purchases(150))
    room.tables.add("src-people", "customers", people(150))
    segments = [{"name": "Care", "rule": 'sector == "Care"'}]
    (room.folder / "segments.yaml").write_text(yaml.safe_dump({"segments": segments}), encoding="utf-8")
    segmenting.build_all(room, actor="ines", method="rules")
    assert reliability.validate(room).definition.method == "rules"
    segmenting.build_all(room, actor="ines", method="value-activity")
    assert reliability.validate(room).definition.method == "value-activity"
    care = segmenting.segment(room, "Care")
    day = datetime(2026, 9, 1, tzinfo=UTC)
    with room.library.write() as connection:
        persona = {"id": "p-1", "number": 1, "name": "Robin", "segment_id": care.id, "status": "published"}
        version = {"id": "u-1", "persona_id": "p-1", "draft_id": "d-1", "version": 1, "status": "published", "body": {}}
        signed = {"published_at": day, "published_by": "tom", "approved_by": "tom", "next_review": day}
        connection.execute(insert(schema.personas).values(**persona))
        connection.execute(insert(schema.publications).values(**version, **signed))
    assert reliability.drift(room).segments[0].name == "Care"


def test_predictions_are_kept_with_their_tests(shop: Workspace) -> None:
    found = predicting.outlook(shop)
    assert not found.due and found.report.tests
    assert len(predicting.scores(shop)) == pytest.approx(500, abs=5)


def test_before_a_build_nothing_was_predicted(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="verism segments build"):
        predicting.outlook(Workspace.create(tmp_path / "new"))


def test_drift_is_told_between_any_two_days(shop: Workspace) -> None:
    found = reliability.drift(shop, since=datetime(2025, 9, 1, tzinfo=UTC), until=datetime(2026, 1, 1, tzinfo=UTC))
    assert found.since.month == 9 and found.until == datetime(2026, 1, 1, tzinfo=UTC) and found.personas == []
    assert sum(move.n for move in found.migration) <= found.customers_before
    with pytest.raises(BadInput, match="The ledger tells of 2025"):
        reliability.drift(shop, since=datetime(2020, 1, 1, tzinfo=UTC))


def test_one_customer_is_shown_with_orders_scores_and_where_they_belong(shop: Workspace) -> None:
    found = customers.profile(shop, "c0001")
    own = purchases(500).query("customer_id == 'c0001'")
    assert found.revenue_cents == own["amount_cents"].sum() and found.order_count == own["order_id"].nunique()
    assert sum(found.channels.values()) == found.order_count
    assert [one.answered for one in found.responses] == ["opened"]
    assert {score.name for score in found.scores} >= {"lapse", "expected_cents"}
    assert all(0 < score.percentile <= 1 for score in found.scores)
    assert len(found.places) == 1 and found.places[0].why and found.places[0].personas == ()
    assert "religion" not in found.attributes and "email_sha256" not in found.attributes


def test_a_customer_who_never_bought_has_no_orders_and_a_stranger_is_not_found(shop: Workspace) -> None:
    assert customers.profile(shop, "c0510").order_count == 0
    assert customers.profile(shop, "c0002").responses[0].answered == "held out"
    with pytest.raises(NotFound, match="no customer 'nobody'"):
        customers.profile(shop, "nobody")


def test_every_figure_is_counted_again_from_the_tables_by_its_id(shop: Workspace) -> None:
    figures = segmenting.profile(shop, segmenting.segments(shop)[0].id).statistics
    kinds = {one.metric.partition(":")[0]: one for one in figures}
    assert {"spend_share", "predicted", "segment_size"} <= set(kinds)
    assert recounting.recount(shop, kinds["segment_size"].id).same
    recounting.lay_out(shop)
    for one in kinds.values():
        again = float(shop.tables.connection.raw_sql(one.sql).fetchone()[0])
        assert recounting.Recounted(statistic=one, segment="", again=again).same, (one.metric, one.value, again)
    with pytest.raises(NotFound, match="no figure 's-none'"):
        recounting.figure(shop, "s-none")


def test_a_segment_and_a_figure_are_told_as_sql_over_tables_written_beside_it(shop: Workspace, tmp_path: Path) -> None:
    segment = segmenting.segments(shop)[0]
    figure = next(one for one in segmenting.profile(shop, segment.id).statistics if one.metric == "spend_share:again")
    told, counted = warehousing.sql_of(shop, segment.id), warehousing.sql_of(shop, figure.id)
    assert told.reads == told.kept == ("transactions",) and segment.rule in told.sql
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for path in warehousing.write_tables(shop, told, tmp_path / "tables"):
            connection.execute(f"CREATE VIEW {path.stem} AS FROM '{path}'")
        members = {one for (one,) in connection.execute(told.sql).fetchall()}
        found = connection.execute(counted.sql).fetchone()
    assert members == set(segmenting.members(shop, segment)["customer_id"])
    assert found == pytest.approx((figure.value, figure.numerator, figure.denominator))
