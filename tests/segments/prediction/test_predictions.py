from collections.abc import Callable, Iterator
from datetime import timedelta

import numpy as np
import pytest

from personas.phrasing import percent
from segments import Segmentation, Tables, build_segmentation
from segments.features import Features, build_features
from segments.past import HORIZON
from segments.prediction import TWO_PARTS, Backtest, Predictions, predict
from segments.prediction.frames import moment
from segments.prediction.outlook import average_error
from segments.prediction.probability import backtest, fit_probability
from segments.prediction.spend import fit_spend
from segments.prediction.targets import LAPSE, Lessons
from segments.prediction.trials import Trial
from tests.segments.shop import ledger, line, people, purchases


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    store = Tables(tmp_path_factory.mktemp("shop"))
    store.add("src-ledger", "transactions", purchases(700))
    store.add("src-people", "customers", people(700))
    yield store
    store.close()


@pytest.fixture(scope="module")
def features(shop: Tables) -> Features:
    return build_features(shop)


@pytest.fixture(scope="module")
def predicted(features: Features) -> Predictions:
    return predict(features)


@pytest.fixture(scope="module")
def built(shop: Tables, features: Features, predicted: Predictions) -> Segmentation:
    return build_segmentation(shop, features=features, predictions=predicted)


def find(predicted: Predictions, words: str) -> Backtest:
    return next(one for one in predicted.report.tests if words in one.target)


def test_lapses_are_told_better_than_by_chance_and_happen_where_they_are_likely(
    predicted: Predictions,
) -> None:
    found = find(predicted, "order nothing")
    assert found.auc_ci[0] > 0.7 and found.log_loss < found.chance_log_loss
    assert np.corrcoef(*zip(*((one.predicted, one.actual) for one in found.calibration), strict=True))[0, 1] > 0.9
    assert sum(group.n for group in found.calibration) == found.n


def test_every_buyer_has_scores_in_range(predicted: Predictions, features: Features) -> None:
    scores = predicted.scores
    assert scores["customer_id"].is_unique and len(scores) >= 690
    assert scores["lapse"].between(0, 1).all() and (scores["expected_cents"] >= 0).all()
    assert (scores["lapse"].corr(scores["soon"])) < -0.5


def test_spending_in_two_parts_agrees_with_the_risk_that_nothing_is_ordered(features: Features) -> None:
    at = moment(features, features.as_of - HORIZON, ())
    expected, model = fit_spend(TWO_PARTS, at, Lessons()).expected(at), LAPSE.learned(at)
    assert model is not None
    risk = model.probability(LAPSE.values(at))
    assert expected.sum() == pytest.approx(at.customers["spent_cents"].sum(), rel=0.1)
    assert expected[risk > 0.9].mean() < expected.mean() / 4


def test_a_prediction_is_tried_on_three_seasons(predicted: Predictions) -> None:
    assert {len(predicted.trials[name]) for name in ("lapse", "soon", "expected_cents")} == {3}


def test_the_outlook_of_a_segment_recomputes_from_its_sql(
    shop: Tables, built: Segmentation, recomputed: Callable[[Tables, str], float]
) -> None:
    outlook = [figure for figure in built.statistics if figure.section == "outlook"]
    assert {figure.metric for figure in outlook} >= {"predicted:lapse", "predicted:spend"}
    for figure in outlook:
        assert recomputed(shop, figure.sql) == pytest.approx(figure.value)
        assert figure.ci_low is not None and figure.ci_high is not None
        assert figure.ci_low <= figure.value <= figure.ci_high
        assert figure.unit != "share" or figure.ci_high - figure.ci_low <= 0.6


def test_an_outlook_is_said_with_its_error(built: Segmentation) -> None:
    lapse = next(figure for figure in built.statistics if figure.metric == "predicted:lapse")
    assert "are expected to order nothing in the next 13 weeks (between" in lapse.sentence()


