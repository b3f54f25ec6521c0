"""How often customers will buy again: BG/NBD (Fader, Hardie and Lee, 2005, Marketing Science 24, 275-284)."""

from typing import NamedTuple

import numpy as np

from personas.errors import BadInput
from segments.scoring import Numbers, learned_from

FEWEST_REPEATERS = 50
_BOUNDS = (-7.0, 7.0)
"""Of the parameters' logarithms: where nobody ever stops, the likelihood has no maximum."""


class PurchaseHistories(NamedTuple):
    """What the model sees of customers; one entry each, time in weeks since a customer's first purchase."""

    repeats: Numbers
    """Purchase days after the first one."""
    last: Numbers
    """When the last of them was; 0 without repeats."""
    age: Numbers
    """Until when the customer was watched."""


class PurchaseModel(NamedTuple):
    """Customers buy at rates that vary (gamma: r, alpha) and may stop after any purchase (beta: a, b)."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def expected(self, histories: PurchaseHistories, weeks: float) -> Numbers:
        """Purchase days expected of each customer in the next `weeks` (equation 10)."""
        from scipy.special import hyp2f1

        x, _, age = histories
        grown = self.alpha + age
        series = hyp2f1(self.r + x, self.b + x, self.a + self.b + x - 1, weeks / (grown + weeks))
        shrunk = 1 - np.exp((self.r + x) * (np.log(grown) - np.log(grown + weeks))) * series
        return np.asarray(
            (self.a + self.b + x - 1) / (self.a - 1) * shrunk / (1 + self._stopped(histories)), dtype="float64"
        )

    def _stopped(self, histories: PurchaseHistories) -> Numbers:
        """The odds that each customer has stopped buying; 0 without a repeat, as the model has it."""
        x, last, age = histories
        odds = self.a / (self.b + np.maximum(x, 1) - 1)
        grown = np.exp((self.r + x) * (np.log(self.alpha + age) - np.log(self.alpha + last)))
        return np.where(x > 0, odds * grown, 0.0)


def fit_purchases(histories: PurchaseHistories) -> PurchaseModel:
    """The maximum-likelihood model of these customers, of very many of every k-th.

    Raises BadInput for fewer than 50 who bought again.
    """
    from scipy.optimize import minimize

    repeaters = int((histories.repeats > 0).sum())
    if repeaters < FEWEST_REPEATERS:
        raise BadInput(f"Repeat purchases can be predicted from {FEWEST_REPEATERS} customers who bought again.")
    some = learned_from(len(histories.repeats), repeaters)
    histories = PurchaseHistories(*(column[some] for column in histories))
    rows, weights = np.unique(np.column_stack(histories), axis=0, return_counts=True)
    kinds = PurchaseHistories(*rows.T)
    scale = float(np.median(histories.age)) or 1.0

    def loss(logs: Numbers) -> float:
        return -float((weights * _log_likelihood(np.exp(logs), kinds)).sum()) / len(histories.age)

    start = np.log([0.5, scale / 4, 1.0, 2.0])
    near = minimize(loss, start, method="L-BFGS-B", bounds=[_BOUNDS] * 4)
    found = minimize(loss, near.x, method="Nelder-Mead", bounds=[_BOUNDS] * 4, options={"fatol": 1e-10, "maxiter": 400})
    r, alpha, a, b = (float(value) for value in np.exp(found.x))
    return PurchaseModel(r, alpha, a, b, -float(found.fun) * len(histories.age))


def _log_likelihood(parameters: Numbers, histories: PurchaseHistories) -> Numbers:
    """Of each customer (equation 6), on a scale where nothing overflows."""
    from scipy.special import gammaln

    r, alpha, a, b = parameters
    x, last, age = histories
    bought = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stayed = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    watching = -(r + x) * np.log(alpha + age)
    left = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last)
    both = np.where(x > 0, np.logaddexp(watching, left), watching)
    return np.asarray(bought + stayed + both, dtype="float64")
