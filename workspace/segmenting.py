"""Segments: built, listed, profiled, validated; members kept as Parquet, everything else in the library."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from personas.base import Record
from personas.errors import BadInput, NotFound
from personas.evidence import Statistic
from personas.files import whole
from personas.library import segments as store
from personas.library.events import append_event
from personas.library.evidence import load_respondents
from personas.library.meta import VOICES, get_fact, set_fact
from personas.segment import OVERLAYS, Definition, Method, Segment
from segments import Segmentation, build_segmentation, build_targets, load_rules, make_definition
from segments.features import Features, build_features
from segments.prediction import Predictions
from segments.segmentation import make_target, prepare_missions
from segments.within import condition_of
from workspace import predicting, theming
from workspace.inferring import infer_again
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.workspace import Workspace

RULES = "segments.yaml"
_STATE = "segments_state"


class Profile(Record):
    """A segment with its figures and the number of people who speak for it."""

    segment: Segment
    statistics: tuple[Statistic, ...]
    voices: int
    """Those known to belong to it."""
    inferred: int = 0
    """Those placed in it by inference, who enter no count."""


@permitted("segment")
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
    state = _state(workspace)
    with workspace.library.read() as connection:
        if only_if_changed and get_fact(connection, _STATE) == state:
            return store.list_segments(connection)
    methods = [method] if method else _methods(workspace)
    features, predictions = _prepared(workspace, part_of(report, 0, 0.2))
    built: list[Segment] = []
    for number, one in enumerate(methods):
        step = part_of(report, 0.2 + 0.8 * number / len(methods), 0.2 + 0.8 * (number + 1) / len(methods))
        built += _build(workspace, one, actor, features, predictions, step)
    if method is None:
        for frozen in _overlays_in_force(workspace):
            built += _count(workspace, frozen, actor, features, predictions)
        with workspace.library.write() as connection:
            set_fact(connection, _STATE, state)
    return built


@permitted("segment")
def build_target(
    workspace: Workspace, names: Sequence[str], *, actor: str, name: str = "",
    attribute: tuple[str, str] | None = None, report: Report = silent,
) -> Segment:  # fmt: skip
    """Take segments together as a target customer, and count what they share beyond chance.

    With `attribute`, a name and a value that the customer table knows, only those of them count of whom it is known:
    one segment is enough then. A target of the same name is replaced. Raises NotFound for a segment that does not
    exist, BadInput for fewer than two, for respondents, for an unknown or a sensitive attribute, and for a target that
    holds nobody or everybody.
    """
    with workspace.library.read() as connection:
        chosen = [store.load_segment(connection, one) for one in names]
        known = next((one for one in store.current_definitions(connection) if one.method == "target"), None)
    features, predictions = _prepared(workspace, part_of(report, 0, 0.4))
    of_whom = _of_whom(features, attribute) if attribute else None
    together = " + ".join(one.name for one in chosen)
    default = f"{together}, {of_whom[0]}" if of_whom else f"Target: {together}"
    made = make_target(name.strip() or default, chosen, of_whom=of_whom)
    others = [one for one in (known.params["targets"] if known else []) if one["name"] != made["name"]]
    definition = make_definition("target", {"targets": [*others, made]})
    saved = _count(workspace, definition, actor, features, predictions, part_of(report, 0.4, 1))
    return next(one for one in saved if one.key == made["name"])


def _of_whom(features: Features, attribute: tuple[str, str]) -> tuple[str, str]:
    """What is known of them, for a reader and as SQL."""
    fits = condition_of(features, *attribute)
    if fits is None:
        raise BadInput(f"The customer table knows no {attribute[0]!r}. `verism segments show ID` tells what it knows.")
    return ": ".join(attribute), fits


@permitted("segment")
def refresh_members(workspace: Workspace, method: Method, *, actor: str, report: Report = silent) -> list[Segment]:
    """Count a method's segments again by the definition in force: who is in them today, and today's figures and themes.

    Nothing is counted when nothing was taken in since the segments were last built.
    """
    with workspace.library.read() as connection:
        unchanged = get_fact(connection, _STATE) == _state(workspace)
        frozen = next((one for one in store.current_definitions(connection) if one.method == method), None)
        if unchanged or frozen is None:
            return store.list_segments(connection, method)
    if method == "target":
        return _count(workspace, frozen, actor, *_prepared(workspace, part_of(report, 0, 0.2)), report)
    found = build_segmentation(
        workspace.tables, voices_frame(workspace), definition=frozen, progress=part_of(report, 0, 0.6)
    )
    return _finish(workspace, found, actor, part_of(report, 0.6, 1))


@permitted("look")
def segments(workspace: Workspace, *, method: Method | None = None) -> list[Segment]:
    """The segments in force."""
    with workspace.library.read() as connection:
        return store.list_segments(connection, method)


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
def themes(workspace: Workspace, name_or_id: str) -> list[theming.ToldTheme]:
    """What a segment's people say, the most prevalent first. Raises NotFound."""
    return theming.told(workspace, segment(workspace, name_or_id))


