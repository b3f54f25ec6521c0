"""What a refresh of segments takes beside the limit, by hand and in pandas: `make bench-segments`.

Generated lines (synthetic), each contender in a process of its own: seconds by the clock, processor seconds, and the
most memory that it held. The bar: a refresh (order table, features, assignment, statistics) within 4 x the scan of 7
columns.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import ibis
import pandas as pd

from segments import Tables, build_segmentation
from segments.segmentation.membership import membership_hash

RESULTS = Path(__file__).parent / "results" / "segments.json"
BAR = 4.0
_COLUMNS = "customer_id, order_id, ordered_at, store_id, category, quantity, amount_cents"
_GENERATED = """
SELECT 'c' || lpad(CAST(c AS VARCHAR), 8, '0') AS customer_id, 'o' || CAST(o AS VARCHAR) AS order_id,
  TIMESTAMPTZ '2025-01-01 09:00:00+00' + to_seconds(hash(o) % 31536000) AS ordered_at,
  CASE WHEN hash(o, 1) % 3 = 0 THEN 'web' ELSE 'store' END AS channel,
  'S' || CAST(hash(o, 2) % 40 AS VARCHAR) AS store_id, 'P' || CAST(hash(i, 3) % 5000 AS VARCHAR) AS product_id,
  'category ' || CAST(hash(i, 3) % 20 AS VARCHAR) AS category, CAST(1 + hash(i, 4) % 4 AS BIGINT) AS quantity,
  CAST(50 + hash(i, 5) % 4000 AS BIGINT) AS amount_cents,
  CAST(CASE WHEN hash(i, 6) % 5 = 0 THEN 40 ELSE 0 END AS BIGINT) AS discount_cents, 'GBP' AS currency,
  CAST(hash(o, 7) % 24 AS BIGINT) AS hour, 'src-made' AS source_id
FROM (SELECT i, i // 9 AS o, CAST(floor(power((hash(i // 9, 8) % 1000000) / 1e6, 2) * {customers}) AS BIGINT) AS c
      FROM range({lines}) t(i))
"""
_BY_HAND = """
CREATE TABLE orders AS SELECT order_id, customer_id, min(ordered_at) AS moment, sum(amount_cents) AS cents,
  sum(quantity) AS units FROM '{file}' GROUP BY ALL;
CREATE TABLE customers AS SELECT customer_id, count(*) AS orders, sum(cents) AS cents, max(moment) AS newest
  FROM orders GROUP BY customer_id;
CREATE TABLE cuts AS SELECT quantile_cont(cents, 0.25) AS a, quantile_cont(cents, 0.5) AS b,
  quantile_cont(cents, 0.75) AS c FROM customers;
CREATE TABLE members AS SELECT customer_id, customers.cents, CAST(customers.cents >= a AS INT)
  + CAST(customers.cents >= b AS INT) + CAST(customers.cents >= c AS INT) AS tier,
  newest > (SELECT max(moment) FROM orders) - INTERVAL 28 DAY AS active FROM customers, cuts;
CREATE TABLE figures AS SELECT tier, active, count(*) AS n, sum(cents) AS total, avg(cents) AS mean
  FROM members GROUP BY ALL;
