"""What a division is made of: a figure that only follows from it is no finding about its segments."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from segments.features import CUSTOMERS, Features
from segments.segmentation.missions import MISSION
from segments.segmentation.parts import Part, column_types, quoted
from segments.segmentation.voices import PEOPLE
from segments.statistics.attributes import MOST_VALUES, is_told
from segments.tables import plain

_TEXT = re.compile(r"'(?:[^']|'')*'")
_NAME = re.compile(r'"((?:[^"]|"")+)"|\b([a-z_]\w*)\b(?!\s*\()')
_FEWEST_TOGETHER = 30
"""People of whom both attributes are known, before one is taken to tell the other."""


@lru_cache(maxsize=1024)
def names_in(sql: str) -> frozenset[str]:
    """The plain names that a SQL expression reads, without its functions and its texts."""
    return frozenset(plain(in_quotes or bare) for in_quotes, bare in _NAME.findall(_TEXT.sub("''", sql)))


def defining_columns(features: Features, customers: Sequence[Part], spoken: Sequence[Part]) -> frozenset[str]:
    """The plain names of what the parts' conditions read, and of the attributes that tell one of these for sure.

    Where each shop lies in one region, a division by region is one by shops too.
    """
    known = {*features.table(CUSTOMERS).columns, *([MISSION] if features.missions else [])} if customers else set()
    used = _read(customers, known) | _read(spoken, features.table(PEOPLE).columns)
    return used | _telling(features, used) if customers else used


def _read(parts: Iterable[Part], columns: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, columns)).intersection(chain.from_iterable(names_in(part.condition) for part in parts))


def _telling(features: Features, used: frozenset[str]) -> frozenset[str]:
    """The customers' attributes of few values of which each goes with a single value of a used attribute."""
    kinds = column_types(features.table(CUSTOMERS)).items()
    texts = [name for name, kind in kinds if kind == "text" and is_told(name, kind)]
    pairs = [(one, of) for of in texts if plain(of) in used for one in texts if plain(one) not in used]
    return frozenset(plain(one) for one, of in pairs if _tells(features, one, of))


def _tells(features: Features, one: str, of: str) -> bool:
    values = (
        f"SELECT count(*) AS n, count(DISTINCT lower(trim({quoted(of)}))) AS told FROM {CUSTOMERS} "
        f"WHERE {quoted(one)} IS NOT NULL AND {quoted(of)} IS NOT NULL GROUP BY {quoted(one)}"
    )
    row = features.connection.raw_sql(f"SELECT count(*), sum(n), max(told) FROM ({values})").fetchone()
    count, together, told = row or (0, 0, 0)
    return 2 <= count <= MOST_VALUES and together >= _FEWEST_TOGETHER and told == 1