@permitted("look")
def members(workspace: Workspace, found: Segment) -> pd.DataFrame:
    """The customers of a segment: one column, customer_id. Raises NotFound when its method has no members on file."""
    path = _members_file(workspace, found.method)
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


def _prepared(workspace: Workspace, report: Report) -> tuple[Features, Predictions | None]:
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
    params = _params(workspace) if method == "value-activity" else {}
    found = build_segmentation(
        workspace.tables, voices_frame(workspace), method=method, params=params, rules=rules,
        features=features, predictions=predictions, progress=part_of(report, 0, 0.6),
    )  # fmt: skip
    return _finish(workspace, found, actor, part_of(report, 0.6, 1))


def _count(
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


def _overlays_in_force(workspace: Workspace) -> list[Definition]:
    with workspace.library.read() as connection:
        return [one for one in store.current_definitions(connection) if one.method in OVERLAYS]


def _params(workspace: Workspace) -> dict[str, Any]:
    """What the settings say of value and activity."""
    set_ = {"activity_days": workspace.settings.activity_days, "tiers": workspace.settings.value_tiers}
    return {name: value for name, value in set_.items() if value is not None}


def _save(workspace: Workspace, found: Segmentation, actor: str) -> list[Segment]:
    with workspace.library.write() as connection:
        saved = store.save_segmentation(connection, found.definition, found.segments)
        named = found.with_ids({one.key: one.id for one in saved})
        store.save_voices(connection, named.voices)
        store.save_statistics(connection, named.statistics)
        with whole(_members_file(workspace, found.definition.method)) as temporary:
            named.members.to_parquet(temporary, index=False)
        details: dict[str, Any] = {
            "method": found.definition.method,
            "version": saved[0].definition_version,
            "segments": len(saved),
        }
        append_event(connection, actor=actor, action="build", subject="segments", **details)
    return saved


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


def _members_file(workspace: Workspace, method: str) -> Path:
    return workspace.folder / "tables" / "members" / f"{method}.parquet"


def _state(workspace: Workspace) -> str:
    """A digest of everything that the segments are counted from."""
    digest = hashlib.sha256()
    for part in _state_parts(workspace):
        digest.update(f"{part}\x1f".encode())
    return digest.hexdigest()


def _state_parts(workspace: Workspace) -> Iterator[str]:
    with workspace.library.read() as connection:
        yield get_fact(connection, VOICES) or ""
    for kind in workspace.tables.kinds():
        yield from (file.name for file in workspace.tables.files(kind))
    yield workspace.tables.elsewhere()
    rules = workspace.folder / RULES
    yield rules.read_text(encoding="utf-8") if rules.exists() else ""
    yield str((_params(workspace), workspace.settings.currency))
