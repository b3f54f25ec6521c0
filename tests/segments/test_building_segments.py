from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput
from personas.evidence import BY_DEFINITION, PERMISSIONS
from retrieval.packs import build_pack
from segments import Segmentation, SegmentRule, build_segmentation, load_rules
from segments.tables import Tables
from tests.segments.shop import people, purchases, stocked

Recomputed = Callable[[Tables, str], float]

VOICES = pd.DataFrame(
    {
        "respondent_id": [f"r-{n}" for n in range(60)],
        "customer_id": [f"c{n:04}" if n < 20 else None for n in range(60)],
        "person_id": [f"r-{n}" for n in range(58)] + ["r-0", "r-1"],
        "Sector": ["Care" if n % 2 else "Construction" for n in range(60)],
        "age": [20 + n for n in range(60)],
        "vote": [n % 5 + 1 for n in range(60)],
        "marketing_consent": ["yes" if n % 3 else "no" for n in range(60)],
        "ethnicity": ["x" if n % 2 else "y" for n in range(60)],
        "email": ["a@example.com"] * 60,
    }
)


def answers() -> pd.DataFrame:
    scale = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    rows = [(f"r-{n}", "Staff know my trade", scale[4 - n % 3]) for n in range(60)]
    rows += [(f"r-{n}", "Where do you buy?", ["Web", "Store"][n % 2]) for n in range(60)]
    rows += [(f"r-{n}", "What is your religion?", ["A", "B"][n % 2]) for n in range(60)]
    rows += [(f"r-{n}", "Anything else?", f"free text {n}") for n in range(60)]
    frame = pd.DataFrame(rows, columns=["respondent_id", "question", "answer"])
    return frame.assign(customer_id=None, answered_at=pd.Timestamp("2026-01-01", tz="UTC"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    store = stocked(Tables(tmp_path_factory.mktemp("shop")))
    store.add("src-answers", "answers", answers())
    yield store
    store.close()


@pytest.fixture(scope="module")
def built(shop: Tables) -> Segmentation:
    return build_segmentation(shop, VOICES)


def test_value_and_activity_is_what_purchases_are_divided_by(built: Segmentation) -> None:
    assert built.definition.method == "value-activity"
    assert len(built.segments) <= 6
    assert built.members["customer_id"].is_unique
    assert sum(part.n for part in built.segments) == len(built.members) == purchases()["customer_id"].nunique()
    assert sum(part.share for part in built.segments) == pytest.approx(1)
    assert sum(part.revenue_cents or 0 for part in built.segments) == purchases()["amount_cents"].sum()


def test_every_figure_recomputes_from_its_sql(shop: Tables, recomputed: Recomputed) -> None:
    built = build_segmentation(shop, VOICES)
    assert len(built.statistics) > 150
    for figure in built.statistics:
        assert recomputed(shop, figure.sql) == pytest.approx(figure.value, rel=1e-9, abs=1e-12), figure.metric


def test_a_segments_sql_selects_its_members(built: Segmentation, shop: Tables) -> None:
    for part in built.segments:
        rows = shop.connection.raw_sql(part.sql).fetchall()
        members = built.members.loc[built.members["segment_id"] == part.key, "customer_id"]
        assert sorted(row[0] for row in rows) == sorted(members)


def test_two_builds_of_the_same_tables_are_the_same(built: Segmentation, tmp_path: Path) -> None:
    other = Tables(tmp_path / "again")
    other.add("src-answers", "answers", answers())
    again = build_segmentation(stocked(other), VOICES)
    other.close()
    assert again.definition == built.definition
    assert again.statistics == built.statistics
    assert again.members.equals(built.members)


def test_voices_belong_through_their_customer(built: Segmentation) -> None:
    assert set(built.voices["basis"]) == {"customer"}
    expected = built.members.set_index("customer_id")["segment_id"]
    customer = VOICES.set_index("respondent_id")["customer_id"]
    for row in built.voices.itertuples():
        own = customer[row.respondent_id]
        person = customer["r-0" if row.respondent_id == "r-58" else "r-1"] if pd.isna(own) else own
        assert row.segment_id == expected[person]


def test_ids_replace_keys_everywhere(built: Segmentation) -> None:
    renamed = built.with_ids({part.key: f"g-{n}" for n, part in enumerate(built.segments, 1)})
    assert [part.id for part in renamed.segments][:2] == ["g-1", "g-2"]
    assert {figure.segment_id for figure in renamed.statistics} <= {part.id for part in renamed.segments}
    assert len({figure.id for figure in renamed.statistics}) == len(renamed.statistics)
    assert set(renamed.members["segment_id"]) == {part.id for part in renamed.segments}
    assert set(renamed.voices["segment_id"]) <= {part.id for part in renamed.segments}


def test_size_facts_come_first_then_what_really_differs(built: Segmentation) -> None:
    for part in built.segments:
        own = [figure for figure in built.statistics if figure.segment_id == part.key]
        expected = ["segment_size", "revenue_share", "average_order_value", "orders_per_year"]
        assert [figure.metric for figure in own[:4]] == expected
        differs = [figure.differs for figure in own[4:] if figure.value > 0]
        assert differs == sorted(differs, reverse=True)


def test_nothing_sensitive_or_identifying_is_ever_a_figure(built: Segmentation) -> None:
    said = " ".join(f"{figure.metric} {figure.predicate}" for figure in built.statistics).lower()
    for word in ("religion", "ethnicity", "email", "sha256", "free text"):
        assert word not in said


def test_small_cells_are_withheld_and_small_groups_speak_of_a_sample(built: Segmentation) -> None:
    for figure in built.statistics:
        people_counted = figure.population in ("customers", "respondents") and figure.unit == "share"
        if people_counted and figure.metric != "segment_size":
            assert figure.denominator is not None and figure.denominator >= 5
            assert not 0 < (figure.numerator or 0) < 5
        if people_counted and (figure.denominator or 0) < 30:
            assert "this sample of" in figure.phrase()
            assert not figure.differs


def test_attributes_say_for_how_many_they_are_known(built: Segmentation) -> None:
    sectors = [figure for figure in built.statistics if figure.metric.startswith("share:sector")]
    assert sectors
    for figure in sectors:
        assert 0.5 < figure.coverage < 0.9
        assert "whose sector is known" in figure.phrase()


def test_scales_are_told_as_their_top_two_and_their_mean(built: Segmentation) -> None:
    metrics = {figure.metric: figure for figure in built.statistics}
    assert 'agree or strongly agree with "Staff know my trade"' in metrics["top2:Staff know my trade"].phrase()
    assert metrics["mean:Staff know my trade"].unit == "mean"


def test_of_twenty_voices_no_answer_is_told_from_which_another_follows(built: Segmentation, shop: Tables) -> None:
    assert not any(figure.metric.startswith("answer:Where") for figure in built.statistics)
    of_sixty = build_segmentation(shop, VOICES, method="rules", rules=[SegmentRule(name="Yes", rule="vote >= 4")])
    assert "answer:Where do you buy?=Web" in {figure.metric for figure in of_sixty.statistics}


def test_a_frozen_definition_is_applied_again_without_learning(built: Segmentation, tables: Tables) -> None:
    tables.add("src-more", "transactions", purchases(50, seed=99).assign(customer_id="new", order_id="n1"))
    again = build_segmentation(stocked(tables), definition=built.definition)
    assert again.definition == built.definition
    assert "new" in set(again.members["customer_id"])


def test_the_activity_days_can_be_asked_for(shop: Tables) -> None:
    built = build_segmentation(shop, params={"activity_days": 50})
    assert built.definition.params["activity_days"] == 50


def test_rules_over_customers_take_voices_by_customer_first_and_by_rule_else(shop: Tables) -> None:
    rules = [SegmentRule(name="Care", rule='sector == "Care"'), SegmentRule(name="Rich", rule="revenue_cents > 500000")]
    with pytest.raises(BadInput, match="revenue"):
        build_segmentation(shop, VOICES, method="rules", rules=[SegmentRule(name="A", rule="revenues > 1")])
    built = build_segmentation(shop, VOICES, method="rules", rules=rules[:1])
    assert [part.population for part in built.segments] == ["customers", "customers"]
    assert sum(part.n for part in built.segments) == len(people())
    basis = built.voices.set_index("respondent_id")["basis"]
    assert basis["r-3"] == "customer"
    assert basis["r-40"] == "rule"
    own = built.members.set_index("customer_id")["segment_id"]["c0003"]
    assert built.voices.set_index("respondent_id")["segment_id"]["r-3"] == own
    assert not built.voices["respondent_id"].duplicated().any()
    assert [part.key for part in build_segmentation(shop, VOICES, method="rules", rules=rules).segments][-1] == "others"


def test_a_survey_alone_is_divided_by_its_attributes(tables: Tables, recomputed: Recomputed) -> None:
    tables.add("src-answers", "answers", answers())
    rules = [SegmentRule(name="Would try it", rule="vote >= 4"), SegmentRule(name="Older", rule="AGE >= 60")]
    built = build_segmentation(tables, VOICES, rules=rules)
    assert built.definition.method == "rules"
    assert {part.population for part in built.segments} == {"respondents"}
    assert sum(part.n for part in built.segments) == 58
    assert set(built.voices["basis"]) == {"rule"}
    assert len(built.voices) == 60
    for figure in built.statistics:
        assert recomputed(tables, figure.sql) == pytest.approx(figure.value, rel=1e-9), figure.metric
    last = [figure.metric for figure in built.statistics if figure.segment_id == "Would try it"][-1]
    assert "vote" in last or "age" in last


def test_what_only_repeats_the_rule_is_marked_so(tables: Tables) -> None:
    built = build_segmentation(tables, VOICES, rules=[SegmentRule(name="Would try it", rule="vote >= 4 and age >= 30")])
    sections = {name: {f.section for f in built.statistics if name in f.metric} for name in (":vote", "age=", "sector")}
    assert sections == {":vote": {BY_DEFINITION}, "age=": {"demographics"}, "sector": {"demographics"}}


def test_who_agreed_to_be_written_to_is_counted_and_told_of_nobody(tables: Tables) -> None:
    built = build_segmentation(tables, VOICES, rules=[SegmentRule(name="Would try it", rule="vote >= 4")])
    told = [figure for figure in built.statistics if "consent" in figure.metric]
    assert {figure.predicate for figure in told} == {"have marketing consent", "do not have marketing consent"}
    assert {figure.section for figure in told} == {PERMISSIONS}
    pack = build_pack("Would try it", [], told, [])
    assert pack.statistics == ()


def test_attributes_may_come_as_one_column_of_dictionaries(tables: Tables) -> None:
    told = [*[{"vote": 5}] * 5, *[{"vote": "2", "Age Range": "25-34"}] * 4, {}]
    voices = pd.DataFrame({"respondent_id": list("abcdefghij"), "attributes": told})
    built = build_segmentation(tables, voices, rules=[SegmentRule(name="Yes", rule="vote >= 4")])
    segment_of = built.voices.set_index("respondent_id")["segment_id"]
    assert segment_of.to_dict() == dict.fromkeys("abcde", "Yes") | dict.fromkeys("fghij", "others")


def test_clusters_are_seeded_and_as_sql(shop: Tables) -> None:
    first, second = (build_segmentation(shop, method="clusters", params={"k": 4}) for _ in range(2))
    assert first.members.equals(second.members)
    assert first.definition.hash == second.definition.hash
    assert len(first.segments) == 4


def test_what_cannot_be_divided_says_why(tables: Tables) -> None:
    with pytest.raises(BadInput, match="needs purchases"):
        build_segmentation(tables, VOICES, method="value-activity")
    with pytest.raises(BadInput, match="no rules"):
        build_segmentation(tables, VOICES)


def test_progress_is_told(shop: Tables) -> None:
    told: list[float] = []
    build_segmentation(shop, progress=lambda what, share: told.append(share))
    assert told[0] == 0 and told[-1] == 1 and told == sorted(told)


def test_rules_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "segments.yaml"
    path.write_text("segments:\n  - name: A\n    rule: vote >= 4\n", encoding="utf-8")
    assert load_rules(path) == [SegmentRule(name="A", rule="vote >= 4")]
    path.write_text("segments: 3\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"segments\.yaml"):
        load_rules(path)
    with pytest.raises(BadInput, match="cannot be read"):
        load_rules(tmp_path / "none.yaml")


def test_a_rule_that_fewer_than_five_people_fit_is_no_segment(shop: Tables) -> None:
    rules = [
        SegmentRule(name="Two", rule='customer_id in ("c0003", "c0004")'),
        SegmentRule(name="Care", rule='sector == "Care"'),
    ]
    built, without = (build_segmentation(shop, method="rules", rules=kept) for kept in (rules, rules[1:]))
    assert [(part.name, part.n) for part in built.segments] == [(part.name, part.n) for part in without.segments]
    assert built.definition.hash == without.definition.hash
    with pytest.raises(BadInput, match="Widen a rule"):
        build_segmentation(shop, method="rules", rules=rules[:1])


def test_fewer_than_five_whom_no_rule_fits_are_told_with_the_smallest_segment(tables: Tables) -> None:
    told = [*[{"vote": 5}] * 6, *[{"vote": 3}] * 5, *[{"vote": 1}] * 4]
    voices = pd.DataFrame({"respondent_id": [f"r{place}" for place in range(15)], "attributes": told})
    rules = [SegmentRule(name="High", rule="vote >= 4"), SegmentRule(name="Middle", rule="vote == 3")]
    built = build_segmentation(tables, voices, rules=rules)
    assert [(part.name, part.n) for part in built.segments] == [("High", 6), ("Middle", 9)]
    assert built.segments[1].rule == "vote == 3; with Others, fewer than 5 people"
    assert len(built.voices) == 15


def test_a_frozen_rule_that_shrinks_to_fewer_than_five_goes_to_the_others(tables: Tables) -> None:
    def spoken(*votes: int) -> pd.DataFrame:
        told = [{"vote": vote} for vote in votes]
        return pd.DataFrame({"respondent_id": [f"r{place}" for place in range(len(told))], "attributes": told})

    frozen = build_segmentation(
        tables, spoken(*[5] * 6, *[1] * 8), rules=[SegmentRule(name="High", rule="vote >= 4")]
    ).definition
    built = build_segmentation(tables, spoken(*[5] * 3, *[1] * 8), definition=frozen)
    assert [(part.name, part.n) for part in built.segments] == [("Others", 11)]
    assert set(built.voices["segment_id"]) == {"others"}
