"""Progress and pace of a run."""

import time
from collections.abc import Callable


class Pace:
    """Cases done and still to do, in words."""

    def __init__(self, done: int, total: int, *, clock: Callable[[], float] = time.perf_counter) -> None:
        """`done` cases of `total` were done before this process began."""
        self._before, self._total, self._clock = done, total, clock
        self._began = clock()

    def words(self, done: int) -> str:
        """Such as "12 of 40 cases done, one every 31 s, about 15 min left"."""
        counted, now = f"{done} of {self._total} cases done", done - self._before
        if not now:
            return counted
        each = (self._clock() - self._began) / now
        left = each * (self._total - done)
        return f"{counted}, one every {_told(each)}" + (f", about {_told(left)} left" if left else "")


def _told(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 100 else f"{minutes / 60:.1f} h"
