"""The SQL of every derived table, over the company's own tables.

The statements are made of the expressions that Verism itself counts by: there is no second account of what an order is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import ibis
from ibis.backends.sql.compilers import duckdb as in_duckdb
from sqlglot import exp, parse_one

from personas.base import Record
from segments.features import CUSTOMERS, Features, customer_table, ledger_lines, order_table, purchase_features, resolve
from segments.prediction import SCORES
from segments.segmentation.missions import MISSIONS, missions_sql
from segments.segmentation.voices import PEOPLE, VOICES
from segments.statistics.spending import SPENDING, spending_sql
from segments.tables import TableKind, Tables
from segments.tables.canonical import ledger, written
from segments.tables.fetching import scalar
from segments.tables.warehouse import SOURCE

BUYERS = "buyers"
"""The customer table of those who bought, by their purchases alone: all that most segments need."""
PLAIN_LINES = "plain_lines"
"""The ledger's lines with categories as they are written: all that is needed where no category is asked for."""
LINES = "ledger_lines"
_NAMES = {
    "transactions": "ledger", "customers": "customer_file", "campaigns": "campaign_log", "events": "site_events",
    "lines": LINES, "orders": "order_table", "contacts": "contacted",
}  # fmt: skip
"""What tables are called in SQL that leaves Verism: names that a company's own tables are not likely to have."""
_OWN = ("transactions", "customers", "campaigns", "events", "answers", PEOPLE, VOICES, SCORES)
"""What stands at the beginning as Verism keeps it, where it is not read from the company's tables."""
_KEYS = ("customer_id", "order_id", "product_id", "store_id")


class RawLedger(NamedTuple):
    """A table of purchases as the company has it, from which a file was taken in."""

    table: str
    source_id: str
    columns: Mapping[str, str]
    """Ours -> theirs."""


class Derivation(Record):
    """Queries in DuckDB's dialect, each over those before it, and the tables at the beginning of it all."""

    queries: dict[str, str]
    """Table -> the query that gives it, in an order in which they can be made."""
    base: dict[str, dict[str, str]]
    """Table that must be there -> column -> type."""
    kept: tuple[str, ...]
    """Those of them that Verism keeps and no company has in this form."""
    names: dict[str, str]
    """What Verism calls a table -> what it is called here."""
    attributes: tuple[str, ...]
    """Columns of the customer table that do not come from purchases."""


def derive(
    tables: Tables, features: Features, *, missions: Mapping[str, Any] | None = None, raw: Sequence[RawLedger] = ()
) -> Derivation:
    """Write down the tables of a refresh, which the connection must hold; `missions` are the parameters in force.

    What a warehouse holds is read from its own tables. So are purchases taken in from the files of `raw`, if these are
    all; other tables stand at the beginning in canonical columns, as Verism keeps them.
    """
    beginnings = dict(_beginnings(tables, features, raw))
    queries = {name: _query(made) for name, made in beginnings.items()}
    queries |= {name: _query(made) for name, made in _derived(tables, features, missions)}
    names = {name: _NAMES[name] for name in queries if name in _NAMES}
    for name, query in queries.items():
        if name not in beginnings:
            _rename(query, names)
    rows = features.connection.raw_sql("SELECT table_name FROM information_schema.tables").fetchall()
    there = {str(name) for (name,) in rows}
    kept = [name for name in _OWN if name not in queries and name in there]
    base = {name: _types(features.connection.table(name).schema()) for name in kept}
    for made in beginnings.values():
        base |= {table.get_name(): _types(table.schema()) for table in _tables_in(made)}
    return Derivation(
        queries={names.get(name, name): query.sql("duckdb") for name, query in queries.items()},
        base=base, kept=tuple(kept), names=names, attributes=_attributes(features),
    )  # fmt: skip


