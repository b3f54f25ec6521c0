"""The four process figures: utilisation, contribution, cycle time, engagement."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

import pandas as pd
from sqlalchemy import Connection

from personas.base import Record
from personas.library import publications as shelf
from personas.library.publications import PersonaSummary
from personas.library.segments import list_segments
from personas.segment import Segment
from segments.statistics import FEWEST_SHOWN, Engagement, SegmentEngagement, campaign_engagement
from workspace.publishing.engaging import engagement
from workspace.roles import permitted
from workspace.workspace import Workspace

RECENT_DAYS = 90
_RECENT = timedelta(days=RECENT_DAYS)


FigureName = Literal[
    "persona utilisation rate", "uses", "segment revenue contribution", "persona refresh cycle time", "persona age",
    "campaign engagement rate", "revenue by segment", "campaign engagement by segment",
]  # fmt: skip


class ProcessFigure(Record):
    """One figure of the process."""

    figure: FigureName
    of: str = ""
    """The persona, the segment, the campaign, or the team and purpose; empty for all."""
    among: str = ""
    """Of segments: which division of the customers they are parts of; shares add up within one alone."""
    value: float | None
    """A ratio 0..1, days or a count, by the unit; None when nothing is counted yet."""
    unit: Literal["share", "days", "count"]
    numerator: float | None = None
    denominator: float | None = None
    """For days the number of refreshes; revenue is in cents."""
    how: str
    """What the figure is, in words."""


@permitted("read")
def process_figures(workspace: Workspace) -> list[ProcessFigure]:
    """The figures: utilisation with the uses behind it, contribution, cycle time with the ages, engagement.

    Contribution and engagement also by segment, whether or not a persona speaks for it.
    """
    with workspace.library.read() as connection:
        published = [one for one in shelf.list_personas(connection) if one.status == "published"]
        uses = shelf.load_uses(connection)
        recent = uses[uses["at"] >= datetime.now(UTC) - _RECENT] if len(uses) else uses
        found = [_utilisation(published, recent), *_by_team(recent), *_contributions(connection, published)]
        found += [_cycle(connection), *_ages(published)]
    found += [_engagement(one) for one in campaign_engagement(workspace.tables)]
    by_segment = engagement(workspace)
    found += [_revenue(segment.name, segment) for segment, _ in by_segment if segment.revenue_share is not None]
    return found + [_received(segment, received) for segment, received in by_segment if received is not None]


def _utilisation(published: Sequence[PersonaSummary], recent: pd.DataFrame) -> ProcessFigure:
    used = {one.id for one in published} & set(recent["persona_id"])
    return ProcessFigure(
        figure="persona utilisation rate",
        value=len(used) / len(published) if published else None,
        unit="share",
        numerator=len(used),
        denominator=len(published),
        how=f"published personas used in the last {RECENT_DAYS} days / published personas",
    )


def _by_team(recent: pd.DataFrame) -> list[ProcessFigure]:
    counts = Counter(zip(recent["team"], recent["purpose"], strict=True))
    return [
        ProcessFigure(
            figure="uses", of=f"{team or 'no team named'}, for a {purpose}", value=float(n), unit="count",
            how=f"recorded uses in the last {RECENT_DAYS} days",
        )
        for (team, purpose), n in sorted(counts.items())
    ]  # fmt: skip


def _contributions(connection: Connection, published: Sequence[PersonaSummary]) -> list[ProcessFigure]:
    segments = {one.id: one for one in list_segments(connection)}
    return [
        _revenue(one.name, segments.get(one.segment_id), "segment revenue contribution", "the persona's")
        for one in published
    ]


def _revenue(
    of: str, segment: Segment | None, figure: FigureName = "revenue by segment", whose: str = "the"
) -> ProcessFigure:
    share, cents = (segment.revenue_share, segment.revenue_cents) if segment else (None, None)
    return ProcessFigure(
        figure=figure, of=of, among=segment.method if segment else "", value=share, unit="share", numerator=cents,
        denominator=round(cents / share) if cents is not None and share else None,
        how=f"revenue of {whose} segment / all revenue of that segmentation, same window",
    )  # fmt: skip


def _cycle(connection: Connection) -> ProcessFigure:
    gaps: list[float] = []
    for persona in shelf.list_personas(connection):
        moments = [one.published_at for one in shelf.list_publications(connection, persona.id)]
        gaps += [(later - earlier).total_seconds() / 86400 for earlier, later in pairwise(moments)]
    return ProcessFigure(
        figure="persona refresh cycle time",
        value=float(pd.Series(gaps).median()) if gaps else None,
        unit="days",
        denominator=len(gaps),
        how="median days between successive publications of a persona, over all refreshes",
    )


def _ages(published: Sequence[PersonaSummary]) -> list[ProcessFigure]:
    now = datetime.now(UTC)
    return [
        ProcessFigure(
            figure="persona age", of=one.name, value=(now - one.published_at).total_seconds() / 86400, unit="days",
            how="days since the version in force was published",
        )
        for one in published
    ]  # fmt: skip


def _engagement(one: Engagement) -> ProcessFigure:
    kept = _held_out(one.held_out)
    return ProcessFigure(
        figure="campaign engagement rate",
        of=one.campaign,
        value=one.rate,
        unit="share",
        numerator=_shown(one.answered) if one.recorded else None,
        denominator=one.reached,
        how=f"members who opened, clicked or redeemed / members reached; {kept if one.recorded else 'not recorded'}",
    )


def _received(segment: Segment, received: SegmentEngagement) -> ProcessFigure:
    campaigns = f"{received.campaigns} campaign{'' if received.campaigns == 1 else 's'}"
    return ProcessFigure(
        figure="campaign engagement by segment",
        of=segment.name,
        among=segment.method,
        value=received.rate,
        unit="share",
        numerator=_shown(received.answered),
        denominator=received.reached,
        how=f"answers / members reached, summed over {campaigns} with recorded answers; {_held_out(received.held_out)}",
    )


def _shown(people: int) -> int | None:
    """A count of people, withheld where it would point at them."""
    return None if 0 < people < FEWEST_SHOWN else people


def _held_out(people: int) -> str:
    if not people:
        return "nobody held out, so this is no effect"
    return f"fewer than {FEWEST_SHOWN} held out" if people < FEWEST_SHOWN else f"{people:,} held out"
