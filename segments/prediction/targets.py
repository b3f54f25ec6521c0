"""The events predicted by a probability: their predictors, and how they are observed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np

from segments.prediction.frames import Moment, behaviour
from segments.prediction.probability import ProbabilityModel, fit_probability
from segments.prediction.trials import Tests, Trial
from segments.scoring import Numbers

_CATEGORY = "category:"


class Target(NamedTuple):
    """One thing that customers may do; arrays have an entry for each customer of a moment."""

    name: str
    """The column of its scores: `lapse`, `soon` or `category:<name>`."""
    words: str
    """As a sentence says it after "will"."""
    values: Callable[[Moment], Numbers]
    """What is known beforehand, a row for each customer."""
    happened: Callable[[Moment], Numbers]
    """1 for who did it, else 0."""

    def learned(self, at: Moment) -> ProbabilityModel | None:
        """A model of who did it after a moment; None when too few did, or did not."""
        return fit_probability(self.values(at), self.happened(at))

    def trials(self, tests: Tests, lessons: "Lessons") -> Iterator[Trial]:
        """How it was told at each moment by what had been learned before; ends where too little can be learned."""
        for learning, testing in tests:
            model = lessons.of(self, learning)
            if model is None:
                return
            yield Trial(model.probability(self.values(testing)), self.happened(testing))


class Lessons:
    """What is learned of the targets at moments of the same features, each once: several predictions rest on lapse."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, datetime], ProbabilityModel | None] = {}

    def of(self, target: Target, at: Moment) -> ProbabilityModel | None:
        """What `target.learned` gives of a moment."""
        key = (target.name, at.at)
        if key not in self._known:
            self._known[key] = target.learned(at)
        return self._known[key]


def of_category(category: str) -> Target:
    """Buying of one category, told by what was spent on it and on the others in the half year before, too."""

    def values(at: Moment) -> Numbers:
        own = at.before[category].to_numpy(dtype="float64")
        rest = at.before.sum(axis=1).to_numpy(dtype="float64") - own
        return np.column_stack([_behaviour(at), np.log1p(own), own > 0, np.log1p(rest)])

    def happened(at: Moment) -> Numbers:
        return np.asarray(at.after[category] > 0, dtype="float64")

    return Target(f"{_CATEGORY}{category}", f"buy {category} in the next 13 weeks", values, happened)


def _behaviour(at: Moment) -> Numbers:
    return behaviour(at.customers)


def _lapsed(at: Moment) -> Numbers:
    return np.asarray(at.customers["future_orders"] == 0, dtype="float64")


def _bought_soon(at: Moment) -> Numbers:
    return np.asarray(at.customers["soon_orders"] > 0, dtype="float64")


LAPSE = Target("lapse", "order nothing in the next 13 weeks", _behaviour, _lapsed)
SOON = Target("soon", "order in the next 4 weeks", _behaviour, _bought_soon)
