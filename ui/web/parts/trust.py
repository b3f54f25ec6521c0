"""Pictures of a validation: what adds up, how much is told in advance, how predictions came true."""

from collections.abc import Sequence

from personas.phrasing import percent
from segments.prediction import Backtest
from segments.validation import Alternative, Validation
from segments.validation import reconciled as add_up
from ui.web.parts.markup import Html, join, tag
from ui.web.parts.prevalence import share_bar
from ui.web.parts.tables import table


def reconciled(found: Validation) -> Html:
    """The ledger beside the segments, each segment's part as a bar."""
    if found.reconciliation is None:
        return tag("p", "There are no purchases to add up.", class_="v-quiet-words")
    bars = [(part.name, part.revenue_share or 0.0) for part in found.segments]
    return join(
        tag("p", add_up(found.reconciliation, found.currency)),
        tag("p", "Share of revenue:", class_="v-quiet-words"),
        tag("div", *(_bar(name, percent(share), share) for name, share in bars), class_="v-bars"),
    )


def levels(rows: Sequence[tuple[str, float]], *, top: float) -> Html:
    """Figures between 0 and `top`, one bar each; the first is the one in question."""
    bars = [
        _bar(name, f"{round(value, 2) + 0.0:.2f}", value / top, base=place > 0)
        for place, (name, value) in enumerate(rows)
    ]
    return tag("div", *bars, class_="v-bars")


def calibration(test: Backtest) -> Html:
    """People in ten groups by what was expected of them: a bar for what happened, a tick for what was expected."""
    bars = []
    for group in test.calibration:
        tick = tag("span", class_="v-tick", style=f"left:{100 * group.predicted:.1f}%")
        fill = tag("span", class_="v-fill", style=f"width:{100 * group.actual:.1f}%")
        track = tag("span", fill, tick, class_="v-track", aria_hidden="true")
        name = tag("span", f"expected {percent(group.predicted)}", class_="v-bar-name")
        bars.append(tag("div", name, track, tag("span", percent(group.actual), class_="v-bar-value"), class_="v-bar"))
    return tag("div", *bars, class_="v-bars")


def compared(found: Sequence[Alternative]) -> Html:
    """Divisions side by side, the one in force first."""
    rows = [
        (one.name, str(one.segments), f"{one.r2:.3f}", "" if one.lapse_auc is None else f"{one.lapse_auc:.3f}",
         f"{one.ari_mean:.3f}")
        for one in found
    ]  # fmt: skip
    return table(("division", "segments", "R2 of later spending", "AUC of staying away", "stability (ARI)"), rows)


def _bar(name: str, words: str, share: float, *, base: bool = False) -> Html:
    bar = share_bar(round(1000 * max(0.0, share)), 1000)
    parts = tag("span", name, class_="v-bar-name"), bar, tag("span", words, class_="v-bar-value")
    return tag("div", *parts, class_="v-bar v-base" if base else "v-bar")
