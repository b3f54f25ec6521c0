"""Whether a draft's rounds of repair are worth asking for."""

from threading import Lock

_LEAST = 3
"""Claims that were sent back in all before a writer is judged by what became of them."""


class Repairs:
    """Counts the claims that one draft's writer was asked to mend and those that it mended, on any thread."""

    def __init__(self) -> None:
        self._asked, self._mended, self._lock = 0, 0, Lock()

    def count(self, asked: int, mended: int) -> None:
        """Count a round."""
        with self._lock:
            self._asked, self._mended = self._asked + asked, self._mended + mended

    @property
    def in_vain(self) -> bool:
        """Whether the writer mended none of the claims that it was sent: it is not asked again for this draft."""
        return self._asked >= _LEAST and not self._mended
