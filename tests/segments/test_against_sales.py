from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from personas.errors import BadInput, PrerequisiteMissing
from personas.sources import QualityReport
from segments import (
    Segmentation,
    SegmentRule,
    assign_customers,
    build_segmentation,
    detect_drift,
    make_definition,
    public_data,
    recognise_table,
    sample,
    validate_segmentation,
)
from segments.statistics import campaign_engagement, engagement_by_segment, false_discovery, wilson
from segments.statistics.intervals import proportion_p, ratio_interval
from segments.statistics.measures import Moments
from segments.statistics.shares import population_stability, stability_index
from segments.tables import TableExtract, Tables
from tests.segments.shop import ledger, line, people, purchases, stocked


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    store = stocked(Tables(tmp_path_factory.mktemp("shop")))
    yield store
    store.close()


@pytest.fixture(scope="module")
def built(shop: Tables) -> Segmentation:
    return build_segmentation(shop)


RULES = [SegmentRule(name="Care", rule='sector == "Care"')]


@pytest.fixture(scope="module")
def by_rule(shop: Tables) -> Segmentation:
    return build_segmentation(shop, method="rules", rules=RULES)


def test_segments_reconcile_with_the_ledger_to_the_cent(shop: Tables, built: Segmentation) -> None:
    found = validate_segmentation(shop, built.definition, built.segments, bootstraps=3)
    assert found.reconciliation is not None and found.reconciliation.holds
    assert found.reconciliation.ledger_cents == purchases()["amount_cents"].sum()
    assert found.reconciliation.by == {"store": 0, "channel": 0, "week": 0}
    assert [part.n for part in found.segments] == [part.n for part in built.segments]
    assert found.customers == sum(part.n for part in built.segments)


def test_segments_tell_the_next_quarter_better_than_chance(shop: Tables, built: Segmentation) -> None:
    found = validate_segmentation(shop, built.definition, bootstraps=5)
    assert found.forward is not None and found.stability is not None
    forward = found.forward
    assert forward.controls["shuffled"] < 0.05 and abs(forward.controls["global_mean"]) < 0.1
    assert forward.controls["shuffled"] < forward.r2 < forward.controls["individual"] + 0.2
    assert forward.r2_ci[0] <= forward.r2 <= forward.r2_ci[1]
    assert forward.lapse_auc is not None and forward.lapse_auc > 0.6
    assert 0.5 < found.stability.ari_p5 <= found.stability.ari_mean <= 1
    assert set(found.model_dump()) >= {"definition", "customers", "segments", "reconciliation", "forward", "stability"}


def test_other_divisions_are_shown_beside_the_segments_in_force(shop: Tables, built: Segmentation) -> None:
    found = validate_segmentation(shop, built.definition, bootstraps=2)
    names = [one.name for one in found.alternatives]
    assert names[0] == "the way in force, learned on the past" and "the top tenth apart, by activity" in names
    assert all(one.segments <= 8 and one.ari_mean <= 1 for one in found.alternatives)
    assert found.forward is not None and found.alternatives[0].lapse_auc == found.forward.lapse_auc


def test_validation_is_the_same_each_time(shop: Tables) -> None:
    definition = build_segmentation(shop).definition
    assert validate_segmentation(shop, definition, bootstraps=3) == validate_segmentation(
        shop, definition, bootstraps=3
    )


def test_rules_and_clusters_are_validated_too(shop: Tables, by_rule: Segmentation) -> None:
    found = validate_segmentation(shop, by_rule.definition, bootstraps=2)
    assert found.stability is not None and found.stability.ari_mean == 1.0
    assert found.forward is not None and found.forward.r2 < 0.1
    clusters = build_segmentation(shop, method="clusters", params={"k": 3}).definition
    assert validate_segmentation(shop, clusters, bootstraps=2).forward is not None


def test_too_short_a_history_is_said(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line(f"c{n}", f"o{n}", n, 500 + n) for n in range(60)]))
    found = validate_segmentation(tables, build_segmentation(tables).definition, bootstraps=2)
    assert found.forward is None
    assert "three times 91 days" in found.notes[0]


def test_a_survey_has_no_sales_to_be_validated_against(tables: Tables) -> None:
    voices = pd.DataFrame({"respondent_id": list("abcdefghij"), "vote": [1, 5] * 5})
    built = build_segmentation(tables, voices, rules=[SegmentRule(name="Yes", rule="vote > 3")])
    found = validate_segmentation(tables, built.definition, built.segments)
    assert found.reconciliation is None and found.forward is None
    assert [part.n for part in found.segments] == [5, 5]


def test_chance_alone_is_no_drift(shop: Tables, built: Segmentation) -> None:
    found = detect_drift(shop, built.definition, built.segments, days=14)
    assert found.stayed is not None and found.stayed > 0.7
    assert sum(move.n for move in found.migration) <= found.customers_before
    assert sum(part.share_now for part in found.segments) == pytest.approx(1)
    assert not found.drifted


