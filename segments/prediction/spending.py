"""The mean purchase of a customer: Gamma-Gamma (Fader, Hardie and Lee, 2005, JMR 42, 415-430)."""

from typing import NamedTuple

import numpy as np

from personas.errors import BadInput
from segments.prediction.purchases import FEWEST_REPEATERS
from segments.scoring import Numbers, learned_from


class SpendingModel(NamedTuple):
    """Purchases vary around a customer's mean (gamma: p), means vary between customers (inverse gamma: q, v)."""

    p: float
    q: float
    v: float
    log_likelihood: float

    def expected(self, purchases: Numbers, mean: Numbers) -> Numbers:
        """The mean purchase expected of each customer, drawn to everybody's the less was seen (equation 5)."""
        seen = np.where(purchases > 0, purchases * mean, 0.0)
        return np.asarray(self.p * (self.v + seen) / (self.p * purchases + self.q - 1), dtype="float64")


def fit_spending(purchases: Numbers, mean: Numbers) -> SpendingModel:
    """The maximum-likelihood model from customers with repeat purchases of more than nothing, of very many every k-th.

    Raises BadInput for fewer than 50 of them.
    """
    from scipy.optimize import minimize
    from scipy.special import gammaln

    kept = (purchases > 0) & (mean > 0)
    if int(kept.sum()) < FEWEST_REPEATERS:
        raise BadInput(f"Spending can be predicted from {FEWEST_REPEATERS} customers who bought again.")
    some = learned_from(int(kept.sum()), int(kept.sum()))
    x, z = purchases[kept][some], mean[kept][some]
    scale = float(z.mean())
    z = z / scale

    def loss(logs: Numbers) -> float:
        p, q, v = np.exp(logs)
        terms = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
        terms += (p * x - 1) * np.log(z) + p * x * np.log(x) - (p * x + q) * np.log(v + x * z)
        return -float(terms.mean())

    start = np.log([1.0, 2.0, 1.0])
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10, "maxiter": 2000})
    p, q, v = (float(value) for value in np.exp(found.x))
    return SpendingModel(p, q, v * scale, -float(found.fun) * len(x) - len(x) * float(np.log(scale)))