"""


def scan(folder: Path) -> str:
    """The limit: reading 7 columns once."""
    hashed = f"SELECT sum(hash({_COLUMNS}) % 1000) FROM '{_file(folder)}'"
    return str(duckdb.connect().execute(hashed).fetchone())


def refresh(folder: Path) -> pd.DataFrame:
    """What Verism does; gives the members."""
    return build_segmentation(Tables(folder)).members


def by_hand(folder: Path) -> str:
    """Orders, customers, tiers and five figures in SQL written for this file."""
    connection = duckdb.connect()
    connection.execute(_BY_HAND.format(file=_file(folder)))
    return str(connection.execute("SELECT count(*) FROM figures").fetchone())


def in_pandas(folder: Path) -> str:
    """The same as by hand, in pandas."""
    lines = pd.read_parquet(_file(folder), columns=_COLUMNS.split(", "))
    grouped = lines.groupby(["order_id", "customer_id"], sort=False)
    orders = grouped.agg(
        at=("ordered_at", "min"), cents=("amount_cents", "sum"), units=("quantity", "sum")
    ).reset_index()
    by_customer = orders.groupby("customer_id")
    customers = by_customer.agg(orders=("order_id", "size"), cents=("cents", "sum"), last=("at", "max"))
    tier = pd.qcut(customers["cents"], 4, labels=False)
    active = customers["last"] > orders["at"].max() - pd.Timedelta(days=28)
    return str(len(customers.groupby([tier, active])["cents"].agg(["size", "sum", "mean"])))


CONTENDERS: dict[str, Callable[[Path], str | pd.DataFrame]] = {
    "scan of 7 columns": scan, "refresh": refresh, "by hand in SQL": by_hand, "pandas": in_pandas,
}  # fmt: skip


def main() -> int:
    """Generate, run each contender in a process of its own, print and write; 1 when a bar is missed."""
    asked = _parser().parse_args()
    if asked.one:
        return _one(asked.one, asked.folder)
    with TemporaryDirectory() as folder:
        _generate(Path(folder), asked.lines)
        names = [name for name in CONTENDERS if name != "pandas" or asked.lines <= 20_000_000]
        found = {
            name: [_measured(name, folder) for _ in range(asked.repeat if name != "pandas" else 1)] for name in names
        }
    return _report(found, asked.lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--one", choices=list(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser


def _file(folder: Path) -> Path:
    return folder / "transactions" / "src-made.parquet"


def _generate(folder: Path, lines: int) -> None:
    target = _file(folder)
    target.parent.mkdir(parents=True)
    made = _GENERATED.format(lines=lines, customers=max(lines // 60, 100))
    duckdb.connect().execute(f"COPY ({made}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _one(name: str, folder: Path) -> int:
    ibis.duckdb.connect().disconnect()  # libraries are loaded before the clock starts, for every contender
    clock, processor = time.monotonic(), time.process_time()
    answer = CONTENDERS[name](folder)
    clock, processor = time.monotonic() - clock, time.process_time() - processor
    if isinstance(answer, pd.DataFrame):
        answer = membership_hash(answer.itertuples(index=False, name=None))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": clock, "processor": processor, "megabytes": most, "answer": answer}))
    return 0


def _measured(name: str, folder: str) -> dict[str, float | str]:
    command = [sys.executable, "-m", "benchmarks.segments", "--one", name, "--folder", folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float | str] = json.loads(done.stdout)
    return found


def _report(found: dict[str, list[dict[str, float | str]]], lines: int) -> int:
    best = {name: {key: min(float(run[key]) for run in runs) for key in ("seconds", "processor", "megabytes")}
            for name, runs in found.items()}  # fmt: skip
    for name, figures in best.items():
        words = f"{figures['seconds']:6.1f} s, {figures['processor']:6.1f} processor s, {figures['megabytes']:6,.0f} MB"
        sys.stdout.write(f"{name:<20} {words}\n")
    ratio = best["refresh"]["processor"] / best["scan of 7 columns"]["processor"]
    hashes = {str(run["answer"]) for run in found["refresh"]}
    ratios = {
        "refresh over scan, processor seconds": {"value": ratio, "bar": BAR, "better": "lower", "holds": ratio <= BAR},
        "different memberships": {"value": len(hashes), "bar": 1, "better": "lower", "holds": len(hashes) == 1},
    }
    for name, one in ratios.items():
        sys.stdout.write(f"{name}: {one['value']:.2f} (bar {one['bar']:g}): {'holds' if one['holds'] else 'missed'}\n")
    body = {
        "machine": {"processors": len(os.sched_getaffinity(0)), "system": platform.platform()},
        "versions": {name: version(name) for name in ("duckdb", "ibis-framework", "pandas")},
        "figures": {"lines": lines, **best}, "ratios": ratios,
    }  # fmt: skip
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
    return 0 if all(one["holds"] for one in ratios.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
