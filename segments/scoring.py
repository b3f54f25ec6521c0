"""Scores of predictions: discrimination, error and calibration, each beside its chance level."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from personas.base import Record

Numbers = NDArray[np.float64]

FEWEST_OF_EACH = 100
"""People who did, and who did not, before a probability is learned or tested."""
_TELLING, _TELLING_OF_THE_RARER = 50_000, 5_000
_RESAMPLES = 200
_SEED = 91


class CalibrationBin(Record):
    """People of like probability, and what they did."""

    predicted: float
    """Mean probability, 0..1."""
    actual: float
    """Share who did, 0..1."""
    n: int


def r_squared(actual: Numbers, predicted: Numbers) -> float:
    """The share of the spread between people that a prediction explains; 0 where there is none, below 0 if harmful."""
    spread = float(((actual - actual.mean()) ** 2).sum())
    return 1.0 - float(((actual - predicted) ** 2).sum()) / spread if spread > 0 else 0.0


def enough(happened: Numbers) -> bool:
    """Whether at least 100 did and 100 did not."""
    positives = int(happened.sum())
    return min(positives, len(happened) - positives) >= FEWEST_OF_EACH


def learned_from(people: int, rarer: int) -> slice:
    """Which of so many people a few weights are learned from: all, or of very many every k-th.

    At least 50,000 are left, and 5,000 of the rarer kind (who did, or did not).
    """
    return slice(None, None, max(1, min(people // _TELLING, rarer // _TELLING_OF_THE_RARER)))


def roc_auc(happened: Numbers, risk: Numbers) -> float:
    """The area under the curve from ranks (Mann and Whitney, 1947); ties count half; .5 where all are alike."""
    return auc_of_rows(happened, risk)(np.arange(len(happened)))


def auc_of_rows(happened: Numbers, risk: Numbers) -> Callable[[NDArray[np.intp]], float]:
    """The AUC of any choice of rows (a row may come twice): risks are put in order once for all of them."""
    order = np.argsort(risk, kind="stable")
    in_order, by_risk = risk[order], happened[order]
    starts = np.flatnonzero(np.append(True, in_order[1:] != in_order[:-1]))[: len(risk)]

    def auc(rows: NDArray[np.intp]) -> float:
        times = np.bincount(rows, minlength=len(risk))[order]
        did = np.add.reduceat(times * by_risk, starts)
        did_not = np.add.reduceat(times, starts) - did
        pairs = did.sum() * did_not.sum()
        below = np.cumsum(did_not) - did_not
        return float((did * (below + did_not / 2)).sum() / pairs) if pairs else 0.5

    return auc


def log_loss(happened: Numbers, risk: Numbers) -> float:
    """Mean negative log likelihood of what happened, in nats; .693 is a coin."""
    kept = np.clip(risk, 1e-6, 1 - 1e-6)
    return float(-(happened * np.log(kept) + (1 - happened) * np.log(1 - kept)).mean())


def calibration(happened: Numbers, risk: Numbers, bins: int = 10) -> list[CalibrationBin]:
    """People in equal groups by probability, each with its mean probability and what happened; the least first."""
    groups = np.array_split(np.argsort(risk, kind="stable"), min(bins, max(1, len(risk) // 30)))
    return [
        CalibrationBin(predicted=float(risk[rows].mean()), actual=float(happened[rows].mean()), n=len(rows))
        for rows in groups
        if len(rows)
    ]


def bootstrap_interval(figure: Callable[[NDArray[np.intp]], float], n: int) -> tuple[float, float]:
    """The 95 % interval of a figure over resampled people (Efron, 1979): 200 seeded resamples of n rows."""
    random = np.random.default_rng(_SEED)
    values = [figure(random.integers(0, n, n)) for _ in range(_RESAMPLES)]
    return float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))
