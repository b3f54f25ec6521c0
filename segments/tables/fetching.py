"""Fetching results of Ibis expressions through Arrow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pandas as pd
import pyarrow as arrow

from personas.errors import PrerequisiteMissing


def to_frame(expression: Any) -> pd.DataFrame:
    """The rows of a table expression."""
    frame: pd.DataFrame = expression.to_pyarrow().to_pandas()
    return frame


def scalar(expression: Any) -> Any:
    """The value of a scalar expression."""
    return expression.to_pyarrow().as_py()


def to_arrow(frame: pd.DataFrame) -> Any:
    """A frame as Ibis takes it for a table."""
    return arrow.Table.from_pandas(frame, preserve_index=False)


def keep_table(connection: Any, name: str, expression: Any) -> Any:
    """Compute an expression once into a temporary table of DuckDB, which takes the place of a former one; gives it."""
    connection.create_table(name, schema=expression.schema(), temp=True, overwrite=True)
    connection.raw_sql(f"INSERT INTO temp.main.{name} {connection.compile(expression)}").fetchall()
    return connection.table(name)


@contextmanager
def room_needed() -> Iterator[None]:
    """What is done within raises PrerequisiteMissing where neither memory nor disk has room for it."""
    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        reason = str(error).splitlines()[0]
        if isinstance(error, duckdb.IOException) and "space" not in reason:
            raise
        raise PrerequisiteMissing(
            f"The tables need more room than there is: free some on the disk of the workspace and try again. ({reason})"
        ) from error