def test_a_lasting_change_is_drift(tables: Tables) -> None:
    early = [
        line(f"c{n}", f"a{n}-{place}", place * 20 + n % 20, 1000 + n * 10) for n in range(300) for place in range(10)
    ]
    late = [line(f"c{n}", f"b{n}-{place}", 200 + place * 20, 1000 + n * 10) for n in range(30) for place in range(8)]
    tables.add("a", "transactions", ledger(early))
    definition = build_segmentation(tables).definition
    tables.add("b", "transactions", ledger(late))
    found = detect_drift(tables, definition, days=140)
    assert found.drifted
    assert found.psi > found.threshold


def test_a_ledger_that_only_grows_older_is_no_drift(tables: Tables) -> None:
    random = np.random.default_rng(3)
    sizes, gaps = random.lognormal(8, 1, 400), random.integers(12, 30, 400)
    rows = [
        line(f"c{n:03}", f"o{n}-{day}", day + random.uniform(0, 9), int(sizes[n] * random.lognormal(0, 0.3)) + 1)
        for n in range(400)
        for day in range(int(random.integers(0, 12)), 360, int(gaps[n]))
    ]
    tables.add("a", "transactions", ledger(rows))
    found = detect_drift(tables, build_segmentation(tables).definition)
    assert not found.drifted and not any(one.moved for one in found.segments)
    assert found.history == 276 and found.customers_before == found.customers_now == 400


def _draws(times: float, n: int, simulations: int = 300) -> float:
    """How often customers' spending, multiplied, is called drifted over deciles of it."""
    random = np.random.default_rng(5)
    everybody = random.lognormal(0, 1, 20_000)
    cuts = np.quantile(everybody, np.linspace(0, 1, 11)[1:-1])
    alarms = 0
    for _ in range(simulations):
        before, now = random.choice(everybody, n), random.choice(everybody, n) * times
        counts = [np.bincount(np.searchsorted(cuts, one), minlength=10).tolist() for one in (before, now)]
        index, threshold = stability_index(*counts)
        alarms += index > threshold
    return alarms / simulations


@pytest.mark.parametrize("n", [250, 1_000, 10_000])
def test_drift_is_alarmed_without_reason_one_time_in_twenty(n: int) -> None:
    assert _draws(1.0, n) == pytest.approx(0.05, abs=0.03)


def test_a_quarter_more_spending_is_found_among_a_thousand_customers() -> None:
    assert _draws(1.25, 1_000) >= 0.89


def test_drift_needs_the_time_it_is_asked_about(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 0, 5), line("d", "o2", 10, 5)]))
    with pytest.raises(BadInput, match="91 days"):
        detect_drift(
            tables, make_definition("value-activity", {"activity_days": 28, "cuts_cents": [1, 2, 3], "cells": []})
        )


def test_the_index_of_equal_shares_is_nought() -> None:
    assert population_stability([0.5, 0.5], [0.5, 0.5]) == 0
    assert population_stability([1.0, 0.0], [0.5, 0.5]) > 1


def extract(kind: str, frame: pd.DataFrame) -> TableExtract:
    return TableExtract(kind, frame, QualityReport())  # type: ignore[arg-type]


def test_known_customers_are_assigned_where_they_are(shop: Tables, built: Segmentation) -> None:
    found = assign_customers(shop, built.definition, built.segments, extract("customers", people()))
    expected = built.members.set_index("customer_id")["segment_id"]
    got = found.set_index("customer_id")["segment_id"]
    assert got[expected.index].equals(expected.rename("segment_id").astype(got.dtype))
    assert list(found.columns) == ["customer_id", "segment_id", "segment_name"]
    assert set(got[~got.index.isin(expected.index)]) == {""}


def test_new_customers_are_assigned_by_their_own_purchases(shop: Tables, built: Segmentation) -> None:
    new = ledger([line("new-1", "n1", 0, 9_000_000), line("new-2", "n2", 0, 10)])
    found = assign_customers(shop, built.definition, built.segments, extract("transactions", new))
    assert found["segment_name"].str.startswith(("Top", "Lower", "Low")).all()
    assert found["customer_id"].tolist() == ["new-1", "new-2"]


def test_a_file_that_ends_long_ago_makes_nobody_active(shop: Tables, built: Segmentation) -> None:
    old = ledger([line("new-1", "n1", 0, 9_000_000)])
    found = assign_customers(shop, built.definition, built.segments, extract("transactions", old))
    assert "slipping" in found["segment_name"][0]


def test_purchases_in_another_currency_are_not_assigned(shop: Tables, built: Segmentation) -> None:
    new = ledger([line("new-1", "n1", 0, 9_000_000)]).assign(currency="USD")
    with pytest.raises(BadInput, match="in USD, the segments were told from GBP"):
        assign_customers(shop, built.definition, built.segments, extract("transactions", new))


