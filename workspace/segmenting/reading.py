"""Reading the segments in force: lists, profiles, members, voices."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from personas.base import Record
from personas.errors import NotFound
from personas.evidence import Statistic
from personas.library import segments as store
from personas.library.evidence import load_respondents
from personas.segment import Method, Segment
from segments import load_rules
from workspace.evidence import theming
from workspace.roles import permitted
from workspace.segmenting.state import RULES
from workspace.workspace import Workspace


class Profile(Record):
    """A segment with its figures and the number of people who speak for it."""

    segment: Segment
    statistics: tuple[Statistic, ...]
    voices: int
    """Those known to belong to it."""
    inferred: int = 0
    """Those placed in it by inference, who enter no count."""


@permitted("look")
def segments(workspace: Workspace, *, method: Method | None = None) -> list[Segment]:
    """The segments in force."""
    with workspace.library.read() as connection:
        return store.list_segments(connection, method)


@permitted("look")
def without_segment(workspace: Workspace) -> list[str]:
    """The rules of `segments.yaml` that are no segment in force; after a build, because fewer than 5 people fit."""
    file = workspace.folder / RULES
    known = {one.name for one in segments(workspace, method="rules")}
    return [rule.name for rule in load_rules(file) if rule.name not in known] if file.exists() else []


@permitted("look")
def segment(workspace: Workspace, name_or_id: str) -> Segment:
    """One segment by id or name. Raises NotFound naming those that exist."""
    with workspace.library.read() as connection:
        return store.load_segment(connection, name_or_id)


@permitted("look")
def profile(workspace: Workspace, name_or_id: str) -> Profile:
    """A segment's figures and voices. Raises NotFound."""
    with workspace.library.read() as connection:
        found = store.load_segment(connection, name_or_id)
        figures = tuple(store.statistics_of(connection, found.id))
        known, placed = store.count_voices(connection, found.id), store.count_inferred(connection, found.id)
        return Profile(segment=found, statistics=figures, voices=known, inferred=placed)


@permitted("look")
def voices(workspace: Workspace, found: Sequence[Segment]) -> dict[str, int]:
    """How many people are known to speak for each segment, by its id."""
    with workspace.library.read() as connection:
        return {one.id: store.count_voices(connection, one.id) for one in found}


@permitted("look")
def themes(workspace: Workspace, name_or_id: str) -> list[theming.ToldTheme]:
    """What a segment's people say, the most prevalent first. Raises NotFound."""
    return theming.told(workspace, segment(workspace, name_or_id))


@permitted("look")
def members(workspace: Workspace, found: Segment) -> pd.DataFrame:
    """The customers of a segment: one column, customer_id. Raises NotFound when its method has no members on file."""
    path = members_file(workspace, found.method)
    if not path.exists():
        raise NotFound(f"{found.name} has no customers on file: its people are known from a survey, not from orders.")
    frame = pd.read_parquet(path)
    return frame.loc[frame["segment_id"] == found.id, ["customer_id"]].reset_index(drop=True)


@permitted("look")
def voices_frame(workspace: Workspace) -> pd.DataFrame:
    """One row a respondent: respondent_id, person_id, customer_id and a column for each attribute."""
    with workspace.library.read() as connection:
        people = load_respondents(connection, counted=True)
    attributes = pd.DataFrame(people["attributes"].tolist(), index=people.index)
    known = people[["respondent_id", "person_id", "customer_id"]]
    return pd.concat([known, attributes.drop(columns=[c for c in known if c in attributes], errors="ignore")], axis=1)


def members_file(workspace: Workspace, method: str) -> Path:
    """Where the customers of a method's segments are kept: customer_id and segment_id, a row each."""
    return workspace.folder / "tables" / "members" / f"{method}.parquet"
