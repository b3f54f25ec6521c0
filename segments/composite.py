"""Target customers: what several segments share beyond chance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from personas.errors import BadInput
from personas.evidence import Statistic
from personas.segment import Definition
from segments.features import Features
from segments.prediction import Predictions
from segments.refresh import FACTS, Segmentation, build_segmentation
from segments.segmentation import make_definition
from segments.segmentation.targets import REST
from segments.tables import Tables


def build_targets(
    tables: Tables, voices: pd.DataFrame | None, definition: Definition, features: Features,
    predictions: Predictions | None = None,
) -> Segmentation:  # fmt: skip
    """Count every target of a definition against everybody outside it.

    A difference may be said of a target only where each of its segments differs from everybody in the same direction
    (an intersection-union test: Berger, 1982); the other figures are kept without their q. A customer may be in
    several targets. Raises BadInput when a target holds everybody, or fewer than five people.
    """
    built = [_one(tables, voices, target, features, predictions) for target in definition.params["targets"]]
    return Segmentation(
        definition,
        [segment for one in built for segment in one.segments],
        pd.concat([one.members for one in built], ignore_index=True),
        pd.concat([one.voices for one in built], ignore_index=True),
        [figure for one in built for figure in one.statistics],
    )


def shared(figures: Sequence[Statistic], parts: Iterable[Statistic]) -> list[Statistic]:
    """A target's figures with what its segments share at the front, and no difference claimed of the others."""
    by_metric: dict[str, list[Statistic]] = defaultdict(list)
    for one in parts:
        by_metric[one.metric].append(one)
    segments = {one.segment_id for found in by_metric.values() for one in found}
    common = [figure for figure in figures if _is_shared(figure, by_metric[figure.metric], len(segments))]
    kept = {figure.id for figure in common}
    opening = [figure for figure in figures[:FACTS] if figure.id not in kept]
    others = [figure for figure in figures[FACTS:] if figure.id not in kept]
    return [*map(_unsaid, opening), *common, *map(_unsaid, others)]


def _is_shared(figure: Statistic, parts: Sequence[Statistic], segments: int) -> bool:
    if not figure.differs or len(parts) < segments:
        return False
    return all(part.differs and _above(part) == _above(figure) for part in parts)


def _above(figure: Statistic) -> bool:
    return figure.base_value is not None and figure.value > figure.base_value


def _unsaid(figure: Statistic) -> Statistic:
    return figure.model_copy(update={"q_value": None})


def _one(
    tables: Tables, voices: pd.DataFrame | None, target: Mapping[str, Any], features: Features,
    predictions: Predictions | None,
) -> Segmentation:  # fmt: skip
    apart = make_definition("target", {"targets": [target], "apart": True})
    parts = build_segmentation(tables, voices, definition=apart, features=features)
    whole = make_definition("target", {"targets": [target]})
    found = build_segmentation(tables, voices, definition=whole, features=features, predictions=predictions)
    kept = [segment for segment in found.segments if segment.key != REST]
    if not kept or len(found.segments) < 2:
        whom = "everybody" if kept else "fewer than five people"
        raise BadInput(f"{target['name']} holds {whom}: there is nothing to set apart.")
    figures = [figure for figure in found.statistics if figure.segment_id != REST]
    return found._replace(
        segments=kept,
        members=found.members[found.members["segment_id"] != REST],
        voices=found.voices[found.voices["segment_id"] != REST],
        statistics=shared(figures, [one for one in parts.statistics if one.segment_id != REST]),
    )
