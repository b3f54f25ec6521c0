"""The tokens that one draft may take."""

from threading import Lock

from agent.writers.protocol import Fault, Usage


class Budget:
    """Counts what a draft's calls took, on any thread. Calls under way are finished; no further one is begun."""

    def __init__(self, limit: int | None) -> None:
        self._limit, self._taken, self._lock = limit, 0, Lock()

    def take(self, usage: Usage) -> None:
        """Count what a call took."""
        with self._lock:
            self._taken += usage.tokens

    @property
    def spent(self) -> bool:
        """Whether nothing more may be asked for."""
        return self._limit is not None and self._taken >= self._limit

    @property
    def fault(self) -> Fault:
        """Why a part was not asked for."""
        return Fault(name="token budget", detail=f"the draft had taken its {self._limit:,} tokens before this part")
