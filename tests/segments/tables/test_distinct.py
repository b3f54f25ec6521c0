"""Counting different values of which only some are held in memory."""

import random
import tracemalloc
from pathlib import Path

import numpy as np
import pandas as pd

from segments.tables.distinct import DistinctCounter


def test_values_that_wait_on_the_disk_are_counted_once_each(tmp_path: Path) -> None:
    chance = random.Random(3)
    counter, seen = DistinctCounter(tmp_path, held=50), set[str]()
    for number in range(40):
        values = [f"c{chance.randrange(900)}" for _ in range(60)]
        seen.update(values)
        counter.see(pd.Series([*values, None]))
        if number % 9 == 0:
            assert len(counter) == len(seen)
    assert len(counter) == len(seen) > 800
    assert list(tmp_path.iterdir()) == [], "the file has no name"


def test_more_values_take_no_more_memory(tmp_path: Path) -> None:
    counter = DistinctCounter(tmp_path, held=10_000)
    tracemalloc.start()
    for number in range(40):
        counter.see(pd.Series(np.arange(number * 5_000, (number + 1) * 5_000)))
    assert len(counter) == 200_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000 * 8, "all of them together"
