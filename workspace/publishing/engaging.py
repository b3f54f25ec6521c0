"""Revenue contribution and campaign engagement by segment."""

import pandas as pd

from personas.base import Record
from personas.library.segments import list_segments
from personas.segment import OVERLAYS, Method, Segment
from segments.features import build_features
from segments.statistics import SegmentEngagement, engagement_by_segment
from segments.statistics.effects import CampaignEffect, campaign_effects
from workspace.roles import permitted
from workspace.segmenting import members
from workspace.workspace import Workspace


class SegmentContribution(Record):
    """One segment's revenue and campaigns."""

    segment_id: str
    segment: str
    n: int
    revenue_cents: int | None
    revenue_share: float | None
    currency: str
    campaigns: tuple[CampaignEffect, ...]
    """The newest first."""


@permitted("look")
def contributions(workspace: Workspace, *, method: Method | None = None) -> list[SegmentContribution]:
    """Revenue and campaigns of the segments of customers, by default of all methods but overlays."""
    return _counted(workspace, _of_customers(workspace, method))


@permitted("read")
def engagement(workspace: Workspace) -> list[tuple[Segment, SegmentEngagement | None]]:
    """The segments of customers, each with how it received all campaigns together; None where there were none."""
    parts = _of_customers(workspace)
    counts = bool(parts) and "campaigns" in workspace.tables.kinds()
    counted = engagement_by_segment(workspace.tables, _members(workspace, parts)) if counts else []
    by_segment = {one.segment_id: one for one in counted}
    return [(one, by_segment.get(one.id)) for one in parts]


@permitted("look")
def contribution(workspace: Workspace, segment: Segment) -> SegmentContribution | None:
    """The same of one segment; None where it has no customers, or nobody was sent a campaign."""
    counts = segment.population == "customers" and bool(workspace.tables.files("campaigns"))
    found = _counted(workspace, [segment] if counts else [])
    return found[0] if found else None


def _of_customers(workspace: Workspace, method: Method | None = None) -> list[Segment]:
    with workspace.library.read() as connection:
        parts = [one for one in list_segments(connection, method) if one.population == "customers"]
    return [one for one in parts if method is not None or one.method not in OVERLAYS]


def _members(workspace: Workspace, parts: list[Segment]) -> pd.DataFrame:
    return pd.concat([members(workspace, one).assign(segment_id=one.id) for one in parts], ignore_index=True)


def _counted(workspace: Workspace, parts: list[Segment]) -> list[SegmentContribution]:
    if not parts:
        return []
    features = build_features(workspace.tables)
    effects = campaign_effects(features, _members(workspace, parts))
    return [
        SegmentContribution(
            segment_id=one.id, segment=one.name, n=one.n, revenue_cents=one.revenue_cents,
            revenue_share=one.revenue_share, currency=features.currency,
            campaigns=tuple(effect for effect in effects if effect.segment_id == one.id),
        )
        for one in parts
    ]  # fmt: skip
