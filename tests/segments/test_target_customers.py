"""What several segments share beyond chance, and what baskets are for."""

from collections.abc import Callable, Iterator

import pytest

from personas.errors import BadInput
from personas.segment import Segment
from segments import Segmentation, build_segmentation, build_targets, make_definition
from segments.composite import shared
from segments.features import build_features
from segments.segmentation import make_target, prepare_missions
from segments.tables import Tables
from tests.segments.shop import ledger, line, purchases, stocked


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    store = stocked(Tables(tmp_path_factory.mktemp("shop")))
    yield store
    store.close()


@pytest.fixture(scope="module")
def chosen(shop: Tables) -> list[Segment]:
    parts = build_segmentation(shop).segments[:2]
    return [one.model_copy(update={"id": f"g-{place}"}) for place, one in enumerate(parts)]


@pytest.fixture(scope="module")
def built(shop: Tables, chosen: list[Segment]) -> Segmentation:
    definition = make_definition("target", {"targets": [make_target("Best", chosen)]})
    return build_targets(shop, None, definition, build_features(shop))


def test_a_target_holds_the_customers_of_its_segments(built: Segmentation, chosen: list[Segment]) -> None:
    assert [one.name for one in built.segments] == ["Best"]
    assert built.segments[0].n == sum(one.n for one in chosen) == len(built.members)
    assert built.segments[0].revenue_cents == sum(one.revenue_cents or 0 for one in chosen)


def test_a_difference_is_only_said_where_every_segment_differs_alike(shop: Tables, built: Segmentation) -> None:
    said = [figure for figure in built.statistics if figure.differs]
    assert said, "the best customers of the shop share nothing"
    one_sided = shared(built.statistics, [figure.model_copy(update={"q_value": None}) for figure in said])
    assert not any(figure.differs for figure in one_sided)


def test_figures_of_a_target_recompute_from_their_sql(
    shop: Tables, built: Segmentation, recomputed: Callable[[Tables, str], float]
) -> None:
    for figure in built.statistics:
        assert recomputed(shop, figure.sql) == pytest.approx(figure.value, abs=1e-9), figure.metric


def test_one_segment_or_everybody_makes_no_target(tables: Tables, chosen: list[Segment]) -> None:
    with pytest.raises(BadInput, match="two segments or more"):
        make_target("One", chosen[:1])
    tables.add("a", "transactions", purchases(60))
    parts = build_segmentation(tables).segments
    everybody = make_target("All", [one.model_copy(update={"id": one.key}) for one in parts])
    with pytest.raises(BadInput, match="holds everybody"):
        build_targets(tables, None, make_definition("target", {"targets": [everybody]}), build_features(tables))


def test_missions_tell_what_baskets_are_for(shop: Tables) -> None:
    found = build_segmentation(shop, method="missions", params={"k": 3})
    assert {one.name for one in found.segments} == {"Mainly boots", "Mainly gloves", "Mainly coats"}
    assert found.members["customer_id"].is_unique


def test_segments_say_how_many_of_their_baskets_are_of_which_mission(
    shop: Tables, recomputed: Callable[[Tables, str], float]
) -> None:
    definition = build_segmentation(shop, method="missions", params={"k": 3}).definition
    features = prepare_missions(build_features(shop), definition.params)
    figures = build_segmentation(shop, features=features).statistics
    told = [figure for figure in figures if figure.metric.startswith("order_share:mission=")]
    assert {figure.predicate for figure in told} == {
        "are baskets of boots", "are baskets of gloves", "are baskets of coats"
    }  # fmt: skip
    assert all(recomputed(shop, figure.sql) == pytest.approx(figure.value) for figure in told)


def test_missions_need_categories(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line(f"c{n}", f"o{n}", n, 500) for n in range(300)]))
    with pytest.raises(BadInput, match="3 categories"):
        build_segmentation(tables, method="missions")
