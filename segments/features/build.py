"""Computing all features once for a refresh."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from personas.errors import BadInput
from personas.evidence import Window
from segments.features.customers import customer_table, purchase_features
from segments.features.lines import ledger_lines, resolve
from segments.features.orders import order_table
from segments.features.spark import spark_work
from segments.tables import Tables
from segments.tables.fetching import keep_table, room_needed, scalar, to_frame

CUSTOMERS = "customer_table"
"""The name under which SQL finds the customer table."""

_CHANGED_LINES = "lines_as_counted"


class Features(NamedTuple):
    """Tables on one connection: `lines`, `orders`, `customer_table`, `contacts`, `visits`; those that there are."""

    connection: Any
    as_of: datetime
    """The newest purchase; today where there are no purchases."""
    window: Window | None
    """First and newest purchase; None without purchases."""
    currency: str
    channels: tuple[str, ...]
    names: frozenset[str]
    """Which of the tables exist."""
    missions: tuple[str, ...] = ()
    """What baskets are for, in the order of the table `missions`; none before they were told."""

    def table(self, name: str) -> Any:
        """One of the tables as an Ibis expression."""
        return self.connection.table(name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a query over the tables."""
        found: list[tuple[Any, ...]] = self.connection.raw_sql(sql).fetchall()
        return found

    @property
    def has_customers(self) -> bool:
        """Whether there is a customer table."""
        return CUSTOMERS in self.names

    @property
    def has_orders(self) -> bool:
        """Whether there are purchases."""
        return "orders" in self.names


def newest_purchase(tables: Tables) -> datetime | None:
    """When the newest purchase was; None without purchases."""
    transactions = tables.read("transactions")
    newest: datetime | None = None if transactions is None else scalar(transactions.ordered_at.max())
    return newest


@room_needed()
def build_features(tables: Tables, *, as_of: datetime | None = None) -> Features:
    """Compute the tables and keep them in DuckDB, so that every statistic reads them instead of the files.

    Days are counted to `as_of`: by default the newest purchase, or today where there are none.
    Raises BadInput when purchases are in several currencies, and PrerequisiteMissing where there is no room for them.
    """
    connection = tables.connection
    customers = tables.read("customers")
    transactions = tables.read("transactions")
    kept: set[str] = set()

    def keep(name: str, expression: Any) -> Any:
        kept.add(name)
        return keep_table(connection, name, expression)

    for name, kind in (("contacts", "campaigns"), ("visits", "events")):
        table = tables.read("campaigns" if kind == "campaigns" else "events")
        if table is not None:
            keep(name, resolve(table, customers))
    if transactions is None:
        as_of = as_of or datetime.now(UTC)
        if customers is not None:
            keep(CUSTOMERS, customer_table(None, customers, as_of, ()))
        return Features(connection, as_of, None, "", (), frozenset(kept))
    sources = tables.sources("transactions")
    lines = _keep_lines(connection, transactions, ledger_lines(transactions, customers, sources=sources))
    if tables.engine == "spark":
        with spark_work(tables) as work:
            known = work.read("customers")
            elsewhere = ledger_lines(work.read("transactions"), known, sources=sources)
            window, channels, day = _count(connection, work.keep, elsewhere, known, as_of)
    else:
        window, channels, day = _count(connection, keep, lines, customers, as_of)
    kept |= {"lines", "orders", CUSTOMERS}
    return Features(connection, day, window, _currency(lines) or tables.currency, channels, frozenset(kept))


def _count(
    connection: Any, keep: Callable[[str, Any], Any], lines: Any, customers: Any | None, as_of: datetime | None
) -> tuple[Window, tuple[str, ...], datetime]:
    """Keep the order table and the customer table; gives the window, the channels and the day counted to."""
    orders = keep("orders", order_table(lines))
    window = _window(connection.table("orders"))
    channels = tuple(_distinct(connection.table("orders"), "channel"))
    day = as_of or window.end
    keep(CUSTOMERS, customer_table(purchase_features(orders, day, channels), customers, day, channels))
    return window, channels, day


def _keep_lines(connection: Any, transactions: Any, lines: Any) -> Any:
    """The lines under their name: as they stand in their files where nothing was changed, else computed once."""
    if lines is not transactions:
        lines = keep_table(connection, _CHANGED_LINES, lines)
    connection.raw_sql(f"CREATE OR REPLACE TEMP VIEW lines AS {connection.compile(lines)}").fetchall()
    return connection.table("lines")


def _window(orders: Any) -> Window:
    row = orders.aggregate(start=orders.ordered_at.min(), end=orders.ordered_at.max())
    first = row.to_pyarrow().to_pylist()[0]
    return Window(start=first["start"], end=first["end"])


def _distinct(table: Any, column: str) -> list[str]:
    values = table.filter(table[column].notnull()).select(column).distinct().order_by(column)
    return list(to_frame(values)[column])


def _currency(lines: Any) -> str:
    codes = _distinct(lines, "currency")
    if len(codes) > 1:
        raise BadInput(f"Purchases are in {', '.join(codes)}, which cannot be added. Keep sources of one currency.")
    return codes[0] if codes else ""
