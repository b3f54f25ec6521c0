"""Campaigns: who was reached, who answered."""

from typing import NamedTuple

from segments.tables import Tables

_FEWEST = 5
"""A rate over fewer members would point at people."""


class Engagement(NamedTuple):
    """One campaign, counted in members and not in messages."""

    campaign: str
    answered: int
    """Members who opened, clicked or redeemed."""
    reached: int
    held_out: int
    """Members who were left out on purpose: without them an answer is no effect."""
    recorded: bool
    """Whether any opening, click or redemption was ever recorded: of letters there is none."""

    @property
    def rate(self) -> float | None:
        """Answered / reached, 0..1; None for fewer than 5 members, and where answers were not recorded."""
        return self.answered / self.reached if self.reached >= _FEWEST and self.recorded else None


def campaign_engagement(tables: Tables) -> list[Engagement]:
    """The campaigns, the newest first; members held out were not reached."""
    if tables.read("campaigns") is None:
        return []
    answered = "opened_at IS NOT NULL OR clicked_at IS NOT NULL OR redeemed_at IS NOT NULL"
    per_member = (
        "SELECT campaign_id, customer_id, max(campaign_name) AS name, min(sent_at) AS sent_at, "
        f"max(CASE WHEN NOT holdout AND sent_at IS NOT NULL AND ({answered}) THEN 1 ELSE 0 END) AS answered, "
        "max(CASE WHEN NOT holdout AND sent_at IS NOT NULL THEN 1 ELSE 0 END) AS reached "
        "FROM campaigns GROUP BY campaign_id, customer_id"
    )
    rows = tables.connection.raw_sql(
        "SELECT max(name), sum(answered), sum(reached), count(*) - sum(reached) "
        f"FROM ({per_member}) GROUP BY campaign_id HAVING sum(reached) > 0 "
        "ORDER BY min(sent_at) DESC, campaign_id"
    ).fetchall()
    return [Engagement(str(name), int(n), int(reached), int(held), n > 0) for name, n, reached, held in rows]
