"""Results of Ibis expressions, through Arrow."""

from typing import Any

import pandas as pd
import pyarrow as arrow


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
