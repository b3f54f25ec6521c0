"""Tables too large to be held in memory: read part by part, and taken in by one transaction, whole or not at all.

Until then the rows lie in files without a name: a process that is killed leaves library and disk as they were.
"""

from collections.abc import Iterator

import pandas as pd

from personas.ids import source_id_of
from personas.library import evidence as store
from personas.sources import QualityReport, Source
from segments.tables import Aside, TableExtract, TableFormat, unpacked_size
from workspace.intake.entering import enter
from workspace.intake.parts import LARGE
from workspace.keys import name_ids
from workspace.progress import Report
from workspace.recognition.damage import damage_named
from workspace.recognition.recognising import File
from workspace.suppressing import SuppressionList
from workspace.workspace import Workspace


def is_large_table(file: File) -> bool:
    """Whether a recognised file is a table that is read in parts."""
    if file.looked is None or not isinstance(file.format, TableFormat):
        return False
    return unpacked_size(file.path, file.looked.container) >= LARGE


def take_large_table(workspace: Workspace, file: File, digest: str, actor: str, report: Report) -> Source:
    """Write a file's rows. Raises BadInput when it is damaged or nothing of use is in it; then nothing is written."""
    table = file.format
    if not isinstance(table, TableFormat) or file.looked is None:
        raise TypeError(f"{file.path} was not recognised as a table")
    source_id, folder = source_id_of(digest), workspace.tables.folder
    with Aside(folder, source_id) as aside:
        with damage_named(file.path):
            reading = table.in_parts(file.path, file.looked, hide=name_ids(workspace))
            for part in reading.parts(folder):
                if part.frame is not None:
                    aside.write(part.frame)
                report(f"reading {file.name}", part.share)
        with workspace.library.write() as connection:
            if store.has_source(connection, digest):
                return store.load_source(connection, source_id)
            quality = _written(workspace, source_id, table, aside, reading.report())
            return enter(connection, file, digest, quality, actor=actor)


def _written(
    workspace: Workspace, source_id: str, table: TableFormat, aside: Aside, report: QualityReport
) -> QualityReport:
    """Write the rows without those of erased people; gives the report that says how many these were."""
    erased = SuppressionList(workspace)
    if erased.is_empty:
        workspace.tables.add_aside(source_id, table.kind, aside)
        return report

    def others() -> Iterator[pd.DataFrame]:
        nonlocal report
        for frame in aside.frames():
            left = erased.table(TableExtract(table.kind, frame, report))
            report = left.report
            yield left.frame

    with Aside(workspace.tables.folder, source_id) as without:
        for frame in others():
            without.write(frame)
        workspace.tables.add_aside(source_id, table.kind, without)
    return report
