"""A refresh of segments: features, definition, membership, statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from personas.evidence import Statistic
from personas.ids import content_id
from personas.segment import Definition, Method, Segment
from segments.features import CUSTOMERS, Features, build_features
from segments.prediction import SCORES, Predictions, outlook_statistics
from segments.segmentation import membership
from segments.segmentation.definitions import learn_definition
from segments.segmentation.membership import Division
from segments.segmentation.missions import prepare_missions
from segments.segmentation.parts import column_types
from segments.segmentation.rules import SegmentRule
from segments.segmentation.sizes import counted_segments
from segments.segmentation.value_activity import explain
from segments.segmentation.voices import PEOPLE, VOICES, prepare_voices
from segments.statistics import Cells, compute_statistics, defining_columns
from segments.tables import Progress, Tables
from segments.tables.fetching import room_needed, to_arrow, to_frame

FACTS = 5
"""How many of a segment's figures come before its outlook."""


class Segmentation(NamedTuple):
    """A definition applied: who the segments are, who is in them, and what can be said of them."""

    definition: Definition
    segments: list[Segment]
    members: pd.DataFrame
    """customer_id, segment_id; each customer at most once."""
    voices: pd.DataFrame
    """respondent_id, segment_id, basis: "customer" or "rule"; each respondent at most once."""
    statistics: list[Statistic]
    """Most worth saying first."""
    notes: tuple[str, ...] = ()
    """How the segments came to be, and who is in none; a sentence each."""

    def with_ids(self, ids: Mapping[str, str]) -> Segmentation:
        """The same with the library's ids in place of keys (key -> id); statistics get ids of their own from them."""
        segments = [part.model_copy(update={"id": ids[part.key]}) for part in self.segments]
        figures = [_renamed(figure, ids, self.definition.hash) for figure in self.statistics]
        members = self.members.assign(segment_id=self.members["segment_id"].map(ids))
        voices = self.voices.assign(segment_id=self.voices["segment_id"].map(ids))
        return self._replace(segments=segments, members=members, voices=voices, statistics=figures)


def _renamed(figure: Statistic, ids: Mapping[str, str], definition_hash: str) -> Statistic:
    segment_id = ids[figure.segment_id]
    name = content_id("s", segment_id, figure.metric, definition_hash)
    return figure.model_copy(update={"segment_id": segment_id, "id": name})


@room_needed()
def build_segmentation(
    tables: Tables,
    voices: pd.DataFrame | None = None,
    *,
    method: Method | None = None,
    params: Mapping[str, Any] | None = None,
    rules: Sequence[SegmentRule] = (),
    definition: Definition | None = None,
    features: Features | None = None,
    predictions: Predictions | None = None,
    progress: Progress | None = None,
) -> Segmentation:
    """Divide customers (or, without any, respondents) and say what can be said of each part.

    With `definition` the frozen one is applied again (a refresh of membership); otherwise one is learned: by default
    value and activity where there are purchases, else rules. `features` are those of these tables, when they are there
    already; `predictions` add the outlook of each segment. Until `with_ids`, segments go by their keys.
    Raises BadInput when the method cannot be used on what there is, PrerequisiteMissing where there is no room for it.
    """
    tell = progress or (lambda what, share: None)
    tell("order table and customer table", 0.0)
    features = features or build_features(tables)
    prepare_voices(tables, voices)
    tell("segments", 0.4)
    if definition is None:
        definition = _learned(features, method, params or {}, rules)
    if definition.method == "missions":
        features = prepare_missions(features, definition.params)
    division = membership.assign(definition, features)
    segments = counted_segments(features, definition, division.customers or division.people)
    tell("statistics", 0.5)
    cells = _cells(tables, features, definition, division, segments)
    figures = compute_statistics(cells, progress=lambda what, share: tell(what, 0.5 + share / 2))
    members = _members(features)
    if predictions is not None and membership.population_of(definition) == "customers":
        figures = _with_outlook(features, predictions, members, segments, definition, figures)
    tell("done", 1.0)
    return Segmentation(definition, segments, members, _voices(features), figures, _notes(features, definition))


def _learned(
    features: Features, method: Method | None, params: Mapping[str, Any], rules: Sequence[SegmentRule]
) -> Definition:
    """A definition by the method that is asked for; by default value and activity where there are purchases."""
    chosen = method or ("value-activity" if features.has_orders else "rules")
    return learn_definition(features, column_types(features.table(PEOPLE)), chosen, params, rules)


def _cells(
    tables: Tables, features: Features, definition: Definition, division: Division, segments: list[Segment]
) -> Cells:
    """What statistics are counted over: each segment's customers, and the people who speak for it."""
    customers, people = division
    conditions = {part.key: membership.people_condition(part.key, customers, people) for part in customers or people}
    defining = defining_columns(features, customers, people)
    return Cells(tables, features, segments, conditions, definition.hash, defining)


def _with_outlook(
    features: Features, predictions: Predictions, members: pd.DataFrame, segments: Sequence[Segment],
    definition: Definition, figures: Sequence[Statistic],
) -> list[Statistic]:  # fmt: skip
    """The figures with the outlook of each segment behind the facts that open it."""
    features.connection.create_table(SCORES, to_arrow(predictions.scores), temp=True, overwrite=True)
    outlook = outlook_statistics(predictions, members, segments, definition.hash, features.currency)
    merged: list[Statistic] = []
    for segment in segments:
        own = [figure for figure in figures if figure.segment_id == segment.key]
        ahead = [figure for figure in outlook if figure.segment_id == segment.key]
        merged += [*own[:FACTS], *ahead, *own[FACTS:]]
    return merged


def apply_definition(tables: Tables, features: Features, definition: Definition) -> list[Segment]:
    """Put the tables `members` and `spoken` on the connection for a frozen definition; gives its segments, counted.

    For a definition over customers; nobody's voice is looked at.
    """
    prepare_voices(tables, None)
    return counted_segments(features, definition, membership.assign(definition, features).customers)


def _members(features: Features) -> pd.DataFrame:
    members = to_frame(features.table(membership.MEMBERS).order_by("customer_id"))
    return members.rename(columns={"key": "segment_id"})


def _voices(features: Features) -> pd.DataFrame:
    spoken, voices = features.table(membership.SPOKEN), features.table(VOICES)
    joined = voices.inner_join(spoken, "person_id").select("respondent_id", "key", "basis").order_by("respondent_id")
    return to_frame(joined).rename(columns={"key": "segment_id"})


def _notes(features: Features, definition: Definition) -> tuple[str, ...]:
    notes = [explain(definition.params)] if definition.method == "value-activity" else []
    if features.has_customers and membership.population_of(definition) == "customers":
        sql = (
            f"SELECT count(*) FROM {CUSTOMERS} WHERE customer_id NOT IN (SELECT customer_id FROM {membership.MEMBERS})"
        )
        outside = int(features.rows(sql)[0][0])
        if outside:
            what = "basket of a known category" if definition.method == "missions" else "purchase"
            notes.append(f"{outside:,} customers without any {what} are in no segment.")
    return tuple(notes)