def test_rules_need_their_columns_in_the_file(shop: Tables, by_rule: Segmentation) -> None:
    frame = pd.DataFrame({"customer_id": ["x", "y"], "email_sha256": [None, None], "Sector": ["Care", "Other"]})
    found = assign_customers(shop, by_rule.definition, by_rule.segments, extract("customers", frame))
    assert found["segment_name"].tolist() == ["Care", "Others"]
    with pytest.raises(BadInput, match="sector"):
        assign_customers(shop, by_rule.definition, by_rule.segments, extract("customers", frame[["customer_id"]]))
    with pytest.raises(BadInput, match="not events"):
        assign_customers(shop, by_rule.definition, by_rule.segments, extract("events", frame))


def test_campaign_engagement_counts_members_not_messages(tables: Tables) -> None:
    sent = pd.Timestamp("2026-01-01", tz="UTC")
    rows = [("C1", "Spring", f"c{n}", sent, sent if n < 3 else pd.NaT, False) for n in range(10)]
    rows += [("C1", "Spring", "c0", sent, sent, False), ("C1", "Spring", "held", pd.NaT, pd.NaT, True)]
    rows += [("C2", "Letter", f"c{n}", sent - pd.Timedelta(days=1), pd.NaT, False) for n in range(10)]
    columns = ["campaign_id", "campaign_name", "customer_id", "sent_at", "opened_at", "holdout"]
    frame = pd.DataFrame(rows, columns=columns).assign(
        clicked_at=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"),
        redeemed_at=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"),
    )
    assert campaign_engagement(tables) == []
    tables.add("a", "campaigns", frame)
    spring, letter = campaign_engagement(tables)
    assert (spring.campaign, spring.answered, spring.reached, spring.held_out, spring.rate) == (
        "Spring",
        3,
        10,
        1,
        None,
    )
    assert (letter.campaign, letter.answered, letter.reached, letter.rate) == ("Letter", 0, 10, None)


def test_engagement_by_segment_leaves_out_campaigns_of_which_no_answer_was_recorded(tables: Tables) -> None:
    sent = pd.Timestamp("2026-01-01", tz="UTC")
    rows = [("C1", f"c{n}", sent, sent if n < 4 else pd.NaT, False) for n in range(20)]
    rows += [("C1", "c20", pd.NaT, pd.NaT, True), *(("Letter", f"c{n}", sent, pd.NaT, False) for n in range(20))]
    frame = pd.DataFrame(rows, columns=["campaign_id", "customer_id", "sent_at", "opened_at", "holdout"]).assign(
        campaign_name="", clicked_at=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"),
        redeemed_at=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"),
    )  # fmt: skip
    members = pd.DataFrame({"customer_id": [f"c{n}" for n in range(21)], "segment_id": ["g-1"] * 10 + ["g-2"] * 11})
    assert engagement_by_segment(tables, members) == []
    tables.add("a", "campaigns", frame)
    first, second = engagement_by_segment(tables, members)
    assert (first.segment_id, first.campaigns, first.answered, first.reached, first.held_out) == ("g-1", 1, 4, 10, 0)
    assert (second.answered, second.reached, second.held_out, second.rate) == (0, 10, 1, 0.0)


def test_wilsons_interval_is_the_published_one() -> None:
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_q_values_are_those_of_benjamini_and_hochberg() -> None:
    assert false_discovery([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert false_discovery([]) == []


def test_a_difference_of_proportions_is_tested_exactly_among_few_and_from_both_sides() -> None:
    part, rest = Moments(100, 60, 100, 60, 100, 60), Moments(100, 40, 100, 40, 100, 40)
    assert proportion_p(part, rest) == pytest.approx(0.0070595, abs=1e-7)
    many, others = (
        Moments(10_000, 5_200, 10_000, 5_200, 10_000, 5_200),
        Moments(9_000, 4_500, 9_000, 4_500, 9_000, 4_500),
    )
    assert proportion_p(many, others) == pytest.approx(0.0058, abs=1e-4)
    assert proportion_p(part, part) == 1.0
    assert ratio_interval(Moments(1, 1, 1, 1, 1, 1)) is None


def test_public_data_that_is_not_installed_says_how_to_get_it(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_data, "find_spec", lambda name: None)
    with pytest.raises(PrerequisiteMissing, match="real-data"):
        public_data.write_public_data("cdnow", tmp_path)


@pytest.mark.skipif(find_spec("lifetimes") is None, reason="the extra real-data is not installed")
def test_cdnow_is_written_as_a_ledger(tmp_path: Path) -> None:
    (path,) = public_data.write_public_data("cdnow", tmp_path)
    looked = sample(path)
    found = recognise_table(looked)
    assert found is not None
    frame = found.read(path, looked).frame
    assert frame["customer_id"].nunique() == 23_502
    assert frame["amount_cents"].sum() == 250_031_563
