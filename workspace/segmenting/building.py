"""Building segments and counting them again."""

from typing import Any

from personas.errors import BadInput
from personas.files import whole
from personas.library import segments as store
from personas.library.events import append_event
from personas.library.meta import get_fact, set_fact
from personas.segment import OVERLAYS, Definition, Method, Segment
from segments import Segmentation, build_segmentation, build_targets, load_rules
from segments.features import Features, build_features
from segments.prediction import Predictions
from segments.segmentation import prepare_missions
from workspace.evidence import theming
from workspace.evidence.inferring import infer_again
from workspace.figures import predicting
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.segmenting.reading import members_file, voices_frame
from workspace.segmenting.state import RULES, digest, parameters
from workspace.segmenting.turns import one_at_a_time
from workspace.workspace import Workspace

_STATE = "segments_state"
"""Fact of the library: the digest of what the segments in force were counted from."""


@permitted("segment")
@one_at_a_time
def build_all(
    workspace: Workspace,
    *,
    actor: str,
    method: Method | None = None,
    report: Report = silent,
    only_if_changed: bool = False,
) -> list[Segment]:
    """Build the segments of a method, or of every method that the workspace has the data for.

    Raises BadInput when there is nothing to divide.
    """
    state = digest(workspace)
    with workspace.library.read() as connection:
        if only_if_changed and get_fact(connection, _STATE) == state:
            return store.list_segments(connection)
    methods = [method] if method else _methods(workspace)
    features, predictions = prepared(workspace, part_of(report, 0, 0.2))
    built: list[Segment] = []
    for number, one in enumerate(methods):
        step = part_of(report, 0.2 + 0.8 * number / len(methods), 0.2 + 0.8 * (number + 1) / len(methods))
        built += _build(workspace, one, actor, features, predictions, step)
    if method is None:
        for frozen in _overlays_in_force(workspace):
            built += count_overlay(workspace, frozen, actor, features, predictions)
        with workspace.library.write() as connection:
            set_fact(connection, _STATE, state)
    return built


@permitted("segment")
@one_at_a_time
def refresh_members(workspace: Workspace, method: Method, *, actor: str, report: Report = silent) -> list[Segment]:
    """Count a method's segments again by the definition in force: who is in them today, and today's figures and themes.

    Nothing is counted when nothing was taken in since the segments were last built.
    """
    with workspace.library.read() as connection:
        unchanged = get_fact(connection, _STATE) == digest(workspace)
        frozen = next((one for one in store.current_definitions(connection) if one.method == method), None)
        if unchanged or frozen is None:
            return store.list_segments(connection, method)
    features, predictions = prepared(workspace, part_of(report, 0, 0.2))
    if method == "target":
        return count_overlay(workspace, frozen, actor, features, predictions, part_of(report, 0.2, 1))
    found = build_segmentation(
        workspace.tables, voices_frame(workspace), definition=frozen,
        features=features, predictions=predictions, progress=part_of(report, 0.2, 0.6),
    )  # fmt: skip
    return _finish(workspace, found, actor, part_of(report, 0.6, 1))


def prepared(workspace: Workspace, report: Report) -> tuple[Features, Predictions | None]:
    """The tables that every method counts from, and the predictions for their customers."""
    report("order table and customer table", 0)
    features = build_features(workspace.tables)
    if not features.has_orders:
        return features, None
    missions = next((one for one in _overlays_in_force(workspace) if one.method == "missions"), None)
    if missions is not None:
        features = prepare_missions(features, missions.params)
    report("predictions", 0.5)
    return features, predicting.refresh(workspace, features)


def _build(
    workspace: Workspace,
    method: Method,
    actor: str,
    features: Features,
    predictions: Predictions | None,
    report: Report,
) -> list[Segment]:
    rules = load_rules(workspace.folder / RULES) if method == "rules" else []
    params = parameters(workspace) if method == "value-activity" else {}
    found = build_segmentation(
        workspace.tables, voices_frame(workspace), method=method, params=params, rules=rules,
        features=features, predictions=predictions, progress=part_of(report, 0, 0.6),
    )  # fmt: skip
    return _finish(workspace, found, actor, part_of(report, 0.6, 1))


def count_overlay(
    workspace: Workspace, definition: Definition, actor: str, features: Features, predictions: Predictions | None,
    report: Report = silent,
) -> list[Segment]:  # fmt: skip
    """Apply a frozen definition of missions or of targets."""
    voices = voices_frame(workspace)
    if definition.method == "target":
        found = build_targets(workspace.tables, voices, definition, features, predictions)
    else:
        found = build_segmentation(
            workspace.tables, voices, definition=definition, features=features, predictions=predictions
        )
    return _finish(workspace, found, actor, report)


def _finish(workspace: Workspace, found: Segmentation, actor: str, report: Report) -> list[Segment]:
    """Save the segments, place voices in them where that was chosen, and find their themes."""
    saved = _save(workspace, found, actor)
    infer_again(workspace, found.definition.method)
    theming.refresh_themes(workspace, saved, report=report)
    return saved


def _save(workspace: Workspace, found: Segmentation, actor: str) -> list[Segment]:
    """Keep the segments, and then who is in them: a file on a disk that had no room for the library stays as it was."""
    file = members_file(workspace, found.definition.method)
    with whole(file) as temporary, workspace.library.write() as connection:
        saved = store.save_segmentation(connection, found.definition, found.segments)
        named = found.with_ids({one.key: one.id for one in saved})
        store.save_voices(connection, named.voices)
        store.save_statistics(connection, named.statistics)
        named.members.to_parquet(temporary, index=False)
        details: dict[str, Any] = {
            "method": found.definition.method,
            "version": saved[0].definition_version,
            "segments": len(saved),
        }
        append_event(connection, actor=actor, action="build", subject="segments", **details)
    return saved


def _overlays_in_force(workspace: Workspace) -> list[Definition]:
    with workspace.library.read() as connection:
        return [one for one in store.current_definitions(connection) if one.method in OVERLAYS]


def _methods(workspace: Workspace) -> list[Method]:
    methods: list[Method] = ["value-activity"] if "transactions" in workspace.tables.kinds() else []
    if (workspace.folder / RULES).exists():
        methods.append("rules")
    if not methods:
        raise BadInput(
            "There is nothing to divide by: take in transactions with `verism ingest`, or write rules into "
            f"{workspace.folder / RULES} (docs/formats.md shows how)."
        )
    return methods
