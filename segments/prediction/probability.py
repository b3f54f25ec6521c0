"""Logistic regression for whether a customer does something, and its backtest."""

import numpy as np

from personas.base import Record
from segments.scoring import (
    CalibrationBin,
    Numbers,
    auc_of_rows,
    bootstrap_interval,
    calibration,
    enough,
    learned_from,
    log_loss,
    roc_auc,
)  # fmt: skip


class ProbabilityModel(Record):
    """A fitted regression as numbers, so that it can be kept and read: columns are standardised first."""

    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, values: Numbers) -> Numbers:
        """One probability a row."""
        standard = (values - np.array(self.means)) / np.array(self.scales)
        return np.asarray(1 / (1 + np.exp(-np.clip(standard @ np.array(self.weights) + self.intercept, -30, 30))))


class Backtest(Record):
    """How a prediction did on people and a time that it had not learned from."""

    target: str
    """What was predicted, in words."""
    method: str
    n: int
    happened: float
    """Share of the people who did."""
    auc: float
    auc_ci: tuple[float, float]
    log_loss: float
    chance_log_loss: float
    """The loss of giving everybody the share learned."""
    calibration: tuple[CalibrationBin, ...]

    @property
    def tells(self) -> bool:
        """Whether it did better than chance, in order and in size: what does not is not shown of anybody."""
        return self.auc_ci[0] > 0.5 and self.log_loss < self.chance_log_loss


def fit_probability(values: Numbers, happened: Numbers) -> ProbabilityModel | None:
    """Learn from people, of very many from every k-th; None under 100 who did and 100 who did not."""
    if not enough(happened):
        return None
    from sklearn.linear_model import LogisticRegression

    did = int(happened.sum())
    some = learned_from(len(happened), min(did, len(happened) - did))
    values, happened = values[some], happened[some]
    means, scales = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-9)
    fitted = LogisticRegression(max_iter=500).fit((values - means) / scales, happened)
    return ProbabilityModel(
        means=tuple(map(float, means)), scales=tuple(map(float, scales)),
        weights=tuple(map(float, fitted.coef_[0])), intercept=float(fitted.intercept_[0]),
    )  # fmt: skip


def backtest(target: str, method: str, happened: Numbers, risk: Numbers, learned_share: float) -> Backtest:
    """Score probabilities against what happened; of very many people the AUC's interval is that of every k-th."""
    did = int(happened.sum())
    some = learned_from(len(happened), min(did, len(happened) - did))
    return Backtest(
        target=target, method=method, n=len(happened), happened=float(happened.mean()), auc=roc_auc(happened, risk),
        auc_ci=bootstrap_interval(auc_of_rows(happened[some], risk[some]), len(happened[some])),
        log_loss=log_loss(happened, risk), chance_log_loss=log_loss(happened, np.full(len(risk), learned_share)),
        calibration=tuple(calibration(happened, risk)),
    )  # fmt: skip
