"""A segment or a figure as SQL for a company's warehouse, with the tables that it needs."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from personas.base import Record
from personas.errors import BadInput
from personas.files import whole
from personas.library import evidence
from personas.library import segments as store
from personas.segment import Method, Segment
from personas.sources import Source
from segments.portable import Dialect, RawLedger, base_tables_of, derive, self_contained
from segments.tables import plain
from workspace.figures.recounting import lay_out
from workspace.roles import permitted
from workspace.workspace import Workspace

_FIGURE = re.compile(r"s-[0-9a-f]{6,}")
_LEFT_OUT = ("no customer", "no amount", "no date or an impossible one", "void or cancelled", "a line of nothing")
"""What SQL leaves out of a ledger as reading it does; a file of which more was left out is read as it is kept here."""
_WITHOUT_STRANGERS: tuple[Method, ...] = ("value-activity", "clusters", "missions")
"""Methods that divide only those who bought."""


class WarehouseSql(Record):
    """One statement, and what must be there for it to run."""

    subject: str
    """The segment's name and rule, or the figure as a sentence."""
    sql: str
    """With its explanation as comments before it."""
    reads: tuple[str, ...]
    """Tables that it reads."""
    kept: tuple[str, ...]
    """Those of them that no company has in this form: `write_tables` writes them."""


@permitted("look")
def sql_of(workspace: Workspace, name_or_id: str, dialect: Dialect = "duckdb") -> WarehouseSql:
    """A segment's customers, or a figure by its id, as one statement over the company's tables.

    Raises NotFound, and BadInput for people who are known from a survey alone.
    """
    with workspace.library.read() as connection:
        figure = store.load_statistic(connection, name_or_id) if _FIGURE.fullmatch(name_or_id) else None
        segment = store.load_segment(connection, figure.segment_id if figure else name_or_id)
        sources = evidence.list_sources(connection)
    if segment.population == "respondents":
        raise BadInput(f"{segment.name} is known from a survey, which no warehouse holds. Its rule: {segment.rule}.")
    laid = lay_out(workspace)
    derivation = derive(workspace.tables, laid.features, missions=laid.missions, raw=_raw_ledgers(sources))
    query = figure.sql if figure else segment.sql
    told = self_contained(derivation, query, dialect, bought=segment.method in _WITHOUT_STRANGERS)
    reads = base_tables_of(told, derivation, dialect)
    subject = figure.sentence() if figure else f"{segment.name}: {segment.rule}"
    own = tuple(name for name in reads if name in derivation.kept)
    comments = "\n".join(f"-- {line}" for line in _explained(subject, segment, reads, own, sources))
    return WarehouseSql(subject=subject, sql=f"{comments}\n{told}", reads=tuple(reads), kept=own)


@permitted("gather")
def write_tables(workspace: Workspace, told: WarehouseSql, folder: Path) -> list[Path]:
    """Write the tables that a statement reads and no company has in this form, as Parquet files."""
    lay_out(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in told.kept:
        path = folder / f"{name}.parquet"
        with whole(path) as aside:
            workspace.tables.connection.table(name).to_parquet(aside)
        written.append(path)
    return written


def _raw_ledgers(sources: Sequence[Source]) -> list[RawLedger]:
    """Files of purchases that were read by their columns' names and kept as they were written."""
    plainly = [one for one in sources if one.kind == "transactions" and _as_written(one)]
    names = [_table_of(one) for one in plainly]
    return [
        RawLedger(name, one.id, one.report.columns)
        for name, one in zip(names, plainly, strict=True)
        if names.count(name) == 1
    ]


def _as_written(source: Source) -> bool:
    report = source.report
    known = {"customer_id", "order_id"} <= report.columns.keys() and "voided" not in report.columns
    return known and all(reason.startswith(_LEFT_OUT) for reason in report.dropped)


def _table_of(source: Source) -> str:
    """The name under which a file would stand in a warehouse."""
    return plain(source.name.partition(".")[0])


def _explained(
    subject: str, segment: Segment, reads: Sequence[str], own: Sequence[str], sources: Sequence[Source]
) -> Iterator[str]:
    yield " ".join(subject.split())
    yield f"By {segment.method}, definition {segment.definition_version}."
    yield "Times count in UTC: set the session's time zone to it."
    files = {_table_of(one): one.name for one in sources if one.kind == "transactions"}
    for name in reads:
        if name in own:
            yield f"Reads {name}: as Verism keeps it; `verism segments sql {segment.id} --tables FOLDER` writes it."
        else:
            yield f"Reads {name}, with the columns of {files.get(name, 'the warehouse')}."
