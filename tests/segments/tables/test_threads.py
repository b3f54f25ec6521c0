from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pandas as pd

from segments.tables import Tables
from segments.tables.fetching import scalar

_THREADS = 4


def test_threads_that_read_at_once_each_get_their_own_rows(tmp_path: Path) -> None:
    tables, together = Tables(tmp_path / "tables"), Barrier(_THREADS)
    customers = [f"C-{number % _THREADS}" for number in range(1_000 * _THREADS)]
    tables.add("src-1", "customers", pd.DataFrame({"customer_id": customers}))

    def counted(thread: int) -> set[tuple[int, int]]:
        together.wait()
        found = set()
        for _ in range(20):
            table = tables.read("customers")
            assert table is not None
            own = scalar(table.filter(table.customer_id == f"C-{thread}").count())
            found.add((own, tables.connection.raw_sql(f"SELECT {thread}").fetchone()[0]))
        return found

    with ThreadPoolExecutor(_THREADS) as pool:
        assert list(pool.map(counted, range(_THREADS))) == [{(1_000, thread)} for thread in range(_THREADS)]
