"""Statistics of a subgroup of a segment, such as the customers of one region."""

import pandas as pd

from personas.errors import BadInput
from personas.segment import Segment
from segments.features import Features, build_features
from segments.refresh import Segmentation, build_segmentation
from segments.segmentation import make_definition, make_target
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
    features = build_features(tables)
    fits = condition_of(features, attribute, value)
    if fits is None or segment.population != "customers":
        return None
    definition = make_definition("target", {"targets": [make_target(segment.name, [segment], of_whom=(value, fits))]})
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


def condition_of(features: Features, attribute: str, value: str) -> str | None:
    """SQL over the customer table: of whom an attribute is known to be a value. None where the table does not have it.

    Raises BadInput for an attribute by which nobody is divided.
    """
    if kind := sensitive_kind(attribute):
        raise BadInput(f"Nobody is divided by {kind}. Choose another attribute than {attribute!r}.")
    column = by_plain_name(customer_columns(features)).get(plain(attribute))
    if column is None:
        return None
    return f"coalesce(lower(trim(CAST({quoted(column)} AS VARCHAR))) = {literal(value.strip().lower())}, FALSE)"
