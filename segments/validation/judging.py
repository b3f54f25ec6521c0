"""The verdict on a validation, with its reasons and controls."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from personas.base import Record
from personas.phrasing import money, percent
from segments.scoring import FEWEST_OF_EACH
from segments.validation.report import Earlier, Forward, Reconciliation, Stability, Validation

Outcome = Literal["holds", "does not hold", "untested"]
STEADY = 0.8
"""Adjusted Rand index under which resampled customers give other segments."""

SMALL = 0.02
"""R2 under which even a sure effect is too small to plan by: less than what counts as small (Cohen, 1988)."""

WIDE = 0.1
"""Error of the total from which on it is said."""

_ONE_SEASON = "Only the last horizon was tested: another season may come out otherwise."


class Verdict(Record):
    """What a validation comes to."""

    outcome: Outcome
    reasons: tuple[str, ...]
    """A sentence each: what speaks against the segments; else what was tested."""

    def sentence(self) -> str:
        """The outcome and why, in words."""
        lead = {
            "holds": "These segments hold on later sales.",
            "does not hold": "These segments do not hold on later sales: do not plan by them as they are.",
            "untested": "Whether these segments hold on later sales could not be tested.",
        }[self.outcome]
        return " ".join([lead, *self.reasons])


def judge(found: Validation) -> Verdict:
    """Segments hold when they add up, tell later sales better than chance does, and come out again when resampled.

    Better than chance: the 95 % interval of R2 lies above 0 and above that of shuffled segments, R2 itself is no less
    than a small effect, and the interval of the lapse AUC lies above .5. Being no better than past value alone does
    not make them fail; `beside_control` says it. The newest horizon decides; how earlier ones came out is said too.
    """
    against = [*_unreconciled(found), *_no_better_than_chance(found.forward), *_unsteady(found)]
    if against:
        also = _other_seasons(found.earlier)
        return Verdict(outcome="does not hold", reasons=(*against, *_few_came(found.forward), *also))
    if found.forward is None:
        return Verdict(outcome="untested", reasons=found.notes)
    seasons = tuple(_other_seasons(found.earlier)) or (_ONE_SEASON,)
    told = (beside_control(found.forward), *_off_the_mark(found.forward), *_few_came(found.forward))
    return Verdict(outcome="holds", reasons=(*told, *seasons))


def beside_control(forward: Forward) -> str:
    """Whether segments tell more of later spending than groups by past value alone, in a sentence."""
    told = f"The segments tell {percent(max(forward.r2, 0.0))} of the differences in what customers spent later"
    control = forward.controls.get("value_quantiles")
    if control is None:
        return f"{told}."
    by_value = f"as many groups by past value alone tell {percent(max(control, 0.0))}"
    if forward.r2 <= control:
        return f"{told}; {by_value}: for telling spending the segments are no better than their own control."
    if forward.r2_ci[0] <= control:
        return f"{told}; {by_value}: the lead over that control may be chance."
    return f"{told}; {by_value}: the segments tell more than their control."


def reconciled(sums: Reconciliation, currency: str = "") -> str:
    """Whether the segments add up to the ledger, in all and by what it was looked at, in a sentence."""
    ledger = money(sums.ledger_cents, currency)
    if sums.holds:
        by = f", by {_listed(list(sums.by))} too" if sums.by else ""
        return f"The segments add up to the ledger to the cent: {ledger}{by}."
    return (
        f"The segments do not add up to the ledger: {money(sums.difference_cents, currency)} of "
        f"{ledger} are missing; {sums.in_none:,} buyers are in no segment, "
        f"{sums.in_several:,} customers in several."
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def steadiness(steady: Stability) -> str:
    """How far resampled customers give the same segments, in a sentence."""
    return (
        f"Learned again from {steady.bootstraps} resamples of the customers, the segments agree by "
        f"{steady.ari_mean:.2f} on average, {steady.ari_p5:.2f} in the worst of twenty "
        "(adjusted Rand index; 1 is the very same segments, 0 is chance)."
    )


def _unreconciled(found: Validation) -> Iterator[str]:
    if found.reconciliation is not None and not found.reconciliation.holds:
        yield reconciled(found.reconciliation, found.currency)


def _no_better_than_chance(forward: Forward | None) -> Iterator[str]:
    if forward is None:
        return
    if forward.r2_ci[1] < 0:
        yield "They tell later spending worse than taking everybody alike does: what they say of it came out wrong."
    elif forward.r2_ci[0] <= max(0.0, _shuffled(forward.controls)):
        low, high = forward.r2_ci
        yield f"They tell later spending no better than chance (R2 {forward.r2:.2f}, {low:.2f} to {high:.2f})."
    elif forward.r2 < SMALL:
        yield (
            f"They tell {percent(forward.r2)} of the differences in what customers spent later: surely more than "
            "nothing, and too little to plan by."
        )
    if forward.lapse_auc is not None and forward.lapse_auc_ci is not None and forward.lapse_auc_ci[0] <= 0.5:
        yield f"They tell who stays away no better than a coin (AUC {forward.lapse_auc:.2f})."


def _few_came(forward: Forward | None) -> Iterator[str]:
    """Why it was not tested who stays away: out of season hardly anybody comes, of subscribers nearly everybody."""
    if forward is None or forward.lapse_auc is not None:
        return
    came = round((1 - forward.lapse_share) * forward.customers)
    weeks = f"in the {forward.horizon_days // 7} weeks tested"
    if came < FEWEST_OF_EACH:
        yield f"Only {came:,} of {forward.customers:,} customers bought anything {weeks}: a test of few sales."
    else:
        stayed = forward.customers - came
        yield f"Only {stayed:,} of {forward.customers:,} customers stayed away {weeks}: too few to test who will."


def _off_the_mark(forward: Forward) -> Iterator[str]:
    """Segments may order customers well while the total of all was misjudged."""
    if forward.revenue_error > WIDE:
        yield f"What all of them spent together was missed by {percent(forward.revenue_error)}: do not budget by it."


def _other_seasons(earlier: Sequence[Earlier]) -> Iterator[str]:
    """How the same test came out on the horizons before: a season may not be like the last one."""
    if not earlier:
        return
    failed = [f"{one.until.day} {one.until:%B %Y}" for one in earlier if any(_no_better_than_chance(one.forward))]
    weeks = f"{earlier[0].forward.horizon_days // 7} weeks"
    before, each, up_to = (
        (f"each of the {len(earlier)} periods of {weeks}", " each time", "up to ")
        if len(earlier) > 1
        else (f"the {weeks}", "", "")
    )
    missed = percent(max(one.forward.revenue_error for one in earlier))
    came = f"told nothing to plan by in the one to {' and in that to '.join(failed)}" if failed else f"held{each}"
    yield f"Tested the same way on {before} before, they {came}; the total was missed by {up_to}{missed}."


def _shuffled(controls: Mapping[str, float]) -> float:
    return controls.get("shuffled", 0.0)


def _unsteady(found: Validation) -> Iterator[str]:
    steady = found.stability
    if steady is not None and found.definition.method != "rules" and steady.ari_mean < STEADY:
        yield f"Other customers of the same kind would give other segments. {steadiness(steady)}"
