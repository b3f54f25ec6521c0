"""Placing voices in segments by a text classifier, tested out of sample.

It never decides by itself whether it may be used: `Placing.usable` says so from its error out of sample.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from personas.base import Record
from segments.statistics.intervals import Z, wilson

FEWEST = 100
"""People of known segment without whom nothing is learned."""
FEWEST_EACH = 20
"""People without whom nothing is learned of a segment."""
_LIKELY = 0.5
_FOLDS, _SEED = 5, 20170101

Vectors = NDArray[np.float32]


class Placing(Record):
    """What the classifier is worth on people whose segment is known, each of them out of sample."""

    people: int
    """Whose segment is known, in segments of `FEWEST_EACH` or more."""
    right: float
    """Share of them placed where they belong, 0..1."""
    largest: float
    """Share of them right if all were placed in the largest segment, 0..1."""
    gain: tuple[float, float]
    """The 95 % interval of `right - largest`, person by person."""
    errors: dict[str, float]
    """Segment -> share of those placed there who belong elsewhere at most, 0..1: the upper end of its 95 % interval.
    Only segments where even so most belong, and more than the segment's size tells."""

    @property
    def usable(self) -> bool:
        """Whether anybody may be placed by it."""
        return self.gain[0] > 0 and bool(self.errors)

    def sentence(self) -> str:
        """What may be said of it, with its error."""
        measured = (
            f"of {self.people:,} people whose segment is known it places {self.right:.0%} rightly out of sample, and "
            f"naming the largest segment each time {self.largest:.0%} (difference {self.gain[0]:+.0%} to "
            f"{self.gain[1]:+.0%})"
        )
        if self.usable:
            return f"What people say tells their segment: {measured}."
        none = " In no segment is it known that most of those placed there belong." if self.gain[0] > 0 else ""
        return f"What people say does not tell their segment here: {measured}.{none} Nobody is placed."


class Placed(NamedTuple):
    """The test of a classifier, and whom it placed."""

    test: Placing
    segments: dict[str, str]
    """Person -> segment; only where the test allows it."""


def place_voices(known: Mapping[str, str], vectors: Mapping[str, Vectors]) -> Placed | None:
    """Place the people of `vectors` whose segment is not `known` (person -> segment); None where too few are known.

    `vectors` has one vector a person, the mean of what the person said. Logistic regression on vectors of length one;
    five folds, each person in one of them.
    """
    learned = _learnable({person: known[person] for person in sorted(known) if person in vectors})
    if learned is None:
        return None
    people, labels = list(learned), np.array(list(learned.values()))
    values = _rows(vectors, people)
    test = _test(values, labels)
    others = sorted(vectors.keys() - known.keys())
    if not test.usable or not others:
        return Placed(test, {})
    found = _fitted(values, labels).predict(_rows(vectors, others))
    placed = {person: str(one) for person, one in zip(others, found, strict=True) if str(one) in test.errors}
    return Placed(test, placed)


def _learnable(known: Mapping[str, str]) -> dict[str, str] | None:
    """Those known to be in a segment of which anything can be learned."""
    names, counts = np.unique(list(known.values()), return_counts=True)
    enough = {str(name) for name, count in zip(names, counts, strict=True) if count >= FEWEST_EACH}
    learned = {person: segment for person, segment in known.items() if segment in enough}
    return learned if len(enough) > 1 and len(learned) >= FEWEST else None


def _test(values: Vectors, labels: NDArray[np.str_]) -> Placing:
    from sklearn.model_selection import StratifiedKFold

    told, plain = np.empty_like(labels), np.empty_like(labels)
    for learn, judge in StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED).split(values, labels):
        told[judge] = _fitted(values[learn], labels[learn]).predict(values[judge])
        plain[judge] = _largest(labels[learn])
    right, base = told == labels, plain == labels
    gains = right.astype(float) - base.astype(float)
    half = Z * float(gains.std(ddof=1)) / len(gains) ** 0.5
    middle = float(gains.mean())
    return Placing(
        people=len(labels), right=float(right.mean()), largest=float(base.mean()),
        gain=(round(middle - half, 4), round(middle + half, 4)), errors=_errors(told, labels),
    )  # fmt: skip


def _errors(told: NDArray[np.str_], labels: NDArray[np.str_]) -> dict[str, float]:
    errors = {}
    for name in np.unique(told):
        here = labels[told == name] == name
        lowest, _ = wilson(float(here.sum()), len(here))
        if lowest > max(_LIKELY, float((labels == name).mean())):
            errors[str(name)] = round(1 - lowest, 4)
    return errors


def _largest(labels: NDArray[np.str_]) -> str:
    names, counts = np.unique(labels, return_counts=True)
    return str(names[int(np.argmax(counts))])


def _fitted(values: Vectors, labels: NDArray[np.str_]) -> Any:
    """scikit-learn's logistic regression, which comes without types."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        return LogisticRegression(C=10.0, max_iter=500).fit(values, labels)


def _rows(vectors: Mapping[str, Vectors], people: Sequence[str]) -> Vectors:
    rows = np.stack([vectors[person] for person in people]).astype(np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)