def test_the_trend_is_told_beside_everybodys(built: Segmentation) -> None:
    trends = [figure for figure in built.statistics if figure.metric == "trend:spend"]
    assert trends
    for one in trends:
        assert one.base_value is not None and one.index == pytest.approx(100 * one.value / one.base_value)
        assert one.phrase().endswith(f"in the 13 weeks before (all customers: {percent(one.base_value)})")


def test_fitted_models_serve_for_a_month(features: Features, predicted: Predictions) -> None:
    fitted = predicted.report.fitted
    assert fitted is not None
    recent = fitted.model_copy(update={"as_of": fitted.as_of - timedelta(days=20)})
    served = predict(features, recent)
    assert served.report.fitted == recent
    assert served.scores.equals(predicted.scores)
    old = fitted.model_copy(update={"as_of": fitted.as_of - timedelta(days=31)})
    again = predict(features, old)
    assert again.report.fitted == fitted
    assert again.scores.equals(predicted.scores)


def test_a_short_history_predicts_nothing_and_says_why(tables: Tables) -> None:
    tables.add("src-short", "transactions", ledger([line("c1", "o1", 0, 500), line("c1", "o2", 60, 500)]))
    found = predict(build_features(tables))
    assert found.scores.empty and "three times 91 days" in found.report.notes[0]


def test_what_is_no_better_than_chance_is_not_told() -> None:
    random = np.random.default_rng(3)
    happened = (random.random(2_000) < 0.3).astype("float64")
    assert not backtest("do it", "noise", happened, random.random(2_000), 0.3).tells
    assert backtest("do it", "sight", happened, 0.1 + 0.6 * happened, 0.3).tells


def test_ninety_nine_are_too_few_to_learn_from() -> None:
    values = np.arange(400.0).reshape(-1, 1)
    assert fit_probability(values, (np.arange(400) < 99).astype("float64")) is None
    model = fit_probability(values, (np.arange(400) < 100).astype("float64"))
    assert (
        model is not None and model.probability(np.array([[0.0]]))[0] > 0.9 > model.probability(np.array([[399.0]]))[0]
    )


def test_a_biased_prediction_has_a_wide_error() -> None:
    expected = np.linspace(0, 1, 1_000)
    honest = Trial(expected, (np.random.default_rng(1).random(1_000) < expected).astype("float64"))
    biased = Trial(expected, np.zeros(1_000))
    assert average_error([honest] * 3, expected[:300]) < 0.12
    assert average_error([honest], expected[:300]) < 0.2, "one quarter tells little of how quarters differ"
    assert average_error([biased], expected[700:]) > 0.7
    assert average_error([honest, biased], expected[700:]) > 0.7, "another season came out otherwise"


def test_a_range_holds_a_quarter_to_come_eight_times_in_ten() -> None:
    """Quarters that miss by a change of their own, 5 points as a rule, and people who differ by chance."""
    random = np.random.default_rng(7)
    expected, held = np.linspace(0.2, 0.8, 4_000), dict.fromkeys((1, 2, 3), 0)
    for _ in range(300):
        chances = expected + random.normal(0, 0.05, 4)[:, None]
        quarters = [Trial(expected, (random.random(4_000) < one).astype("float64")) for one in chances]
        missed = abs(quarters[3].happened[:2_000].mean() - expected[:2_000].mean())
        for tried in held:
            held[tried] += missed <= average_error(quarters[:tried], expected[:2_000])
    assert all(0.78 <= count / 300 <= 0.95 for count in held.values()), held


def test_spending_that_is_told_no_better_than_by_the_mean_is_expected_of_nobody(tables: Tables) -> None:
    random = np.random.default_rng(5)
    days = np.sort(random.uniform(0, 400, 900))
    rows = [
        line(f"c{random.integers(150)}", f"o{place}", day, int(random.lognormal(8, 1)))
        for place, day in enumerate(days)
    ]
    tables.add("src-noise", "transactions", ledger(rows))
    found = predict(build_features(tables))
    assert found.report.spend is not None and not found.report.spend.tells
    assert "expected_cents" not in found.scores and "expected_cents" not in found.trials
    assert any("better than by the mean of all" in note for note in found.report.notes)
