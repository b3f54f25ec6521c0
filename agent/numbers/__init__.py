"""Reads the numbers of a text and compares them with figures.

`read_numbers` finds every number with its span, value, unit and precision; `agrees` tells whether
one is a correct rounding of a value; `same_number` whether two are the same quantity.

    >>> [number.text for number in read_numbers("Over 62 % of 190 customers, one in five weekly.")]
    ['62 %', '190', 'one in five']
"""

from agent.numbers._agreement import agrees, same_number
from agent.numbers._model import Comparison, Number, Reading, Unit
from agent.numbers._reader import read_numbers

__all__ = [
    "Comparison",
    "Number",
    "Reading",
    "Unit",
    "agrees",
    "read_numbers",
    "same_number",
]
