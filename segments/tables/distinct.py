"""Counting distinct values of very many."""

import numpy as np
import pandas as pd

_WAITING = 100_000


class DistinctCounter:
    """Counts the different values of all that pass by, remembering each by eight bytes."""

    def __init__(self) -> None:
        self._known = np.array([], dtype=np.uint64)
        self._new: list[np.ndarray] = []

    def see(self, values: pd.Series) -> None:
        """Some more values; missing ones are none."""
        hashes = pd.util.hash_pandas_object(pd.Series(values.dropna().unique()), index=False)
        self._new.append(hashes.to_numpy(dtype=np.uint64))
        if sum(map(len, self._new)) > max(_WAITING, len(self._known)):
            self._settle()

    def __len__(self) -> int:
        self._settle()
        return len(self._known)

    def _settle(self) -> None:
        if not self._new:
            return
        self._known, self._new = np.unique(np.concatenate([self._known, *self._new])), []
