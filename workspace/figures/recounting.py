"""Recomputing a stored figure by its own SQL."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from duckdb import CatalogException

from personas.base import Record
from personas.errors import BadInput
from personas.evidence import Statistic
from personas.library import segments as store
from segments.features import Features, build_features
from segments.prediction import SCORES
from segments.segmentation import prepare_missions, prepare_voices
from segments.statistics.spending import spending_table
from segments.tables.fetching import to_arrow
from workspace.figures import predicting
from workspace.roles import permitted
from workspace.segmenting import voices_frame
from workspace.workspace import Workspace

_SAME = 1e-9


class LaidOut(NamedTuple):
    """The tables of today, and the parameters of the missions in force."""

    features: Features
    missions: Mapping[str, Any] | None


class Recounted(Record):
    """A figure as it was stored, and as its SQL gives it today."""

    statistic: Statistic
    segment: str
    again: float | None
    """None where the SQL finds nothing."""

    @property
    def same(self) -> bool:
        """Whether both agree to nine digits; not, where something was taken in or forgotten in between."""
        stored = self.statistic.value
        return self.again is not None and abs(self.again - stored) <= _SAME * max(1.0, abs(stored))


@permitted("look")
def figure(workspace: Workspace, statistic_id: str) -> tuple[Statistic, str]:
    """A statistic by its id, and its segment's name. Raises NotFound."""
    with workspace.library.read() as connection:
        found = store.load_statistic(connection, statistic_id)
        return found, store.load_segment(connection, found.segment_id).name


@permitted("look")
def recount(workspace: Workspace, statistic_id: str) -> Recounted:
    """Run a figure's SQL on the workspace's tables as they are now.

    Raises NotFound, and BadInput where what it was counted from is gone.
    """
    statistic, segment = figure(workspace, statistic_id)
    lay_out(workspace)
    try:
        row = workspace.tables.connection.raw_sql(statistic.sql).fetchone()
    except CatalogException as error:
        raise BadInput(f"The tables of {statistic_id} have changed. Run `verism segments build`.") from error
    again = None if row is None or row[0] is None else float(row[0])
    return Recounted(statistic=statistic, segment=segment, again=again)


@permitted("look")
def lay_out(workspace: Workspace) -> LaidOut:
    """Put every table that the SQL of a figure names on the connection."""
    tables = workspace.tables
    features = build_features(tables)
    prepare_voices(tables, voices_frame(workspace))
    tables.read("answers")
    with workspace.library.read() as connection:
        known = [one.params for one in store.current_definitions(connection) if one.method == "missions"]
    missions = known[0] if known and features.has_orders else None
    if features.has_orders:
        spending_table(features)
    if missions is not None:
        features = prepare_missions(features, missions)
    tables.connection.create_table(SCORES, to_arrow(predicting.scores(workspace)), temp=True, overwrite=True)
    return LaidOut(features, missions)
