"""Tables in a company's warehouse: a folder of CSV or Parquet, a DuckDB file, PostgreSQL.

They are named like their kinds (`transactions`, `customers`, `campaigns`, `events`), with columns under the names that
files may have. Files and DuckDB are read in place; PostgreSQL is copied over once for each process.
"""

from pathlib import Path
from typing import Any, Literal, get_args

from personas.errors import BadInput
from segments.tables.canonical import canonical
from segments.tables.formats import TableKind
from segments.tables.postgres import copy_table, table_names
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns

WarehouseKind = Literal["transactions", "customers", "campaigns", "events"]
SOURCE = "warehouse"
"""The source id of rows that stand there."""
_SUFFIXES = (".parquet", ".csv", ".csv.gz")
_ATTACHED = "warehouse"


class Warehouse:
    """What stands at an address. Raises BadInput when nothing of use does."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address = address
        self._path = None if _is_postgres(address) else (folder / Path(address).expanduser())
        self._raw: dict[str, Any] = {}

    def read(self, connection: Any, kind: TableKind) -> Any | None:
        """A kind's rows in canonical columns as an Ibis table, or None where there is no such table.

        Raises BadInput for a table without the columns that it needs, and when it has rows that cannot be read.
        """
        table = self._table(connection, kind)
        return None if table is None else canonical(kind, table, SOURCE)

    def columns(self, connection: Any, kind: TableKind) -> Any | None:
        """A kind's table as the company has it: an Ibis schema, or None where there is no such table."""
        table = self._table(connection, kind)
        return None if table is None else table.schema()

    def _table(self, connection: Any, kind: TableKind) -> Any | None:
        if kind not in get_args(WarehouseKind) or kind not in self.names(connection):
            return None
        if kind not in self._raw:
            self._raw[kind] = self._open(connection, kind)
        return self._raw[kind]

    def names(self, connection: Any) -> set[str]:
        """The tables that stand there."""
        if self._path is None:
            return table_names(self._address)
        if self._path.is_dir():
            return {kind for kind in get_args(WarehouseKind) if self._files(kind)}
        if not self._path.is_file():
            raise BadInput(
                f"The warehouse {self._address!r} is neither a folder, a DuckDB file nor a postgresql:// URL."
            )
        self._attach(connection)
        rows = connection.raw_sql(
            f"SELECT table_name FROM information_schema.tables WHERE table_catalog = {_ATTACHED!r}"
        ).fetchall()
        return {str(name) for (name,) in rows}

    def _open(self, connection: Any, kind: str) -> Any:
        name = f"{kind}_in_warehouse"
        if self._path is None:
            return copy_table(connection, self._address, kind, name)
        if self._path.is_file():
            return connection.table(kind, database=(_ATTACHED, "main"))
        files = [str(file) for file in self._files(kind)]
        if files[0].endswith(".parquet"):
            return connection.read_parquet(files, table_name=name, union_by_name=True)
        options = {"table_name": name, "header": True, "union_by_name": True}
        table = connection.read_csv(files, all_varchar=True, **options)
        if kind != "customers":
            return table
        identifying = find_columns(table.columns, {"customer_id": CUSTOMER, "email": EMAIL}).values()
        return connection.read_csv(files, types=dict.fromkeys(identifying, "VARCHAR"), **options)

    def _files(self, kind: str) -> list[Path]:
        """Files of one ending: `transactions.csv`, or all in a folder `transactions`."""
        assert self._path is not None
        for suffix in _SUFFIXES:
            found = [*self._path.glob(f"{kind}{suffix}"), *self._path.glob(f"{kind}/*{suffix}")]
            if found:
                return sorted(found)
        return []

    def _attach(self, connection: Any) -> None:
        path = str(self._path).replace("'", "''")
        connection.raw_sql(f"ATTACH IF NOT EXISTS '{path}' AS {_ATTACHED} (READ_ONLY)").fetchall()


def _is_postgres(address: str) -> bool:
    if address.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return True
    if "://" in address:
        raise BadInput(
            f"A warehouse is a folder, a DuckDB file or a postgresql:// URL, not {address.split('://')[0]}://."
        )
    return False
