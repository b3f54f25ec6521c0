"""Progress and pace of a run."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from statistics import fmean


class Pace:
    """Cases done and still to do, in words. A draft takes longer than a question: each kind is counted by itself."""

    def __init__(self, total: int, left: Iterable[str], *, clock: Callable[[], float] = time.perf_counter) -> None:
        """`left` names the kind of each case that is still to do: of `total`, the others were done before."""
        self._total, self._left, self._clock = total, Counter(left), clock
        self._took: dict[str, list[float]] = {}
        self._began = clock()

    def add(self, kind: str, seconds: float) -> None:
        """Count one more case as done, which took its worker so many seconds."""
        self._left[kind] -= 1
        self._took.setdefault(kind, []).append(seconds)

    @property
    def done(self) -> int:
        """How many cases are done, those of earlier processes included."""
        return self._total - self._left.total()

    def words(self) -> str:
        """Such as "12 of 40 cases done, one every 31 s, about 15 min left"."""
        counted = f"{self.done} of {self._total} cases done"
        every = [seconds for took in self._took.values() for seconds in took]
        if not every:
            return counted
        passed = self._clock() - self._began
        ahead = sum(number * fmean(self._took.get(kind, every)) for kind, number in self._left.items())
        left = ahead * passed / max(sum(every), 1e-9)
        return f"{counted}, one every {_told(passed / len(every))}" + (f", about {_told(left)} left" if left else "")


def _told(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 100 else f"{minutes / 60:.1f} h"
