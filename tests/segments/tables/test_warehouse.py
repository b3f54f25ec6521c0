"""Tables that stay in a warehouse: a folder, a DuckDB file, PostgreSQL; the same customers come out."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from sqlalchemy import create_engine

from personas.errors import BadInput
from segments import build_segmentation
from segments.segmentation.membership import membership_hash
from segments.tables import Tables, email_sha256
from tests.segments.shop import people, purchases

Make = Callable[[pd.DataFrame, pd.DataFrame], str]


def exported() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The shop as a warehouse holds it: money in pounds, addresses and names beside the customers."""
    lines = purchases(120)
    lines = lines.assign(amount=lines["amount_cents"] / 100, discount=lines["discount_cents"] / 100)
    customers = people(120).drop(columns=["email_sha256", "religion"])
    customers["email"] = [f"C{number}@Example.com " for number in range(len(customers))]
    customers["surname"] = "Ashby"
    return lines.drop(columns=["amount_cents", "discount_cents", "hour"]), customers


def folder_of_csv(place: Path) -> str:
    lines, customers = exported()
    (place / "export" / "transactions").mkdir(parents=True)
    lines[: len(lines) // 2].to_csv(place / "export" / "transactions" / "1.csv", index=False)
    lines[len(lines) // 2 :].to_csv(place / "export" / "transactions" / "2.csv", index=False)
    customers.to_csv(place / "export" / "customers.csv", index=False)
    return "export"


def folder_of_parquet(place: Path) -> str:
    lines, customers = exported()
    (place / "export").mkdir()
    lines.to_parquet(place / "export" / "transactions.parquet")
    customers.to_parquet(place / "export" / "customers.parquet")
    return "export"


def duckdb_file(place: Path) -> str:
    lines, customers = exported()
    with duckdb.connect(str(place / "shop.duckdb")) as connection:
        connection.register("l", lines)
        connection.register("c", customers)
        connection.execute("CREATE TABLE transactions AS FROM l; CREATE TABLE customers AS FROM c")
    return "shop.duckdb"


def members_of(tables: Tables) -> str:
    try:
        return membership_hash(build_segmentation(tables).members.itertuples(index=False, name=None))
    finally:
        tables.close()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The members when the same shop was taken in."""
    tables = Tables(tmp_path_factory.mktemp("taken") / "tables")
    tables.add("a", "transactions", purchases(120))
    tables.add("b", "customers", people(120))
    return members_of(tables)


@pytest.mark.parametrize("make", [folder_of_csv, folder_of_parquet, duckdb_file])
def test_a_warehouse_gives_the_members_that_files_give(
    make: Callable[[Path], str], tmp_path: Path, ingested: str
) -> None:
    assert members_of(Tables(tmp_path / "tables", warehouse=make(tmp_path))) == ingested


def test_postgresql_gives_the_members_that_files_give(tmp_path: Path, filled_server: str, ingested: str) -> None:
    assert members_of(Tables(tmp_path / "tables", warehouse=filled_server)) == ingested


@pytest.fixture
def filled_server(request: pytest.FixtureRequest) -> str:
    """A private PostgreSQL with the shop in it."""
    socket = request.getfixturevalue("postgresql_socket")
    url = f"postgresql+psycopg://verism@/postgres?host={socket}"
    engine = create_engine(url)
    lines, customers = exported()
    lines.to_sql("transactions", engine, index=False, if_exists="replace")
    customers.to_sql("customers", engine, index=False, if_exists="replace")
    engine.dispose()
    return url


def test_nothing_that_identifies_a_person_comes_through(tmp_path: Path) -> None:
    tables = Tables(tmp_path / "tables", warehouse=folder_of_parquet(tmp_path))
    found = tables.read("customers").to_pyarrow().to_pandas()
    tables.close()
    assert not {"email", "surname"} & set(found.columns)
    assert email_sha256("c0@example.com") in set(found["email_sha256"])


def test_files_and_warehouse_count_together_and_erased_people_stay_out(tmp_path: Path) -> None:
    place = folder_of_parquet(tmp_path)
    tables = Tables(tmp_path / "tables", warehouse=place, barred=lambda ids: {one for one in ids if one == "c0001"})
    tables.add("own", "transactions", purchases(3).assign(customer_id="walk-in", order_id="w-1"))
    found = set(tables.read("transactions").select("customer_id").distinct().to_pyarrow()["customer_id"].to_pylist())
    tables.close()
    assert {"walk-in", "c0000", "c0002"} <= found and "c0001" not in found


def test_an_unreadable_row_is_counted_and_refused(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    rows = "customer_id,order_id,ordered_at,amount\n007,o1,2026-01-02,12.50\n008,o2,02.01.2026,twelve\n"
    (tmp_path / "export" / "transactions.csv").write_text(rows)
    tables = Tables(tmp_path / "tables", warehouse="export")
    with pytest.raises(BadInput, match="1 rows of the warehouse's transactions"):
        tables.read("transactions")
    tables.close()


def test_ids_keep_their_leading_noughts_and_money_its_cents(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "transactions.csv").write_text(
        "customer_id,order_id,ordered_at,amount\n007,o1,2026-01-02 10:00:00,1234.57\n"
    )
    tables = Tables(tmp_path / "tables", warehouse="export")
    row = tables.read("transactions").to_pyarrow().to_pylist()[0]
    tables.close()
    assert (row["customer_id"], row["amount_cents"], row["quantity"]) == ("007", 123457, 1)


@pytest.mark.parametrize("address", ["nowhere", "mysql://shop", "postgresql://127.0.0.1:1/shop"])
def test_an_address_where_nothing_is_says_so(address: str, tmp_path: Path) -> None:
    tables = Tables(tmp_path / "tables", warehouse=address) if "mysql" not in address else None
    with pytest.raises(BadInput, match="warehouse"):
        (tables or Tables(tmp_path, warehouse=address)).read("transactions")
