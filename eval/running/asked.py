"""What suites ask for, checked before anything is run."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from eval.metrics import is_figure, metric, metrics
from eval.suites import Suite
from personas.errors import BadInput


def check_asked(suites: Sequence[Suite]) -> None:
    """Raises BadInput for two suites of one name, and, by file and line, for a figure or a bar that cannot be."""
    twice = [name for name, times in Counter(suite.name for suite in suites).items() if times > 1]
    if twice:
        raise BadInput(f"Two suites have the name {twice[0]!r}: name each once, or set another `suite:` in one file.")
    for suite in suites:
        for name in (*suite.metrics, *suite.bars):
            _known(suite, name)
        for name in suite.bars:
            _within(suite, name)


def _known(suite: Suite, name: str) -> None:
    if is_figure(name):
        return
    meant = get_close_matches(name, metrics(), 1)
    raise BadInput(
        f"{suite.place_of(name)}: the suite {suite.name!r} asks for {name}, which is no figure. "
        + (f"Did you mean {meant[0]}? " if meant else "")
        + f"Known are {', '.join(metrics())} (docs/suites.md)."
    )


def _within(suite: Suite, name: str) -> None:
    bar, unit = suite.bars[name], metric(name).unit
    outside = [bound for bound in (bar.min, bar.max) if bound is not None and not 0 <= bound <= 1]
    if unit == "share" and outside:
        raise BadInput(
            f"{suite.place_of(name)}: the suite {suite.name!r} wants {name} to be {bar}, "
            "and a share lies between 0 and 1: write 0.9 for 90 %."
        )
