"""Calibrating polarity against ratings: the cut, and its error out of sample."""

from collections.abc import Sequence
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from personas.base import Record
from retrieval.wording.lexicon import wording_of

Worded = Literal["well", "badly", ""]

FEWEST = 30
"""Texts rated low, and texts rated high, without which nothing is calibrated."""
_BAR = 0.65
"""Balanced accuracy whose lower bound (95 %) is needed before anything is called well or badly worded."""


class Scale(Record):
    """The cut of one evidence, with what it is worth."""

    cut: float
    """Polarity from which on a text is called well worded."""
    low: int
    """Texts rated 1 or 2 that it was measured on."""
    high: int
    """Texts rated 4 or 5."""
    accuracy: float
    """Balanced accuracy out of sample, 0..1: each half of the texts is judged by the cut of the other half."""
    margin: float
    """Half the width of its 95 % interval."""

    @property
    def usable(self) -> bool:
        """Whether words tell ratings well enough in this evidence to be spoken of."""
        return self.accuracy - self.margin >= _BAR

    def worded(self, text: str) -> Worded:
        """How an English text is worded; "" where the scale is of no use or the lexicon knows no word of it."""
        found = wording_of(text)
        if not self.usable or not found.words:
            return ""
        return "well" if found.polarity >= self.cut else "badly"

    def sentence(self) -> str:
        """What may be said of it, with its error."""
        measured = (
            f"on {self.low:,} texts rated 1 or 2 and {self.high:,} rated 4 or 5, out of sample, balanced accuracy "
            f"{self.accuracy:.0%} (± {self.margin:.0%})"
        )
        if self.usable:
            return f"Wording tells low from high ratings: {measured}. It orders quotes; it proves no claim."
        return f"Wording does not tell low from high ratings here ({measured}): nothing is called well or badly worded."


def calibrated(texts: Sequence[str], ratings: Sequence[float]) -> Scale | None:
    """The scale of English texts with ratings of 1 to 5; None with too few of either kind."""
    pairs = zip(texts, ratings, strict=True)
    sided = [(wording_of(text).polarity, rating >= 4) for text, rating in pairs if not 2 < rating < 4]
    values, good = np.array([one[0] for one in sided]), np.array([one[1] for one in sided], dtype=bool)
    low, high = int((~good).sum()), int(good.sum())
    if min(low, high) < FEWEST:
        return None
    halves = np.arange(len(values)) % 2 == 0
    right = np.zeros(len(values), dtype=bool)
    for half in (halves, ~halves):
        right[~half] = (values[~half] >= _cut(values[half], good[half])) == good[~half]
    of_low, of_high = float(right[~good].mean()), float(right[good].mean())
    margin = 1.96 * sqrt(of_low * (1 - of_low) / low + of_high * (1 - of_high) / high) / 2
    accuracy = (of_low + of_high) / 2
    return Scale(cut=_cut(values, good), low=low, high=high, accuracy=round(accuracy, 4), margin=round(margin, 4))


def _cut(values: NDArray[np.float64], good: NDArray[np.bool_]) -> float:
    """The polarity that separates best: the highest Youden index, half way to the next value below."""
    candidates = np.unique(values)
    if good.all() or not good.any():
        return float(candidates[0])
    hits = np.searchsorted(np.sort(values[good]), candidates) / good.sum()
    false = np.searchsorted(np.sort(values[~good]), candidates) / (~good).sum()
    best = int(np.argmax(false - hits))
    return float(candidates[max(best - 1, 0) : best + 1].mean())
