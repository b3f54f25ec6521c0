"""Validation, drift and recounts as sentences and tables."""

from typing import TYPE_CHECKING

from personas.phrasing import money, percent
from ui.cli.output import out, print_table
from ui.figures import known_of

if TYPE_CHECKING:
    from personas.evidence import Statistic
    from segments.validation import Forward, Validation, Verdict
    from workspace.figures.recounting import Recounted
    from workspace.figures.reliability import WatchedDrift

_CONTROLS = {
    "value_quantiles": "as many groups by past value alone",
    "global_mean": "everybody alike",
    "shuffled": "the same segments, shuffled",
    "individual": "each customer by itself, by regression",
}


def print_validation(found: "Validation", verdict: "Verdict") -> None:
    """Whether the segments add up, what they tell of later sales beside their controls, and how steady they are."""
    from segments.validation import reconciled, steadiness

    _say(verdict.sentence())
    if found.reconciliation is not None:
        _say(reconciled(found.reconciliation, found.currency))
    if found.forward is not None:
        _print_forward(found.forward, found.currency)
    if found.stability is not None and found.definition.method != "rules":
        _say(steadiness(found.stability))
    if found.alternatives:
        rows = [
            (one.name, one.segments, f"{one.r2:.2f}", _two(one.lapse_auc), f"{one.ari_mean:.2f}")
            for one in found.alternatives
        ]
        names = ("division", "segments", "R2 of spending", "AUC of staying away", "stability")
        print_table("Other ways to divide the same customers", names, rows)
    for note in found.notes if verdict.outcome != "untested" else ():
        _say(note)


def _print_forward(forward: "Forward", currency: str) -> None:
    low, high = forward.r2_ci
    rows = [("these segments", f"{forward.r2:.2f} ({low:.2f} to {high:.2f})")]
    rows += [
        (words, f"{round(forward.controls[name], 2) + 0.0:.2f}")
        for name, words in _CONTROLS.items()
        if name in forward.controls
    ]
    print_table(f"Later spending told in advance: {forward.customers:,} customers", ("told by", "R2"), rows)
    _say(
        f"All of them together spent what was forecast to within {percent(forward.revenue_error)} over "
        f"{forward.horizon_days} days; one customer is missed by {money(forward.mae_cents, currency)} on average."
    )
    if forward.lapse_auc is not None:
        alone = (
            ""
            if forward.individual_lapse_auc is None
            else f"; each customer by itself {forward.individual_lapse_auc:.2f}"
        )
        _say(
            f"{percent(forward.lapse_share)} stayed away; the segments put them in order with an AUC of "
            f"{forward.lapse_auc:.2f} (a coin .50{alone})."
        )


def print_figure(statistic: "Statistic", segment: str, again: "Recounted | None") -> None:
    """A figure, what is known of it, its SQL, and how it came out when counted again."""
    _say(f"{segment}: {statistic.sentence()}")
    for name, value in known_of(statistic):
        _say(f"  {name}: {value}")
    _say(f"  SQL: {statistic.sql}")
    if again is None:
        return
    if again.same:
        _say(f"Counted again from the tables: {again.again!r}, the same.")
    else:
        _say(f"Counted again from the tables: {again.again!r}, not {statistic.value!r}. Run `verism segments build`.")


def print_drift(found: "WatchedDrift") -> None:
    """Whether shares moved by more than chance, which of them, and which personas that touches."""
    rows = [
        (one.name, percent(one.share_before), percent(one.share_now), "moved" if one.moved else "")
        for one in found.segments
    ]
    until = "now" if found.until is None else f"on {found.until:%Y-%m-%d}"
    print_table("Shares of the customers", ("segment", f"on {found.since:%Y-%m-%d}", until, ""), rows)
    _say(f"{_moved(found)} (index {found.psi:.3f}; chance alone reaches {found.threshold:.3f}).")
    _say(
        f"On either day customers are known by the purchases of the {found.history:,} days before it: "
        f"{found.customers_before:,} then, {found.customers_now:,} now."
    )
    if found.stayed is not None:
        _say(f"{percent(found.stayed)} of the earlier customers are in the segment they were in.")
    names = {one.id: one.name for one in found.segments}
    flows = sorted((move for move in found.migration if move.before != move.now), key=lambda move: -move.n)[:8]
    if flows:
        moves = [(names.get(one.before, one.before), names.get(one.now, one.now), f"{one.n:,}") for one in flows]
        print_table("The largest moves", ("from", "to", "customers"), moves)
    for one in found.personas:
        _say(f"{one.name} is touched: the share of {one.segment} has moved. `verism personas refresh {one.id}`.")


def _moved(found: "WatchedDrift") -> str:
    if not found.drifted:
        return "The shares have moved no more than chance moves them"
    if any(one.moved for one in found.segments):
        return "The segments' shares have moved by more than chance"
    return "The shares have moved by more than chance, but none of them by much"


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _say(words: str) -> None:
    out.print(words, markup=False)
