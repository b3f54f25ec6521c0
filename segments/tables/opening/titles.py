"""Titles and notes above a table's header."""

import re
from collections.abc import Sequence

_SEARCHED = 12
_NUMBER = re.compile(r"[-+]?[\d.,:/ %€$£-]+")


def rows_above_header(head: Sequence[Sequence[str]]) -> int:
    """How many of a table's first rows, blank ones not counted, stand above its header; 0 where the first is it.

    A title fills less than half of the columns. The header is the first row whose cells are different words, one for
    nearly every column, above rows of that width.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in head]
    used = max(filled, default=0)
    if used < 2 or not head[0][0].strip() or filled[0] >= max(2, used / 2):
        return 0
    for place in range(1, min(len(head) - 1, _SEARCHED)):
        below = filled[place + 1 :]
        fitting = sum(1 < count <= filled[place] for count in below)
        if filled[place] >= max(2, 0.8 * used) and fitting >= 0.8 * len(below) and _is_header(head[place]):
            return place
    return 0


def _is_header(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(set(cells)) == len(cells) and not any(_NUMBER.fullmatch(cell) for cell in cells)
