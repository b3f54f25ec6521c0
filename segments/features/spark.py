"""The order and customer tables on Spark, from the same Ibis expressions as on DuckDB."""

import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import ibis

from personas.errors import PrerequisiteMissing
from segments.tables import Tables

_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
}


@contextmanager
def spark_connection() -> Iterator[Any]:
    """An Ibis connection to a Spark session: that of `SPARK_MASTER` or spark-submit, else local.

    Raises PrerequisiteMissing without pyspark or Java.
    """
    if which("java") is None:
        raise PrerequisiteMissing('The engine Spark needs Java 17 or later. Install it, or set engine = "duckdb".')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise PrerequisiteMissing("The engine Spark needs pyspark. Install the extra `spark`.") from error
        builder = SparkSession.builder.appName("verism")
        if master := os.environ.get("SPARK_MASTER"):
            builder = builder.master(master)
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            yield ibis.pyspark.connect(session)
        finally:
            session.stop()


class SparkWork:
    """Tables kept under a name on Spark, and handed to DuckDB as Parquet."""

    def __init__(self, connection: Any, tables: Tables, folder: Path) -> None:
        self._spark, self._duckdb, self._folder = connection, tables.connection, folder
        self._tables = tables

    def read(self, kind: Any) -> Any | None:
        """A kind's rows on Spark; None where there are none. What is in a warehouse is handed over as Parquet."""
        table = self._tables.read(kind)
        if table is None:
            return None
        files = [str(file) for file in self._tables.files(kind)]
        if len(files) < self._tables.sources(kind):
            files = [str(self._folder / f"{kind}.parquet")]
            table.to_parquet(files[0])
        return self._opened(kind, files)

    def keep(self, name: str, expression: Any) -> Any:
        """Compute a table once; it is there for further expressions on Spark, and under its name in DuckDB."""
        path = self._folder / name
        expression.to_parquet_dir(path)
        loaded = self._duckdb.read_parquet(str(path / "*.parquet"), table_name=f"{name}_of_spark")
        self._duckdb.create_table(name, loaded, temp=True, overwrite=True)
        return self._opened(name, [str(path)])

    def _opened(self, name: str, files: Sequence[str]) -> Any:
        session = self._spark._session
        session.read.option("mergeSchema", "true").parquet(*files).createOrReplaceTempView(name)
        return self._spark.table(name)


@contextmanager
def spark_work(tables: Tables) -> Iterator[SparkWork]:
    """A session for one refresh, and a folder that goes with it."""
    with TemporaryDirectory() as folder, spark_connection() as connection:
        yield SparkWork(connection, tables, Path(folder))
