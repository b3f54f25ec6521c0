"""Splitting an iterable into batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in their order, at most `size` of them at a time; nothing for no items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