def _beginnings(tables: Tables, features: Features, raw: Sequence[RawLedger]) -> Iterator[tuple[TableKind, Any]]:
    """Our kinds of tables, read from the company's."""
    kinds: tuple[TableKind, ...] = ("transactions", "customers", "campaigns", "events")
    for kind in kinds:
        files, schema = tables.files(kind), tables.in_warehouse(kind)
        parts = [] if schema is None else [written(kind, ibis.table(schema, name=kind), SOURCE)]
        if kind == "transactions" and len(raw) == len(files):
            parts += [_taken(features, one) for one in raw]
        if len(parts) == tables.sources(kind) and parts:
            yield kind, parts[0] if len(parts) == 1 else ibis.union(*parts)


def _taken(features: Features, raw: RawLedger) -> Any:
    """A company's table read as its file was. Types are declared so that every value is cast to what it is here."""
    types = {theirs: "int64" if ours in _KEYS else "string" for ours, theirs in raw.columns.items()}
    transactions = features.connection.table("transactions")
    known = transactions.filter(transactions.source_id == raw.source_id)
    addresses = bool(scalar(known.customer_id.startswith("e-").any()))
    lines = ledger(ibis.table(types, name=raw.table), raw.columns, addresses=addresses)
    lines = lines.filter(lines.customer_id.notnull() & lines.ordered_at.notnull() & lines.amount_cents.notnull())
    if scalar(known.hour.notnull().any()):
        lines = lines.mutate(hour=lines.ordered_at.hour().cast("int64"))
    return lines.mutate(source_id=ibis.literal(raw.source_id))


def _derived(tables: Tables, features: Features, missions: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    customers, transactions = tables.read("customers"), tables.read("transactions")
    if transactions is not None:
        owners, sources = _owners(transactions, customers), tables.sources("transactions")
        yield "lines", ledger_lines(transactions, owners, sources=sources, written=True)
        yield PLAIN_LINES, ledger_lines(transactions, owners, sources=sources, written=True, categories=False)
        yield "orders", order_table(features.table("lines"))
        bought = purchase_features(features.table("orders"), features.as_of, features.channels)
        yield BUYERS, bought
        if customers is not None:
            buyers = ibis.table(bought.schema(), name=BUYERS)
            yield CUSTOMERS, customer_table(buyers, customers, features.as_of, features.channels)
        yield SPENDING, spending_sql(features)
        if missions is not None:
            yield MISSIONS, missions_sql(missions)
    elif customers is not None:
        yield CUSTOMERS, customer_table(None, customers, features.as_of, ())
    contacts, visits = tables.read("campaigns"), tables.read("events")
    if contacts is not None:
        yield "contacts", resolve(contacts, _owners(contacts, customers))
    if visits is not None:
        yield "visits", resolve(visits, _owners(visits, customers))


def _owners(table: Any, customers: Any | None) -> Any | None:
    """The customers among whom the owner of an address is looked for; None where no row has only an address."""
    if customers is None or not scalar(table.customer_id.startswith("e-").any()):
        return None
    return customers


def _query(made: Any) -> Any:
    """An Ibis expression or a text as a query that names tables without their place."""
    found = parse_one(made, dialect="duckdb") if isinstance(made, str) else in_duckdb.compiler.to_sqlglot(made)
    query = found[-1] if isinstance(found, list) else found
    for table in query.find_all(exp.Table):
        table.set("db", None)
        table.set("catalog", None)
    return query


def _rename(query: Any, names: Mapping[str, str]) -> None:
    for table in query.find_all(exp.Table):
        if table.name in names:
            table.set("this", exp.to_identifier(names[table.name]))


def _tables_in(made: Any) -> list[Any]:
    return [node.to_expr() for node in made.op().find(ibis.expr.operations.UnboundTable)]


def _types(schema: Any) -> dict[str, str]:
    return {name: in_duckdb.compiler.type_mapper.to_string(kind) for name, kind in schema.items()}


def _attributes(features: Features) -> tuple[str, ...]:
    if not features.has_customers:
        return ()
    columns = features.table(CUSTOMERS).columns
    if not features.has_orders:
        return tuple(columns)
    bought = purchase_features(features.table("orders"), features.as_of, features.channels).columns
    return tuple(name for name in columns if name not in bought)
