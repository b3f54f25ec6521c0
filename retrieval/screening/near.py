"""Near-duplicate texts: MinHash (Broder, 1997) over shingles of word prefixes, with banding.

A shingle is the eight bytes from the start of a word. All texts are hashed at once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEAST_ALIKE = 0.7
"""Jaccard similarity of two texts' shingles from which on one is a near copy of the other."""
_WIDTH, _BANDS, _ROWS = 8, 10, 3
"""Two texts at that similarity share a band with probability 1 - (1 - 0.7^3)^10 = .985."""
_PAD = b"\n" * _WIDTH
_BLANK = 32
_KEPT = bytes(ord(chr(one).lower()) if chr(one).isalnum() or one >= 128 else _BLANK for one in range(256))
Hashes = NDArray[np.uint64]


class Pair(NamedTuple):
    """Two texts alike, by their places."""

    earlier: int
    later: int
    alike: float
    """Jaccard similarity of their shingles, 0..1."""


def near_copies(texts: Sequence[str]) -> list[Pair]:
    """For each text that is nearly an earlier one, the pair with the earliest such, in the order of the later ones."""
    shingles, firsts, places = _shingles(texts)
    if len(places) < 2:
        return []
    ends = np.append(firsts[1:], len(shingles))
    best: dict[int, Pair] = {}
    for one, other in sorted(_candidates(shingles, firsts)):
        alike = _jaccard(shingles[firsts[one] : ends[one]], shingles[firsts[other] : ends[other]])
        later = int(places[other])
        if alike >= LEAST_ALIKE and later not in best:
            best[later] = Pair(int(places[one]), later, alike)
    return [best[later] for later in sorted(best)]


def _shingles(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """All texts' shingles as hashes, one text after the other; where each begins; and which text that is."""
    folded = [text.encode("utf-8", "replace").translate(_KEPT) for text in texts]
    raw = np.frombuffer(_PAD + _PAD.join(folded) + _PAD, dtype=np.uint8)
    begins = np.cumsum([_WIDTH, *(len(one) + _WIDTH for one in folded)], dtype=np.int64)[:-1]
    starts = np.flatnonzero((raw[1:] > _BLANK) & (raw[:-1] <= _BLANK)) + 1
    windows = np.lib.stride_tricks.sliding_window_view(raw, _WIDTH)[starts]
    hashes = _mixed(np.ascontiguousarray(windows).view(np.uint64).ravel())
    places, firsts = np.unique(np.searchsorted(begins, starts, side="right") - 1, return_index=True)
    return hashes, firsts.astype(np.int64), places.astype(np.int64)


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of MurmurHash3: every bit of the input moves every bit of the output."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        values = (values ^ (values >> np.uint64(33))) * np.uint64(factor)
    return values ^ (values >> np.uint64(33))


def _candidates(shingles: Hashes, firsts: NDArray[np.int64]) -> set[tuple[int, int]]:
    factors = np.random.default_rng(1).integers(1, 2**63, size=(_BANDS, _ROWS), dtype=np.uint64) | np.uint64(1)
    found: set[tuple[int, int]] = set()
    for band in factors:
        key = np.zeros(len(firsts), dtype=np.uint64)
        for factor in band:
            key = _mixed(key ^ np.minimum.reduceat(_mixed(shingles * factor), firsts))
        found.update(_alike(key))
    return found


def _alike(keys: Hashes) -> Iterator[tuple[int, int]]:
    """Places with the same key, each with the first of them."""
    order = np.argsort(keys, kind="stable")
    same = keys[order][1:] == keys[order][:-1]
    first = -1
    for place in np.flatnonzero(same):
        one, other = int(order[place]), int(order[place + 1])
        first = first if place and same[place - 1] else one
        yield first, other


def _jaccard(one: Hashes, other: Hashes) -> float:
    left, right = set(one.tolist()), set(other.tolist())
    return len(left & right) / len(left | right)
