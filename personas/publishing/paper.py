"""What stays on one sheet: the journey has a page of its own, and the page before it is not left nearly empty."""

import math
from collections.abc import Sequence

from personas.publishing.card import Card, Group
from personas.publishing.lines import Line

_THIRD, _MOST = 23, 45
"""A third of a page with something to spare, and the most that may move to the next page without emptying this one.

In rows of text at half the width of the page, of which a page of A4 holds 58 and one of Letter 54.
"""
_COLUMN, _WIDE_COLUMN = 60, 50
"""Characters of a row of a claim, and of one in larger letters."""


def groups_apart(card: Card) -> int:
    """How many groups may break anywhere; those after them stay together with the voices, before the journey's page.

    Together they fill about a third of a page or more, whichever page they come to stand on.
    """
    together = [_voices(card.voices)]
    for group in reversed(card.groups):
        if sum(together) >= _THIRD or sum(together) + _rows(group) > _MOST:
            break
        together.append(_rows(group))
    return len(card.groups) - len(together) + 1 if card.journey else len(card.groups)


def _rows(group: Group) -> float:
    """The height of a group: its title, and two columns of sections."""
    return 3 + sum(2.2 + _height(section.lines, _COLUMN) for section in group.sections) / 2


def _voices(lines: Sequence[Line]) -> float:
    return 3 + _height(lines, _WIDE_COLUMN) / 2 if lines else 0


def _height(lines: Sequence[Line], column: int) -> float:
    """Rows of lines one below the other, with who says them; a small number takes the place of three letters."""
    return sum(math.ceil((len(one.text) + 3 * len(one.numbers)) / column) + (2 if one.spoken else 0.5) for one in lines)
