"""Generated lines (synthetic): nine an order, a year long, in the order of their numbers as a till writes them."""

from pathlib import Path
from shutil import disk_usage

import duckdb

from personas.errors import PrerequisiteMissing

LINES_A_CUSTOMER = 60
_BYTES_A_LINE = 10
"""More than a line takes in the file, compressed."""
_LINES = """
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


def lines_file(folder: Path) -> Path:
    """Where the lines stand in a folder of tables."""
    return folder / "transactions" / "src-made.parquet"


def write_lines(folder: Path, lines: int) -> None:
    """Write a folder of tables with that many lines; they are never in memory together.

    Raises PrerequisiteMissing where the disk has no room for them.
    """
    target = lines_file(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    room, needed = disk_usage(folder).free, lines * _BYTES_A_LINE
    if room < needed:
        raise PrerequisiteMissing(
            f"{lines:,} lines need {needed / 1e9:.1f} GB; {room / 1e9:.1f} GB are free in {folder}."
        )
    made = _LINES.format(lines=lines, customers=max(lines // LINES_A_CUSTOMER, 100))
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({made}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
