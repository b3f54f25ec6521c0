"""Repeat purchases on CDNOW beside what was published of it: part of `make bench-segments`.

Needs the extra `real-data`. Published: Fader, Hardie and Lee (2005), table 2; what the same model tells of the 39 weeks
held out is from the same customers' later purchases.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.results import Ratio, write_results
from segments.prediction import PurchaseHistories, PurchaseModel, fit_purchases
from segments.public_data import data_folder
from segments.scoring import Numbers

PUBLISHED = PurchaseModel(0.243, 4.414, 0.793, 2.426, -9582.4)
"""The parameters and the log likelihood, as published."""
WEEKS = 39.0
"""How long customers were watched, and how long after it."""
_CUT, _END = pd.Timestamp("1997-09-30"), pd.Timestamp("1998-06-30")
_LAST_DIGIT = 5e-4


class HeldOut(NamedTuple):
    """The published sample: purchases of the first 39 weeks, and how many days of the 39 after had one."""

    known: PurchaseHistories
    later: Numbers


def published_histories(folder: Path) -> PurchaseHistories:
    """The customers of the published fit."""
    frame = pd.read_csv(folder / "cdnow_customers_summary.csv")
    return PurchaseHistories(*(frame[name].to_numpy(dtype="float64") for name in ("frequency", "recency", "T")))


def held_out(folder: Path) -> HeldOut:
    """What was known of the same customers after 39 weeks, and what they did then."""
    names = ["master", "customer", "date", "cds", "dollars"]
    rows = pd.read_csv(folder / "CDNOW_sample.txt", sep=r"\s+", names=names, dtype={"date": str})
    rows["day"] = pd.to_datetime(rows["date"], format="%Y%m%d")
    days = rows.drop_duplicates(["customer", "day"]).sort_values("day")
    first = days.groupby("customer")["day"].min()
    early, late = days[days["day"] <= _CUT], days[(days["day"] > _CUT) & (days["day"] <= _END)]
    grouped = early.groupby("customer")["day"]
    known = (grouped.count() - 1, (grouped.max() - first).dt.days / 7, (_CUT - first).dt.days / 7)
    later = late.groupby("customer").size().reindex(first.index, fill_value=0)
    return HeldOut(
        PurchaseHistories(*(one.to_numpy(dtype="float64") for one in known)), later.to_numpy(dtype="float64")
    )


def main() -> int:
    """Fit, foretell, print and write; 1 when a bar is missed."""
    folder = data_folder("cdnow")
    customers = published_histories(folder)
    clock, processor = time.monotonic(), time.process_time()
    found = fit_purchases(customers)
    clock, processor = time.monotonic() - clock, time.process_time() - processor
    known, later = held_out(folder)
    expected = fit_purchases(known).expected(known, WEEKS)
    correlation, error = float(np.corrcoef(expected, later)[0, 1]), float(np.abs(expected - later).mean())
    apart = max(abs(ours - theirs) for ours, theirs in zip(found[:4], PUBLISHED[:4], strict=True))
    ratios = {
        "parameters, most that one is off": Ratio(apart, _LAST_DIGIT, "lower"),
        "log likelihood, distance": Ratio(abs(found.log_likelihood - PUBLISHED.log_likelihood), 0.05, "lower"),
        "correlation held out (.626 to three digits)": Ratio(correlation, 0.626 - _LAST_DIGIT, "higher"),
        "mean absolute error held out (.785 to three digits)": Ratio(error, 0.785 + _LAST_DIGIT, "lower"),
        "processor seconds of the fit": Ratio(processor, 1.0, "lower"),
    }
    figures = {**found._asdict(), "fit": {"seconds": clock, "processor": processor}}
    write_results("forecasts", {**figures, "correlation": correlation, "mean absolute error": error}, ratios)
    return 0 if all(one.holds for one in ratios.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
