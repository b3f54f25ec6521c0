"""Copying a table out of PostgreSQL as a typed stream."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from personas.errors import BadInput, PrerequisiteMissing

_TYPES = {
    "smallint": "BIGINT", "integer": "BIGINT", "bigint": "BIGINT", "numeric": "DECIMAL(18, 4)", "real": "DOUBLE",
    "double precision": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "timestamp with time zone": "TIMESTAMPTZ",
    "timestamp without time zone": "TIMESTAMP",
}  # fmt: skip
"""PostgreSQL type -> DuckDB type; every other is text."""
_COLUMNS = (
    "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
    "AND table_schema = ANY (current_schemas(FALSE)) ORDER BY ordinal_position"
)
_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = ANY (current_schemas(FALSE))"


def table_names(url: str) -> set[str]:
    """The tables and views on the search path."""
    with _connected(url) as connection:
        return {str(name) for (name,) in connection.execute(_TABLES).fetchall()}


def copy_table(target: Any, url: str, table: str, name: str) -> Any:
    """Copy a table into DuckDB under a name; gives it as an Ibis table."""
    with TemporaryDirectory() as folder, _connected(url) as connection:
        columns = connection.execute(_COLUMNS, [table]).fetchall()
        path = Path(folder) / "table.csv"
        with (
            path.open("wb") as file,
            connection.cursor().copy(f'COPY (SELECT * FROM "{table}") TO STDOUT (FORMAT csv)') as rows,
        ):
            for part in rows:
                file.write(part)
        types = ", ".join(f"{_text(column)}: {_text(_TYPES.get(kind, 'VARCHAR'))}" for column, kind in columns)
        target.raw_sql(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM read_csv({_text(str(path))}, header = false, "
            f"columns = {{{types}}})"
        ).fetchall()
    return target.table(name)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _connected(url: str) -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise PrerequisiteMissing("A PostgreSQL warehouse needs psycopg. Install the extra `postgres`.") from error
    try:
        return psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), options="-c TimeZone=UTC")
    except psycopg.OperationalError as error:
        raise BadInput(f"The warehouse does not answer: {str(error).splitlines()[0]}. Check its address.") from error
