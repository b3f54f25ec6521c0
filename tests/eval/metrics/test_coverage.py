"""By simulation: intervals hold the truth about as often as they say, also where claims of one case hang together."""

import numpy as np
import pytest

from eval.metrics import Metric, Observation, estimate, metric, paired_difference

ROUNDS = 100
SHARE = Metric(name="m", definition="hits", source="simulated")


def case(name, hits):
    return name, [
        Observation.model_construct(metric="m", hit=float(hit), of=1.0, group="", failure=None) for hit in hits
    ]


def clustered(random, cases, claims, rate, spread=0.0):
    """Cases of several claims each, that share a rate of their own around the true one."""
    rates = random.beta(rate * spread, (1 - rate) * spread, cases) if spread else np.full(cases, rate)
    return [case(f"c{number}", random.random(claims) < own) for number, own in enumerate(rates)]


@pytest.mark.parametrize(
    ("cases", "claims", "rate", "spread"), [(100, 1, 0.8, 0.0), (60, 8, 0.7, 3.0), (30, 20, 0.5, 2.0)]
)
def test_an_interval_holds_the_true_share_about_95_times_in_a_hundred(cases, claims, rate, spread):
    random = np.random.default_rng(cases)
    found = [estimate(SHARE, clustered(random, cases, claims, rate, spread)) for _ in range(ROUNDS)]
    assert 0.90 <= np.mean([one.low <= rate <= one.high for one in found]) <= 0.99


@pytest.mark.parametrize(("cases", "claims"), [(5, 10), (10, 5)])
def test_few_cases_get_an_interval_so_much_wider(cases, claims):
    """Plain percentiles of five drafts held the truth in 83 of a hundred simulated runs."""
    random = np.random.default_rng(cases)
    found = [estimate(SHARE, clustered(random, cases, claims, 0.7, 3.0)) for _ in range(ROUNDS)]
    assert np.mean([one.low <= 0.7 <= one.high for one in found]) >= 0.87


def test_one_draft_alone_says_next_to_nothing():
    found = estimate(SHARE, [case("c", [1, 1, 1, 0])])
    assert (found.low, found.value, found.high) == (0, 0.75, 1)


def test_a_mean_of_groups_that_no_draw_changes_is_as_unsure_as_they_are():
    """No lie of ten caught, all of a hundred true claims passed: half, and by no means just half."""
    lies = [("l" + str(n), [Observation(metric="checker_accuracy", hit=0, group="lie")]) for n in range(10)]
    true = [("t" + str(n), [Observation(metric="checker_accuracy", hit=1, group="honest")]) for n in range(100)]
    found = estimate(metric("checker_accuracy"), [*lies, *true])
    assert found.low < found.value == 0.5 < found.high
    assert (found.low, found.high) == pytest.approx((0.481, 0.639), abs=0.002)


def test_a_group_that_hardly_ever_fails_does_not_make_a_mean_of_groups_too_sure():
    """Refusals that all hold in most samples of ten say by themselves nothing of the one in twenty that will not."""
    random, held = np.random.default_rng(2), []
    for _ in range(ROUNDS):
        groups = (("unanswerable", 0.95, 10), ("answerable", 0.8, 40))
        seen = [(f"{group}{n}", [Observation(metric="abstention_accuracy", hit=random.random() < rate, group=group)])
                for group, rate, cases in groups for n in range(cases)]  # fmt: skip
        found = estimate(metric("abstention_accuracy"), seen)
        held.append(found.low <= 0.875 <= found.high)
    assert np.mean(held) >= 0.9


def test_two_runs_that_differ_in_no_case_do_not_show_that_none_ever_will():
    runs = [case(f"c{number}", [number % 2]) for number in range(20)]
    found = paired_difference(SHARE, runs, runs)
    assert (found.low, found.value, found.high) == pytest.approx((-0.161, 0, 0.161), abs=0.001)


def test_twenty_cases_without_a_failure_do_not_show_that_there_is_none():
    """By the rule of three up to 14 % may fail all the same; a draw of cases that are all alike would say none."""
    for hit in (1, 0):
        found = estimate(SHARE, [case(f"c{number}", [hit] * 5) for number in range(20)])
        bounds = sorted((abs(found.low - hit), abs(found.high - hit)))
        assert bounds == pytest.approx([0, 0.16], abs=0.01)


def test_claims_of_one_draft_do_not_count_as_so_many_cases():
    """What an interval over single claims would say of drafts that fail as a whole: far too sure."""
    random = np.random.default_rng(7)
    drafts = [clustered(random, 20, 20, 0.5, 0.5) for _ in range(40)]
    alone = [
        [case(f"{name}-{n}", [one.hit]) for name, found in draft for n, one in enumerate(found)] for draft in drafts
    ]
    by_case, by_claim = (
        np.mean([(one := estimate(SHARE, some)).low <= 0.5 <= one.high for some in kind]) for kind in (drafts, alone)
    )
    assert by_case > 0.85
    assert by_claim < 0.6


def test_a_paired_difference_holds_the_true_one_and_is_narrower_than_two_runs_apart():
    random = np.random.default_rng(11)
    held, narrower = [], []
    for number in range(ROUNDS):
        hard = random.random(80)
        left, right = ([case(f"c{n}", [one < rate]) for n, one in enumerate(hard)] for rate in (0.6, 0.7))
        found = paired_difference(SHARE, left, right)
        held.append(found.low <= 0.1 <= found.high)
        if number < 20:
            apart = [estimate(SHARE, side) for side in (left, right)]
            narrower.append(found.high - found.low < sum(one.high - one.low for one in apart) / 2)
    assert 0.90 <= np.mean(held) <= 0.99
    assert np.mean(narrower) > 0.95


@pytest.mark.parametrize(("flipped", "sure"), [(1, False), (4, False), (8, True)])
def test_a_few_cases_that_all_went_one_way_are_no_change_yet(flipped, sure):
    """Of four that flip by chance all go one way in one of eight runs."""
    left = [case(f"c{n}", [n >= flipped]) for n in range(40)]
    found = paired_difference(SHARE, left, [case(f"c{n}", [1]) for n in range(40)])
    assert found.value == pytest.approx(flipped / 40)
    assert (found.low > 0) == sure


def test_two_runs_of_one_thing_differ_surely_in_no_more_than_one_of_twenty():
    random = np.random.default_rng(5)
    runs = [[case(f"c{n}", [hit]) for n, hit in enumerate(random.random(40) < 0.9)] for _ in range(2 * ROUNDS)]
    found = [paired_difference(SHARE, left, right) for left, right in zip(runs[::2], runs[1::2], strict=True)]
    assert np.mean([one.low > 0 or one.high < 0 for one in found]) <= 0.05
