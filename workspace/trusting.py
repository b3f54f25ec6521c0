"""Whether segments can be relied on: tested on actual sales, watched for drift, applied to new customers."""

from pathlib import Path

from personas.errors import NotFound, UnknownFormat
from personas.files import whole
from personas.library import segments as store
from personas.segment import Definition, Method, Segment
from segments.assignment import assign_customers
from segments.drift import Drift, detect_drift
from segments.tables import recognise_table, sample
from segments.validation.report import Validation
from segments.validation.validate import validate_segmentation
from workspace.progress import Report, silent
from workspace.roles import permitted
from workspace.workspace import Workspace


@permitted("look")
def validate(workspace: Workspace, *, method: Method | None = None, report: Report = silent) -> Validation:
    """The segmentation tested on actual sales: reconciliation, forward fit, stability. Raises NotFound before a build.

    Voices play no part in it: a rule on what only a survey knows has nobody to be tested on.
    """
    definition, parts = _in_force(workspace, method)
    return validate_segmentation(workspace.tables, definition, parts, progress=report)


@permitted("look")
def drift(workspace: Workspace, *, method: Method | None = None) -> Drift:
    """How the segments' shares moved over the last 91 days, and whether that is more than chance."""
    definition, parts = _in_force(workspace, method)
    return detect_drift(workspace.tables, definition, parts)


@permitted("look")
def assign(workspace: Workspace, file: Path, out: Path) -> int:
    """Score the customers of a file by the frozen definition and write them as CSV; gives how many there are."""
    definition, parts = _in_force(workspace, None)
    looked = sample(file)
    found = recognise_table(looked)
    if found is None:
        raise UnknownFormat(f"{file.name} is no table of purchases or customers: `verism segments assign` needs one.")
    frame = assign_customers(workspace.tables, definition, parts, found.read(file, looked))
    with whole(out) as file_aside:
        frame[["customer_id", "segment_id", "segment_name"]].to_csv(file_aside, index=False)
    return len(frame)


def _in_force(workspace: Workspace, method: Method | None) -> tuple[Definition, list[Segment]]:
    with workspace.library.read() as connection:
        definitions = [one for one in store.current_definitions(connection) if method in (None, one.method)]
        if not definitions:
            raise NotFound("There are no segments of that method yet: run `verism segments build`.")
        return definitions[0], store.list_segments(connection, definitions[0].method)
