"""Campaign engagement: members reached, and members who responded."""

from typing import NamedTuple

import pandas as pd

from segments.features import resolve
from segments.segmentation.parts import FEWEST_SHOWN
from segments.tables import Tables
from segments.tables.fetching import to_arrow


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
        """Answered / reached, 0..1; None where answers were not recorded, and where it would point at fewer than 5."""
        return _rate(self.answered, self.reached) if self.recorded else None


class SegmentEngagement(NamedTuple):
    """All campaigns of which answers were recorded, in one segment: a member counts once for each campaign."""

    segment_id: str
    campaigns: int
    answered: int
    reached: int
    held_out: int

    @property
    def rate(self) -> float | None:
        """Answered / reached, 0..1; None where it would point at fewer than 5."""
        return _rate(self.answered, self.reached)


def _rate(answered: int, reached: int) -> float | None:
    return None if reached < FEWEST_SHOWN or 0 < answered < FEWEST_SHOWN else answered / reached


def campaign_engagement(tables: Tables) -> list[Engagement]:
    """The campaigns, the newest first; members held out were not reached."""
    if tables.read("campaigns") is None:
        return []
    rows = tables.connection.raw_sql(
        "SELECT max(name), sum(answered), sum(reached), count(*) - sum(reached) "
        f"FROM ({_per_member('campaigns')}) GROUP BY campaign_id HAVING sum(reached) > 0 "
        "ORDER BY min(sent_at) DESC, campaign_id"
    ).fetchall()
    return [Engagement(str(name), int(n), int(reached), int(held), n > 0) for name, n, reached, held in rows]


def engagement_by_segment(tables: Tables, members: pd.DataFrame) -> list[SegmentEngagement]:
    """The segments of `members` (customer_id, segment_id) that any campaign with recorded answers was meant for."""
    campaigns = tables.read("campaigns")
    if campaigns is None or members.empty:
        return []
    for name, content in (
        ("segment_members", to_arrow(members[["customer_id", "segment_id"]])),
        ("segment_contacts", resolve(campaigns, tables.read("customers"))),
    ):
        tables.connection.create_table(name, content, temp=True, overwrite=True)
    rows = tables.connection.raw_sql(
        f"WITH contacted AS ({_per_member('segment_contacts')}), "
        "recorded AS (SELECT campaign_id FROM contacted GROUP BY campaign_id HAVING sum(answered) > 0) "
        "SELECT segment_id, count(DISTINCT campaign_id), sum(answered), sum(reached), count(*) - sum(reached) "
        "FROM contacted JOIN segment_members USING (customer_id) JOIN recorded USING (campaign_id) "
        "GROUP BY segment_id ORDER BY segment_id"
    ).fetchall()
    return [SegmentEngagement(str(segment), *map(int, counts)) for segment, *counts in rows]


def _per_member(contacts: str) -> str:
    """A row a campaign and member: whether they were reached, and whether they answered."""
    reached = "NOT holdout AND sent_at IS NOT NULL"
    answered = "opened_at IS NOT NULL OR clicked_at IS NOT NULL OR redeemed_at IS NOT NULL"
    return (
        "SELECT campaign_id, customer_id, max(campaign_name) AS name, min(sent_at) AS sent_at, "
        f"max(CASE WHEN {reached} AND ({answered}) THEN 1 ELSE 0 END) AS answered, "
        f"max(CASE WHEN {reached} THEN 1 ELSE 0 END) AS reached FROM {contacts} GROUP BY campaign_id, customer_id"
    )
