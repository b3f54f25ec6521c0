"""What a validation comes to: a verdict, and a sentence that sets segments beside their control."""

from datetime import UTC, datetime
from typing import Any

import pytest

from segments.validation import (
    Earlier,
    Forward,
    Reconciliation,
    Stability,
    Validation,
    beside_control,
    judge,
    reconciled,
)
from segments.validation.report import DefinitionSummary


def forward(**changed: Any) -> Forward:
    known: dict[str, Any] = {
        "horizon_days": 91, "customers": 400, "r2": 0.23, "r2_ci": (0.19, 0.27), "mae_cents": 1.0, "bias_cents": 0.0,
        "revenue_error": 0.01, "lapse_auc": 0.8, "lapse_auc_ci": (0.75, 0.85), "lapse_share": 0.4,
        "controls": {"value_quantiles": 0.12, "shuffled": -0.01}, "individual_lapse_auc": 0.9,
    }  # fmt: skip
    return Forward(**{**known, **changed})


def validation(**changed: Any) -> Validation:
    known: dict[str, Any] = {
        "definition": DefinitionSummary(method="value-activity", version=1, hash="h"), "customers": 400, "segments": [],
        "reconciliation": Reconciliation(ledger_cents=5, segments_cents=5, difference_cents=0), "forward": forward(),
        "stability": Stability(ari_mean=0.95, ari_p5=0.9, bootstraps=20),
    }  # fmt: skip
    return Validation(**{**known, **changed})


@pytest.mark.parametrize(
    ("r2", "control", "said"),
    [
        (0.230795, 0.26, "no better than their own control"),
        (0.23, 0.21, "may be chance"),
        (0.23, 0.12, "tell more than their control"),
    ],
)
def test_segments_are_set_beside_groups_by_value_alone(r2: float, control: float, said: str) -> None:
    sentence = beside_control(forward(r2=r2, controls={"value_quantiles": control}))
    assert said in sentence
    assert "23 %" in sentence


def same_season(until: datetime) -> Earlier:
    return Earlier(until=until, forward=forward(revenue_error=0.01))


def test_segments_that_add_up_tell_and_stay_hold() -> None:
    found = judge(validation())
    assert found.outcome == "holds" and "hold on later sales" in found.sentence()


def test_segments_that_hold_still_say_when_the_total_was_missed() -> None:
    found = judge(validation(forward=forward(revenue_error=0.22)))
    assert found.outcome == "holds" and "missed by 22 %: do not budget by it" in found.sentence()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"forward": forward(r2=0.01, r2_ci=(-0.02, 0.03))}, "no better than chance"),
        ({"forward": forward(r2=0.004, r2_ci=(0.001, 0.009))}, "too little to plan by"),
        ({"forward": forward(lapse_auc=0.52, lapse_auc_ci=(0.47, 0.57))}, "no better than a coin"),
        ({"stability": Stability(ari_mean=0.5, ari_p5=0.2, bootstraps=20)}, "would give other segments"),
        ({"reconciliation": Reconciliation(ledger_cents=5, segments_cents=4, difference_cents=1)}, "do not add up"),
    ],
)
def test_segments_that_fail_one_test_do_not_hold_and_it_is_said_why(changed: dict[str, Any], why: str) -> None:
    found = judge(validation(**changed))
    assert found.outcome == "does not hold"
    assert why in found.sentence() and "do not plan by them" in found.sentence()


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.9875, "Only 5 of 400 customers bought anything in the 13 weeks tested"),
        (0.2, "Only 80 of 400 customers stayed"),
    ],
)
def test_it_is_said_when_too_few_came_or_stayed_away_to_test_who_does(share: float, said: str) -> None:
    untested = forward(lapse_auc=None, lapse_auc_ci=None, lapse_share=share)
    assert said in judge(validation(forward=untested)).sentence()
    assert said in judge(validation(forward=untested.model_copy(update={"r2": 0.001}))).sentence()


def test_what_could_not_be_tested_is_not_called_good() -> None:
    found = judge(validation(forward=None, notes=("Forward validation needs purchases over three times 91 days.",)))
    assert found.outcome == "untested" and "91 days" in found.sentence()


def test_what_other_seasons_said_stands_beside_the_verdict() -> None:
    until = datetime(2026, 7, 1, tzinfo=UTC)
    assert "another season may come out otherwise" in judge(validation()).sentence()
    same = judge(validation(earlier=(Earlier(until=until, forward=forward(revenue_error=0.069)),)))
    assert (
        same.outcome == "holds"
        and "on the 13 weeks before, they held; the total was missed by 6.9 %" in same.sentence()
    )
    winter = Earlier(until=until, forward=forward(r2=-0.04, r2_ci=(-0.18, 0.04), revenue_error=0.98))
    other = judge(validation(earlier=(winter,)))
    assert other.outcome == "holds"
    assert "told nothing to plan by in the one to 1 July 2026; the total was missed by 98 %" in other.sentence()
    both = judge(validation(earlier=(winter, same_season(until)))).sentence()
    assert "on each of the 2 periods of 13 weeks before" in both and "missed by up to 98 %" in both


def test_what_adds_up_is_told_in_its_money_and_by_what_it_was_looked_at() -> None:
    sums = Reconciliation(ledger_cents=500, segments_cents=500, difference_cents=0, by={"store": 0, "week": 0})
    assert reconciled(sums, "EUR") == "The segments add up to the ledger to the cent: €5.00, by store and week too."
