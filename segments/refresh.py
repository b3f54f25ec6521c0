"""A refresh of segments: features, definition, membership, statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from personas.errors import BadInput
from personas.evidence import Statistic
from personas.ids import content_id
from personas.segment import Definition, Method, Segment
from segments.features import CUSTOMERS, Features, build_features
from segments.prediction import SCORES, Predictions, outlook_statistics
from segments.segmentation import membership
from segments.segmentation.definitions import learn_definition
from segments.segmentation.missions import prepare_missions
from segments.segmentation.parts import Part, column_types
from segments.segmentation.rules import SegmentRule
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
        chosen = method or ("value-activity" if features.has_orders else "rules")
        people = column_types(features.table(PEOPLE))
        definition = learn_definition(features, people, chosen, params or {}, rules)
    if definition.method == "missions":
        features = prepare_missions(features, definition.params)
    customers, spoken = membership.divide(definition, features)
    membership.assign_members(features, customers)
    membership.assign_people(features, spoken)
    population = "respondents" if membership.population_of(definition) == "respondents" else "customers"
    segments = _segments(features, definition, customers or spoken, population)
    tell("statistics", 0.5)
    conditions = {part.key: membership.people_condition(part.key, customers, spoken) for part in customers or spoken}
    defining = defining_columns(features, customers, spoken)
    cells = Cells(tables, features, segments, conditions, definition.hash, defining)
    figures = compute_statistics(cells, progress=lambda what, share: tell(what, 0.5 + share / 2))
    members = _members(features)
    if predictions is not None and population == "customers":
        figures = _with_outlook(features, predictions, members, segments, definition, figures)
    tell("done", 1.0)
    return Segmentation(definition, segments, members, _voices(features), figures, _notes(features, definition))


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
    customers, spoken = membership.divide(definition, features)
    membership.assign_members(features, customers)
    membership.assign_people(features, spoken)
    return _segments(features, definition, customers, membership.population_of(definition))


def _segments(features: Features, definition: Definition, parts: Sequence[Part], population: str) -> list[Segment]:
    counted = _counts(features, population)
    total = sum(count for count, _ in counted.values())
    if not total:
        raise BadInput("Nobody is in any segment: there is nobody to divide. Ingest customers or a survey first.")
    revenue = sum(cents or 0 for _, cents in counted.values())
    table = CUSTOMERS if population == "customers" else PEOPLE
    key = "customer_id" if population == "customers" else "person_id"
    segments = []
    for part in parts:
        n, cents = counted.get(part.key, (0, None))
        if not n:
            continue
        segments.append(
            Segment(
                key=part.key,
                name=part.name,
                rule=part.rule,
                sql=f"SELECT {key} FROM {table} WHERE {part.condition}",
                n=n,
                share=n / total,
                revenue_cents=cents,
                revenue_share=cents / revenue if cents is not None and revenue > 0 else None,
                population="customers" if population == "customers" else "respondents",
                method=definition.method,
            )
        )
    return segments


def _counts(features: Features, population: str) -> dict[str, tuple[int, int | None]]:
    if population == "respondents":
        rows = _rows(features, f"SELECT key, count(*) FROM {membership.SPOKEN} GROUP BY 1")
        return {str(key): (int(n), None) for key, n in rows}
    money = "CAST(sum(revenue_cents) AS BIGINT)" if features.has_orders else "NULL"
    sql = f"SELECT key, count(*), {money} FROM {membership.MEMBERS} JOIN {CUSTOMERS} USING (customer_id) GROUP BY 1"
    return {str(key): (int(n), None if cents is None else int(cents)) for key, n, cents in _rows(features, sql)}


def _rows(features: Features, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = features.connection.raw_sql(sql).fetchall()
    return rows


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
        outside = int(_rows(features, sql)[0][0])
        if outside:
            what = "basket of a known category" if definition.method == "missions" else "purchase"
            notes.append(f"{outside:,} customers without any {what} are in no segment.")
    return tuple(notes)
