"""SQL that leaves Verism runs where nothing but the company's own table is, and finds the same people and figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import pytest
import sqlglot
from sqlalchemy import create_engine, text

from personas.evidence import Statistic
from segments import Segmentation, build_segmentation
from segments.features import build_features
from segments.portable import DIALECTS, Derivation, RawLedger, base_tables_of, derive, self_contained
from segments.segmentation import prepare_missions
from segments.tables import Tables, recognise_table, sample
from tests.segments.shop import people, purchases

COLUMNS = {
    "customer_id": "Loyalty Card No", "order_id": "Receipt", "ordered_at": "Sold At", "channel": "Channel",
    "product_id": "SKU", "category": "Department", "quantity": "Qty", "amount": "Amount", "discount": "Discount",
}  # fmt: skip

MISSIONS = {
    "categories": ["boots", "gloves", "coats"],
    "centres": [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]],
    "names": ["Mainly boots", "Mainly gloves", "Mainly coats"],
}


def till(customers: int = 60) -> pd.DataFrame:
    """The shop's ledger as a till would export it: its own names, money in pounds, returns by their type."""
    lines = purchases(customers)
    table = pd.DataFrame(
        {
            "Loyalty Card No": lines["customer_id"],
            "Receipt": lines["order_id"],
            "Sold At": lines["ordered_at"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "Channel": lines["channel"].map({"web": "Online", "store": "POS"}),
            "SKU": [f"P-{number % 9}" for number in range(len(lines))],
            "Department": lines["category"],
            "Qty": lines["quantity"].abs(),
            "Amount": lines["amount_cents"].abs() / 100,
            "Discount": lines["discount_cents"] / 100,
            "Type": ["return" if cents < 0 else "sale" for cents in lines["amount_cents"]],
        }
    )
    table.loc[len(table)] = ["c0001", "gone", "2026-01-05 10:00:00", "POS", "P-1", "boots", 1, 99.0, 0.0, "voided"]
    return table


class Counted(NamedTuple):
    found: Segmentation
    derivation: Derivation
    raw: pd.DataFrame

    def sql(self, query: str, dialect: Any = "duckdb") -> str:
        return self_contained(self.derivation, query, dialect, bought=True)

    def members(self) -> dict[str, set[str]]:
        by_key = self.found.members.groupby("segment_id")["customer_id"]
        return {str(key): set(ids) for key, ids in by_key}

    def figures(self) -> list[Statistic]:
        return [one for one in self.found.statistics if one.segment_id == self.found.segments[0].key]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    """The till's export taken in as a file, and its segments."""
    folder = tmp_path_factory.mktemp("till")
    raw = till()
    raw.to_csv(folder / "till.csv", index=False)
    looked = sample(folder / "till.csv")
    taken = recognise_table(looked)
    assert taken is not None
    extract = taken.read(folder / "till.csv", looked)
    tables = Tables(folder / "tables")
    tables.add("src-till", "transactions", extract.frame)
    features = build_features(tables)
    features = prepare_missions(features, MISSIONS)
    found = build_segmentation(tables, features=features)
    ledger = RawLedger("till", "src-till", extract.report.columns)
    yield Counted(found, derive(tables, features, missions=MISSIONS, raw=[ledger]), raw)
    tables.close()


@pytest.fixture(scope="module")
def warehouse(counted: Counted) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in which nothing is but the raw table."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("raw", counted.raw)
        connection.execute("CREATE TABLE till AS FROM raw")
        connection.unregister("raw")
        yield connection


@pytest.fixture(scope="module")
def server(counted: Counted, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The same in a private PostgreSQL, with the types that a till's table has there."""
    engine = create_engine(f"postgresql+psycopg://verism@/postgres?host={request.getfixturevalue('postgresql_socket')}")
    typed = counted.raw.assign(**{"Sold At": pd.to_datetime(counted.raw["Sold At"])})
    typed.to_sql("till", engine, index=False, if_exists="replace")
    try:
        with engine.connect() as connection:
            connection.execute(text("SET TIME ZONE 'UTC'"))
            yield connection
    finally:
        engine.dispose()


def test_the_columns_are_named_as_the_company_names_them(counted: Counted) -> None:
    assert set(counted.derivation.base["till"]) == set(counted.raw.columns)
    told = counted.sql(counted.found.segments[0].sql)
    assert '"Loyalty Card No"' in told and base_tables_of(told, counted.derivation) == ["till"]


def test_a_fresh_duckdb_finds_the_members_in_the_raw_table(
    counted: Counted, warehouse: duckdb.DuckDBPyConnection
) -> None:
    for segment in counted.found.segments:
        rows = warehouse.execute(counted.sql(segment.sql)).fetchall()
        assert {str(one) for (one,) in rows} == counted.members()[segment.key]


def test_a_fresh_duckdb_counts_every_figure_as_it_was_counted(
    counted: Counted, warehouse: duckdb.DuckDBPyConnection
) -> None:
    figures = counted.figures()
    assert len(figures) > 25
    for figure in figures:
        row = warehouse.execute(counted.sql(figure.sql)).df().iloc[0]
        assert_same(row.to_dict(), figure)


def test_postgresql_finds_the_members_and_the_figures(counted: Counted, server: Any) -> None:
    for segment in counted.found.segments:
        rows = server.execute(text(escaped(counted.sql(segment.sql, "postgres")))).fetchall()
        assert {str(one) for (one,) in rows} == counted.members()[segment.key]
    for figure in counted.figures():
        row = server.execute(text(escaped(counted.sql(figure.sql, "postgres")))).mappings().one()
        assert_same(dict(row), figure)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_one_statement_that_its_own_parser_reads(dialect: Any, counted: Counted) -> None:
    for figure in counted.figures()[:3]:
        told = counted.sql(figure.sql, dialect)
        assert len(sqlglot.parse(told, dialect=dialect)) == 1
        assert dialect == "duckdb" or "epoch_us" not in told.lower()


def test_who_never_bought_is_there_where_a_rule_may_ask_for_them(tmp_path: Path) -> None:
    from segments.segmentation.rules import SegmentRule

    tables = Tables(tmp_path / "tables")
    tables.add("a", "transactions", purchases(60))
    tables.add("b", "customers", people(60))
    features = build_features(tables)
    rules = [SegmentRule(name="Care, quiet", rule='sector == "Care" and orders <= 3')]
    found = build_segmentation(tables, method="rules", rules=rules, features=features)
    derivation = derive(tables, features)
    told = self_contained(derivation, found.segments[0].sql)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for kind in base_tables_of(told, derivation):
            connection.register(kind, pd.concat(pd.read_parquet(file) for file in tables.files(kind)))  # type: ignore[arg-type]
        rows = connection.execute(told).fetchall()
    tables.close()
    wanted = found.members.loc[found.members["segment_id"] == "Care, quiet", "customer_id"]
    assert {one for (one,) in rows} == set(wanted) and any(one >= "c0060" for one in wanted)


def assert_same(row: dict[str, Any], figure: Statistic) -> None:
    for name in ("value", "numerator", "denominator"):
        stored = getattr(figure, name)
        if name in row and stored is not None:
            assert float(row[name]) == pytest.approx(stored, rel=1e-9), (figure.metric, name)


def escaped(query: str) -> str:
    """Colons inside texts and casts are no parameters."""
    return query.replace(":", "\\:")
