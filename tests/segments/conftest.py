from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from segments.tables import TableExtract, Tables, recognise_table, sample
from tests.support.libraries import postgresql_socket

__all__ = ["postgresql_socket", "recomputed", "tables", "taken", "written"]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of this text (or these bytes) and give its path."""

    def write(text: str | bytes, name: str = "export.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def taken(written: Callable[..., Path]) -> Callable[..., TableExtract]:
    """Write a file, recognise it and read it."""

    def take(text: str | bytes, name: str = "export.csv") -> TableExtract:
        path = written(text, name)
        looked = sample(path)
        found = recognise_table(looked)
        assert found is not None, f"not recognised: {looked.header}"
        return found.read(path, looked)

    return take


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    """An empty store of tables."""
    store = Tables(tmp_path / "tables")
    yield store
    store.close()


@pytest.fixture
def recomputed() -> Callable[[Tables, str], float]:
    """Run a statistic's SQL over the tables of the last refresh."""

    def compute(tables: Tables, sql: str) -> float:
        return float(tables.connection.raw_sql(sql).fetchone()[0])

    return compute


def frame_of(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)
