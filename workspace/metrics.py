"""The four figures by which the process measures itself."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pandas as pd
from sqlalchemy import Connection

from personas.library import publications as shelf
from personas.library.publications import PersonaSummary
from personas.library.segments import list_segments
from segments.statistics import campaign_engagement
from workspace.roles import permitted
from workspace.workspace import Workspace

_RECENT = timedelta(days=90)


@permitted("read")
def process_figures(workspace: Workspace) -> pd.DataFrame:
    """One row a figure: figure, persona or campaign ("" for all), value (None when nothing is counted yet), how."""
    with workspace.library.read() as connection:
        summaries = shelf.list_personas(connection)
        rows = [
            _utilisation(connection, summaries),
            *_contributions(connection, summaries),
            _cycle(connection, summaries),
        ]
    rows += [
        ("campaign engagement rate", campaign, rate, "members who opened, clicked or redeemed / members reached")
        for campaign, rate in campaign_engagement(workspace.tables)
    ]
    return pd.DataFrame(rows, columns=["figure", "of", "value", "how"], dtype=object)


def _utilisation(connection: Connection, summaries: list[PersonaSummary]) -> tuple[str, str, float | None, str]:
    published = {one.id for one in summaries if one.status == "published"}
    uses = shelf.load_uses(connection)
    recent = set(uses.loc[uses["at"] >= datetime.now(UTC) - _RECENT, "persona_id"]) if len(uses) else set()
    value = len(published & recent) / len(published) if published else None
    return "persona utilisation rate", "", value, "published personas used in the last 90 days / published personas"


def _contributions(connection: Connection, summaries: list[PersonaSummary]) -> list[tuple[str, str, float | None, str]]:
    shares = {one.id: one.revenue_share for one in list_segments(connection)}
    how = "revenue of the persona's segment / all revenue, same window"
    return [
        ("segment revenue contribution", one.name, shares.get(one.segment_id), how)
        for one in summaries
        if one.status == "published"
    ]


def _cycle(connection: Connection, summaries: list[PersonaSummary]) -> tuple[str, str, float | None, str]:
    gaps: list[float] = []
    for one in summaries:
        moments = [publication.published_at for publication in shelf.list_publications(connection, one.id)]
        gaps += [(later - earlier).total_seconds() / 86400 for earlier, later in pairwise(moments)]
    value = float(pd.Series(gaps).median()) if gaps else None
    return "persona refresh cycle time", "", value, "median days between successive publications of a persona"
