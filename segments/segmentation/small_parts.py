"""Parts of fewer than five people are told together with another: no size may give theirs away."""

from collections.abc import Mapping, Sequence
from typing import Any

from segments.segmentation.parts import FEWEST_SHOWN, Part, case_of
from segments.segmentation.rules import REST

Homes = Mapping[str, str]
"""Key of a part with too few people -> key of the part with which they are told."""


def count_parts(connection: Any, table: str, parts: Sequence[Part]) -> dict[str, int]:
    """How many rows of a table fit each part that any fits."""
    rows = connection.raw_sql(f"SELECT {case_of(parts)} AS key, count(*) FROM {table} GROUP BY 1").fetchall()
    return {str(key): int(n) for key, n in rows if key is not None}


def homes_of(sizes: Mapping[str, int]) -> dict[str, str]:
    """Where parts of one to four people go: to those whom no rule fits, else to the smallest of the other parts.

    Those whom no rule fits may be too few themselves. A part stays where there is no other.
    """
    left, homes = {key: n for key, n in sizes.items() if n}, dict[str, str]()
    while (small := min(left, key=lambda key: (left[key], key), default=None)) is not None:
        others = [key for key in left if key != small]
        if left[small] >= FEWEST_SHOWN or not others:
            break
        home = REST if REST in others else min(others, key=lambda key: (left[key], key))
        left[home] += left.pop(small)
        homes = {key: home if former == small else former for key, former in homes.items()} | {small: home}
    return homes


def told_together(parts: Sequence[Part], homes: Homes) -> list[Part]:
    """The parts with those that are too small joined to where they go, which says so in its rule."""
    joined = {key: [part for part in parts if homes.get(part.key) == key] for key in homes.values()}
    return [_with(part, joined.get(part.key, [])) for part in parts if part.key not in homes]


def _with(home: Part, small: Sequence[Part]) -> Part:
    if not small:
        return home
    names = " and ".join(part.name for part in small)
    conditions = " OR ".join(part.condition for part in (home, *small))
    few = f"fewer than {FEWEST_SHOWN} people each" if len(small) > 1 else f"fewer than {FEWEST_SHOWN} people"
    return home._replace(rule=f"{home.rule}; with {names}, {few}", condition=f"({conditions})")
