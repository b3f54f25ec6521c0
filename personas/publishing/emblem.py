"""An abstract emblem in place of a face: a mosaic of quarter discs, derived from the persona's id."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

_CELLS = 4
_SIZE = 24
_GROUNDS, _FIGURES = ("#e9e1d3", "#dccbb4", "#f1ede4"), ("#93422a", "#2f4a4b", "#c58a4d")
_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


class Tessera(NamedTuple):
    """One tile: its square, and the quarter disc in it."""

    x: int
    y: int
    path: str
    ground: int
    """Which of the ground colours, 0 to 2."""
    figure: int
    """Which of the figure colours, 0 to 2."""


def emblem(identity: str) -> tuple[Tessera, ...]:
    """Sixteen tiles on a field of 96 by 96 units."""
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).digest()
    return tuple(
        _tessera(digest[row * _CELLS + column], column, row) for row in range(_CELLS) for column in range(_CELLS)
    )


def svg(tiles: Iterable[Tessera]) -> str:
    """The mark as a picture of its own, in the colours of paper."""
    drawn = "".join(
        f'<rect x="{tile.x}" y="{tile.y}" width="{_SIZE}" height="{_SIZE}" fill="{_GROUNDS[tile.ground]}"/>'
        f'<path d="{tile.path}" fill="{_FIGURES[tile.figure]}"/>'
        for tile in tiles
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">{drawn}</svg>'


def _tessera(byte: int, column: int, row: int) -> Tessera:
    x, y = column * _SIZE, row * _SIZE
    across, down = _CORNERS[byte % 4]
    corner = (x + across * _SIZE, y + down * _SIZE)
    start = (x + (1 - across) * _SIZE, corner[1])
    end = (corner[0], y + (1 - down) * _SIZE)
    sweep = 1 if across == down else 0
    path = f"M{corner[0]} {corner[1]}L{start[0]} {start[1]}A{_SIZE} {_SIZE} 0 0 {sweep} {end[0]} {end[1]}Z"
    return Tessera(x, y, path, byte // 4 % 3, byte // 12 % 3)
