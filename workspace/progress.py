"""How services report progress."""

from collections.abc import Callable

Report = Callable[[str, float], None]
"""Called with what is being done, in words, and the share that is done, 0..1."""


def silent(words: str, share: float) -> None:
    """Tell nobody."""


def part_of(report: Report, start: float, end: float) -> Report:
    """A report for a step that is the stretch from `start` to `end` of the whole."""
    return lambda words, share: report(words, start + (end - start) * min(1.0, max(0.0, share)))
