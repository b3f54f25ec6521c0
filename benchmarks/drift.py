"""How often drift is alarmed without reason, and how often a real shift is found: part of `make bench-segments`.

A thousand simulations each. Customers are drawn twice from the households of the Complete Journey panel (extra
`real-data`), the second time as they are, or each with a quarter more spending; either time they are divided by the
panel's own default segments, and by deciles of spending. What +25 % means: docs/decisions/0011-drift.md.
"""

import sys

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.results import Ratio, write_results
from segments.public_data import data_folder
from segments.segmentation.value_activity import cell_numbers, learn_value_activity
from segments.statistics.shares import stability_index

_SIMULATIONS = 1_000
_SEED = 20170101
_SIZES = (250, 1_000, 10_000)
_MORE = 1.25
_HOUSEHOLDS = """
SELECT household_id AS customer_id, count(*) AS lines, CAST(sum(round(sales_value * 100)) AS BIGINT) AS revenue_cents,
  date_diff('day', max(transaction_timestamp), (SELECT max(transaction_timestamp) FROM '{file}')) AS recency_days
FROM '{file}' GROUP BY household_id ORDER BY household_id
"""

Classes = NDArray[np.int64]


def main() -> int:
    """Simulate, print and write; 1 when a bar is missed."""
    random = np.random.default_rng(_SEED)
    figures: dict[str, float] = {"simulations": _SIMULATIONS}
    ratios: dict[str, Ratio] = {}
    for name, before, after in _divisions(_households()):
        for n in _SIZES:
            title = f"false alarms over {name} at {n:,}"
            figures[title] = _alarms(random, n, before, before)
            ratios[f"{title}, distance from .05"] = Ratio(abs(figures[title] - 0.05), 0.02, "lower")
        power = _alarms(random, 1_000, before, after)
        ratios[f"power over {name} for a quarter more spending, 1,000 customers"] = Ratio(power, 0.89, "higher")
    figures["power where one of six equal segments grows by a quarter"] = _one(random)
    write_results("drift", figures, ratios)
    return 0 if all(one.holds for one in ratios.values()) else 1


def _households() -> pd.DataFrame:
    file = data_folder("complete-journey") / "transactions.parquet"
    return duckdb.connect().execute(_HOUSEHOLDS.format(file=file)).df()


def _divisions(households: pd.DataFrame) -> list[tuple[str, Classes, Classes]]:
    """A name, and each household's class as it is and with a quarter more spending, by cuts frozen before."""
    cents = households["revenue_cents"].to_numpy()
    definition = learn_value_activity(households, {}, 28)
    richer = households.assign(revenue_cents=(cents * _MORE).astype("int64"))
    cuts = np.quantile(cents, np.linspace(0, 1, 11)[1:-1])
    return [
        ("the default segments", cell_numbers(households, definition), cell_numbers(richer, definition)),
        ("deciles of spending", np.searchsorted(cuts, cents), np.searchsorted(cuts, cents * _MORE)),
    ]


def _alarms(random: np.random.Generator, n: int, before: Classes, now: Classes) -> float:
    """The share of simulations in which two draws of n households are called drifted."""
    classes = int(before.max()) + 1

    def drawn(of: Classes) -> list[int]:
        return np.bincount(of[random.integers(0, len(of), n)], minlength=classes).tolist()

    found = (stability_index(drawn(before), drawn(now)) for _ in range(_SIMULATIONS))
    return float(np.mean([index > threshold for index, threshold in found]))


def _one(random: np.random.Generator) -> float:
    """The power for another reading of +25 %: the share of one of six segments, 1,000 customers."""
    shares = np.full(6, 1 / 6)
    grown = shares * np.array([_MORE, 1, 1, 1, 1, 1])
    draws = zip(
        random.multinomial(1_000, shares, _SIMULATIONS),
        random.multinomial(1_000, grown / grown.sum(), _SIMULATIONS),
        strict=True,
    )
    found = (stability_index(before.tolist(), now.tolist()) for before, now in draws)
    return float(np.mean([index > threshold for index, threshold in found]))


if __name__ == "__main__":
    sys.exit(main())
