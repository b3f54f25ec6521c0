"""Some of a segment's customers, those of one region for example: who they are, and what can be counted of them."""

import pandas as pd

from personas.errors import BadInput
from personas.segment import Segment
from segments.features import build_features
from segments.refresh import Segmentation, build_segmentation
from segments.segmentation import make_definition
from segments.segmentation.definitions import customer_columns
from segments.segmentation.parts import by_plain_name, literal, quoted
from segments.segmentation.targets import REST
from segments.tables import Tables, plain, sensitive_kind


def count_within(
    tables: Tables, voices: pd.DataFrame, segment: Segment, attribute: str, value: str
) -> Segmentation | None:
    """A segment's customers of whom an attribute is known to be a value, counted against everybody else.

    The figures carry the segment's id. None where the customer table does not have the attribute, or none of them or
    all customers fit. Raises BadInput for an attribute by which nobody is divided (health, religion and the like).
    """
    if kind := sensitive_kind(attribute):
        raise BadInput(f"Nobody is divided by {kind}. Choose another attribute than {attribute!r}.")
    features = build_features(tables)
    column = by_plain_name(customer_columns(features)).get(plain(attribute))
    if column is None or segment.population != "customers":
        return None
    fits = f"coalesce(lower(trim(CAST({quoted(column)} AS VARCHAR))) = {literal(value.strip().lower())}, FALSE)"
    part = {"name": segment.name, "condition": f"({segment.sql.partition(' WHERE ')[2]}) AND {fits}"}
    definition = make_definition("target", {"targets": [{"name": segment.name, "of": [part]}]})
    found = build_segmentation(tables, voices, definition=definition, features=features)
    kept = [one for one in found.segments if one.key != REST]
    if not kept or len(found.segments) < 2:
        return None
    own = found._replace(
        segments=kept,
        members=found.members[found.members["segment_id"] != REST],
        voices=found.voices[found.voices["segment_id"] != REST],
        statistics=[figure for figure in found.statistics if figure.segment_id != REST],
    )
    return own.with_ids({kept[0].key: segment.id})
