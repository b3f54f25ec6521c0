"""Data quality of the whole ledger: duplicates, impossible values, outliers, gaps, missing values."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from personas.base import Record
from segments.tables import Tables

_OUTLYING = 10
"""An order is outlying when it is so many times the largest that a hundred orders hold (99th percentile)."""
_GAP_TIMES = 5
"""Days without an order are a gap when there are so many times more in a row than is usual, and at least three."""


class Gap(Record):
    """Days in a row without a single order."""

    after: datetime
    days: int


class LedgerQuality(Record):
    """The ledger of all sources together."""

    lines: int
    orders: int
    customers: int
    sources: int
    start: datetime
    end: datetime
    currencies: dict[str, int]
    """Currency -> lines; "" for lines that name none."""
    repeated_lines: int
    """Lines equal to another of the same order: two of a kind, or a line read twice."""
    orders_in_two_sources: int
    """Counted once, from the source taken in last."""
    negative_orders: int
    """Orders that came to less than nothing: returns without their purchase."""
    negative_cents: int
    future_lines: int
    """Dated after today."""
    outlying_orders: int
    """More than ten times what 99 of 100 orders stay under."""
    largest_cents: int
    gaps: list[Gap]
    """The longest first, five at most."""
    missing: dict[str, float]
    """Column -> share of lines without it, 0..1."""

    def findings(self) -> list[str]:
        """What deserves a look, a sentence each; nothing where all is well."""
        return [*self._about_currencies(), *self._about_orders(), *self._about_gaps()]

    def _about_currencies(self) -> Iterator[str]:
        named = [code for code in self.currencies if code]
        if len(named) > 1:
            yield f"Amounts are in {', '.join(named)}: they cannot be added. Keep sources of one currency."
        elif not named:
            yield "No line names a currency. Set `currency` in verism.toml, or amounts are said without one."
        elif "" in self.currencies:
            yield f"{self.currencies['']:,} lines name no currency and count as {named[0]}."

    def _about_orders(self) -> Iterator[str]:
        if self.future_lines:
            yield f"{self.future_lines:,} lines are dated after today."
        if self.orders_in_two_sources:
            yield f"{self.orders_in_two_sources:,} orders stand in two files; each counts once."
        if self.repeated_lines:
            yield f"{self.repeated_lines:,} lines equal another line of their order; both count."
        if self.negative_orders:
            total = f"{self.negative_cents / 100:,.2f} in all"
            yield f"{self.negative_orders:,} orders came to less than nothing ({total})."
        if self.outlying_orders:
            largest = f"{self.largest_cents / 100:,.2f}"
            words = f"are over {_OUTLYING} times what 99 of 100 stay under"
            yield f"{self.outlying_orders:,} orders {words}; the largest came to {largest}."

    def _about_gaps(self) -> Iterator[str]:
        for gap in self.gaps:
            yield f"No order for {gap.days} days after {gap.after:%Y-%m-%d}: a file may be missing."
        for column, share in self.missing.items():
            if share >= 0.05:
                yield f"{share:.0%} of the lines have no {column.removesuffix('_id')}."


def ledger_quality(tables: Tables, *, today: datetime | None = None) -> LedgerQuality | None:
    """Examine all transactions together; None where there are none. Files' own reports stand beside it."""
    if tables.read("transactions") is None:
        return None
    now = (today or datetime.now(UTC)).isoformat()
    whole = _row(
        tables,
        "SELECT count(*), count(DISTINCT (order_id, customer_id)), count(DISTINCT customer_id), "
        "count(DISTINCT source_id), epoch(min(ordered_at)), epoch(max(ordered_at)), "
        f"count(*) FILTER (ordered_at > TIMESTAMPTZ '{now}'), count(*) - count(category), count(*) - count(channel), "
        "count(*) - count(product_id) FROM transactions",
    )
    lines = int(whole[0])
    columns = ("category", "channel", "product_id")
    orders = _orders(tables)
    return LedgerQuality(
        lines=lines, orders=whole[1], customers=whole[2], sources=whole[3], start=_moment(whole[4]),
        end=_moment(whole[5]),
        currencies=_currencies(tables), repeated_lines=_repeated(tables), orders_in_two_sources=orders[4],
        negative_orders=orders[0], negative_cents=orders[1], outlying_orders=orders[2], largest_cents=orders[3],
        future_lines=whole[6], gaps=_gaps(tables),
        missing={name: int(n) / lines for name, n in zip(columns, whole[7:], strict=True) if n},
    )  # fmt: skip


def _currencies(tables: Tables) -> dict[str, int]:
    rows = _rows(tables, "SELECT coalesce(currency, ''), count(*) FROM transactions GROUP BY 1 ORDER BY 2 DESC, 1")
    return {str(code): int(n) for code, n in rows}


def _repeated(tables: Tables) -> int:
    keys = "source_id, order_id, customer_id, ordered_at, product_id, amount_cents, quantity"
    sql = f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM transactions GROUP BY {keys} HAVING n > 1)"
    return int(_row(tables, sql)[0])


def _orders(tables: Tables) -> tuple[int, int, int, int, int]:
    """Negative orders and what they came to, outlying ones and the largest, and those in two sources."""
    per_order = "SELECT order_id, customer_id, source_id, sum(amount_cents) AS cents FROM transactions GROUP BY ALL"
    row = _row(
        tables,
        f"WITH o AS ({per_order}), usual AS (SELECT quantile_cont(cents, 0.99) AS most FROM o WHERE cents > 0) "
        "SELECT count(*) FILTER (cents < 0), coalesce(sum(cents) FILTER (cents < 0), 0), "
        f"count(*) FILTER (cents > {_OUTLYING} * most), max(cents), "
        "count(*) - count(DISTINCT (order_id, customer_id)) FROM o, usual",
    )
    return int(row[0]), int(row[1]), int(row[2]), int(row[3]), int(row[4])


def _gaps(tables: Tables) -> list[Gap]:
    days = "SELECT DISTINCT CAST(ordered_at AS DATE) AS day FROM transactions"
    steps = f"SELECT day, lead(day) OVER (ORDER BY day) - day - 1 AS pause FROM ({days})"
    usual = f"(SELECT greatest(quantile_cont(pause, 0.9), 0.5) FROM ({steps}) WHERE pause IS NOT NULL)"
    rows = _rows(
        tables,
        f"SELECT epoch(day), pause FROM ({steps}) WHERE pause >= 3 AND pause >= {_GAP_TIMES} * {usual} "
        "ORDER BY pause DESC, day LIMIT 5",
    )
    return [Gap(after=_moment(after), days=int(pause)) for after, pause in rows]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _row(tables: Tables, sql: str) -> tuple[Any, ...]:
    return _rows(tables, sql)[0]


def _rows(tables: Tables, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = tables.connection.raw_sql(sql).fetchall()
    return rows
