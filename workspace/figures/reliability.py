"""The reliability of segments: validation on later sales, drift, assigning new customers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from personas.base import Record
from personas.errors import BadInput, NotFound
from personas.files import whole
from personas.library import segments as store
from personas.library.publications import list_personas
from personas.segment import OVERLAYS, Definition, Method, Segment
from segments.assignment import assign_customers
from segments.drift import Drift, detect_drift
from segments.validation.judging import Verdict, judge
from segments.validation.report import Validation
from segments.validation.validate import validate_segmentation
from workspace.keys import name_ids
from workspace.meanwhile import file_without_forgotten
from workspace.progress import Report, silent
from workspace.recognition.reading import read_table
from workspace.roles import permitted
from workspace.spreadsheets import guarded_words, write_sheet
from workspace.workspace import Workspace


class Validated(Record):
    """A validation that was kept."""

    at: datetime
    current: bool
    """It is of the definition in force."""
    validation: Validation


class Assigned(Record):
    """Customers of a file who were scored by the definition in force."""

    file: str
    customers: int
    without_segment: int
    """Written without a segment, because none fits them: of customers told from purchases, who bought nothing."""
    left_out: dict[str, int] = {}
    """Why rows were not read -> how many."""
    guarded: int = 0
    """Cells that a spreadsheet would compute, and that were written behind an apostrophe."""

    def sentence(self) -> str:
        """What was written, in words."""
        words = f"{self.customers:,} {'customer' if self.customers == 1 else 'customers'} written to {self.file}"
        if self.without_segment:
            words += f"; {self.without_segment:,} of them without a segment, because none fits"
        left_out = [f"left out, {reason}: {rows:,}" for reason, rows in self.left_out.items()]
        return ". ".join([words, *(f"Rows {one}" for one in left_out)]) + "." + guarded_words(self.guarded)


class TouchedPersona(Record):
    """A published persona whose segment's share has moved."""

    id: str
    name: str
    segment: str


class WatchedDrift(Drift):
    """Drift, and the published personas that it touches."""

    personas: list[TouchedPersona]


@permitted("look")
def validate(workspace: Workspace, *, method: Method | None = None, report: Report = silent) -> Validation:
    """The segmentation tested on actual sales: reconciliation, forward fit, stability. Raises NotFound before a build.

    Without `method` the segments are those of the published personas, where all are of one method; else value and
    activity before rules. The same holds for drift and for assigning.

    Voices play no part in it: a rule on what only a survey knows has nobody to be tested on.
    """
    definition, parts = _in_force(workspace, method)
    found = validate_segmentation(workspace.tables, definition, parts, progress=report)
    with whole(_validation_file(workspace, definition.method)) as temporary:
        temporary.write_text(found.model_dump_json(indent=1), encoding="utf-8")
    return found


@permitted("look")
def validated(workspace: Workspace, *, method: Method | None = None) -> Validated | None:
    """The last validation of a method's segments; None before the first. Raises NotFound before a build."""
    definition, _ = _in_force(workspace, method)
    file = _validation_file(workspace, definition.method)
    if not file.exists():
        return None
    found = Validation.model_validate_json(file.read_text(encoding="utf-8"))
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Validated(at=at, current=found.definition.hash == definition.hash, validation=found)


def verdict(found: Validation) -> Verdict:
    """Whether the segments of a validation hold on later sales, and why."""
    return judge(found)


@permitted("look")
def drift(
    workspace: Workspace,
    *,
    method: Method | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> WatchedDrift:
    """How segments' shares moved between two days (by default the last 91), and which personas that touches."""
    definition, parts = _in_force(workspace, method)
    found = detect_drift(workspace.tables, definition, parts, since=since, until=until)
    moved = {one.id: one.name for one in found.segments if one.moved}
    with workspace.library.read() as connection:
        published = [one for one in list_personas(connection) if one.status == "published"]
    touched = [
        TouchedPersona(id=one.id, name=one.name, segment=moved[one.segment_id])
        for one in published
        if one.segment_id in moved
    ]
    return WatchedDrift(**dict(found), personas=touched)


@permitted("look")
def assign(
    workspace: Workspace, file: Path, out: Path, *, mapping: Path | None = None, method: Method | None = None
) -> Assigned:
    """Score the customers of a file by the frozen definition and write them as CSV.

    `mapping` says which column is what, as for ingesting. Raises UnknownFormat for what is no table of customers.
    """
    definition, parts = _in_force(workspace, method)
    read = read_table(file, mapping, hide=name_ids(workspace))
    with file_without_forgotten(workspace, out) as file_aside:
        frame = assign_customers(workspace.tables, definition, parts, read)
        guarded = write_sheet(frame[["customer_id", "segment_id", "segment_name"]], file_aside)
    return Assigned(
        file=str(out),
        customers=len(frame),
        without_segment=int(frame["segment_id"].eq("").sum()),
        left_out=read.report.dropped,
        guarded=guarded,
    )


def _in_force(workspace: Workspace, method: Method | None) -> tuple[Definition, list[Segment]]:
    with workspace.library.read() as connection:
        known = {one.method: one for one in store.current_definitions(connection) if one.method not in OVERLAYS}
        chosen = method or _relied_on(connection, list(known))
        if method in OVERLAYS:
            raise BadInput(f"By {method} customers are looked at beside their segments: that is no division to test.")
        if chosen not in known:
            raise NotFound("There are no segments of that method yet: run `verism segments build`.")
        return known[chosen], store.list_segments(connection, chosen)


def _relied_on(connection: Connection, methods: Sequence[Method]) -> Method | None:
    """The method whose segments the published personas speak of, where it is one; else that of purchases; else any."""
    method_of = {one.id: one.method for one in store.list_segments(connection)}
    published = {method_of.get(one.segment_id) for one in list_personas(connection) if one.status == "published"}
    spoken_of = [one for one in methods if one in published]
    if len(spoken_of) == 1:
        return spoken_of[0]
    return next((one for one in methods if one == "value-activity"), methods[0] if methods else None)


def _validation_file(workspace: Workspace, method: str) -> Path:
    folder = workspace.folder / "tables" / "validation"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{method}.json"
