"""Campaign effects by segment: response rates, and the effect on spending against held-out members."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from personas.base import Record
from personas.phrasing import money, percent
from segments.features import Features
from segments.segmentation.parts import FEWEST_SHOWN
from segments.statistics.intervals import Z, false_discovery, two_sided_p
from segments.tables.fetching import to_arrow

DAYS_AFTER = 28
"""What members spend is counted for so many days from the campaign's first message."""
SURE = 0.05
"""q from which on a difference may be chance."""
FEWEST_HELD_OUT = 30
"""No effect is told from fewer members on either side."""
_ANSWERED = "opened_at IS NOT NULL OR clicked_at IS NOT NULL OR redeemed_at IS NOT NULL"


class CampaignEffect(Record):
    """One campaign in one segment, counted in members."""

    campaign: str
    segment_id: str
    reached: int
    """Members who were sent it."""
    answered: int | None
    """Of them, who opened, clicked or redeemed; None where no answer was ever recorded, or where 1 to 4 did."""
    recorded: bool = True
    """Whether answers to the campaign were recorded at all."""
    held_out: int | None
    """Members who were left out on purpose; None where they are 1 to 4."""
    spend_cents: float
    """Mean spending of the reached in the 28 days after."""
    held_out_cents: float | None = None
    """The same of those held out; None under 30 of either."""
    interval: tuple[float, float] | None = None
    """95 % of the difference between the two, in cents: what the campaign caused."""
    q_value: float | None = None
    """Of that difference, after Benjamini and Hochberg over the segment's campaigns; None where there is none."""

    @property
    def rate(self) -> float | None:
        """Answered / reached, 0..1."""
        return None if self.answered is None else self.answered / self.reached

    @property
    def caused_cents(self) -> float | None:
        """Spending a member beyond that of the held out."""
        return None if self.held_out_cents is None else self.spend_cents - self.held_out_cents

    def sentence(self, currency: str = "") -> str:
        """What was counted, and whether it may be called an effect."""
        answers = f"{percent(self.rate)} answered" if self.rate is not None else self._unanswered()
        told = f"{self.reached:,} members were reached, {answers}"
        after = f"they spent {money(self.spend_cents, currency)} each in the {DAYS_AFTER} days after"
        if self.caused_cents is None or self.interval is None:
            return f"{told}; {after}. {self._no_effect()}"
        low, high = self.interval
        bounds = f"{money(low, currency)} to {money(high, currency)}"
        difference = f"{money(self.caused_cents, currency)} a member ({bounds}), {self._verdict(low, high)}"
        beside = f"{self.held_out or 0:,} held out {money(self.held_out_cents or 0, currency)}"
        return f"{told}; {after}, {beside}: {difference}."

    def _verdict(self, low: float, high: float) -> str:
        if low <= 0 <= high:
            return "which may be chance"
        sure = self.q_value is None or self.q_value < SURE
        return "more than chance" if sure else "which among so many campaigns may be chance"

    def _unanswered(self) -> str:
        return f"fewer than {FEWEST_SHOWN} answered" if self.recorded else "answers were not recorded"

    def _no_effect(self) -> str:
        if self.held_out == 0:
            return "Nobody was held out: being mailed is not the same as being moved."
        few = f"fewer than {FEWEST_SHOWN}" if self.held_out is None else f"{self.held_out:,}"
        return f"{few[:1].upper()}{few[1:]} were held out, too few to call anything an effect."


