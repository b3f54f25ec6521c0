"""Waiting in line: a lock that is given in the order in which it was asked for."""

from collections import deque
from threading import Condition
from types import TracebackType


class FairLock:
    """One thread at a time, first come, first served.

    A database's own lock is given to whoever asks at the right moment: of fifty threads some would wait past any
    timeout. Here nobody overtakes.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._line: deque[object] = deque()

    def __enter__(self) -> None:
        place = object()
        with self._changed:
            self._line.append(place)
            try:
                self._changed.wait_for(lambda: self._line[0] is place)
            except BaseException:
                self._line.remove(place)
                self._changed.notify_all()
                raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._line.popleft()
            self._changed.notify_all()