def campaign_effects(features: Features, members: pd.DataFrame) -> list[CampaignEffect]:
    """Every campaign in every segment that it reached 5 members of, the newest first.

    `members` has customer_id and segment_id. Whoever was sent a campaign counts as reached, else as held out where
    the log says so. The interval is Welch's (1947), members drawn at random; of a segment's many campaigns, one in
    twenty would be over it by chance, so that q decides what is called more than chance.
    """
    if "contacts" not in features.names or not features.has_orders or members.empty:
        return []
    connection = features.connection
    connection.create_table(
        "effect_members", to_arrow(members[["customer_id", "segment_id"]]), temp=True, overwrite=True
    )
    rows = connection.raw_sql(_sql()).fetchall()
    arms: dict[tuple[str, str, str], dict[bool, tuple[Any, ...]]] = {}
    for campaign, name, segment, reached, *sums in rows:
        arms.setdefault((str(campaign), str(name), str(segment)), {})[bool(reached)] = tuple(sums)
    answered = connection.raw_sql(f"SELECT DISTINCT campaign_id FROM contacts WHERE {_ANSWERED}").fetchall()
    recorded = {str(campaign) for (campaign,) in answered}
    effects = [
        _effect(name, segment, sides[True], sides.get(False), recorded=campaign in recorded)
        for (campaign, name, segment), sides in arms.items()
        if True in sides and sides[True][0] >= FEWEST_SHOWN
    ]
    return _with_q_values(effects)


def _with_q_values(effects: Sequence[CampaignEffect]) -> list[CampaignEffect]:
    """The same, each difference with its q among those of its segment."""
    found = list(effects)
    for segment in {one.segment_id for one in effects}:
        tested = [place for place, one in enumerate(found) if one.segment_id == segment and one.interval is not None]
        p_values = [_p_value(found[place]) for place in tested]
        for place, q_value in zip(tested, false_discovery(p_values), strict=True):
            found[place] = found[place].model_copy(update={"q_value": float(f"{q_value:.3g}")})
    return found


def _p_value(effect: CampaignEffect) -> float:
    low, high = effect.interval or (0.0, 0.0)
    return two_sided_p((low + high) / 2, ((high - low) / (2 * Z)) ** 2)


def _sql() -> str:
    """A row a campaign, segment and arm: members, answers, and the sums of spending and of its squares."""
    per_member = (
        "SELECT campaign_id, customer_id, max(campaign_name) AS name, bool_or(NOT holdout AND sent_at IS NOT NULL) AS "
        f"reached, bool_or(NOT holdout AND sent_at IS NOT NULL AND ({_ANSWERED})) AS answered "
        "FROM contacts GROUP BY ALL"
    )
    begun = "SELECT campaign_id, min(sent_at) AS start FROM contacts GROUP BY campaign_id"
    spent = (
        "SELECT p.*, b.start, coalesce((SELECT sum(o.revenue_cents) FROM orders o WHERE o.customer_id = p.customer_id "
        f"AND o.ordered_at >= b.start AND o.ordered_at < b.start + INTERVAL {DAYS_AFTER} DAY), 0) AS cents "
        f"FROM ({per_member}) p JOIN ({begun}) b USING (campaign_id)"
    )
    return (
        "SELECT campaign_id, max(name), segment_id, reached, count(*), count(*) FILTER (answered), "
        "CAST(sum(cents) AS DOUBLE), sum(CAST(cents AS DOUBLE) * cents) "
        f"FROM ({spent}) JOIN effect_members USING (customer_id) GROUP BY campaign_id, segment_id, reached "
        "ORDER BY min(start) DESC, campaign_id, segment_id"
    )


def _effect(
    campaign: str, segment: str, reached: tuple[Any, ...], held: tuple[Any, ...] | None, *, recorded: bool
) -> CampaignEffect:
    n, answered, total, squares = reached
    told = {
        "campaign": campaign, "segment_id": segment, "reached": int(n), "recorded": recorded,
        "answered": int(answered) if recorded and not 0 < answered < FEWEST_SHOWN else None,
        "held_out": _shown(int(held[0]) if held else 0), "spend_cents": total / n,
    }  # fmt: skip
    if held is None or min(n, held[0]) < FEWEST_HELD_OUT:
        return CampaignEffect(**told)
    mean = held[2] / held[0]
    half = Z * math.sqrt(_variance(n, total, squares) / n + _variance(held[0], held[2], held[3]) / held[0])
    difference = total / n - mean
    return CampaignEffect(**told, held_out_cents=mean, interval=(difference - half, difference + half))


def _shown(people: int) -> int | None:
    return None if 0 < people < FEWEST_SHOWN else people


def _variance(n: int, total: float, squares: float) -> float:
    return max(0.0, squares - total * total / n) / (n - 1)
