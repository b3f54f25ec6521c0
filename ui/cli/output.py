"""Output of commands: results on standard output, progress and messages on standard error."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from personas.visible import visible, visible_in_json
from ui.cli.stopping import hearing_interrupts
from workspace.progress import Report

if TYPE_CHECKING:
    from personas.changes import Changes

MARKS = {
    "grounded": "[green]✓ grounded[/]",
    "weak": "[yellow]~ weak[/]",
    "inference": "[blue]≈ inference[/]",
    "ungrounded": "[red]✗ ungrounded[/]",
    "contradicted": "[red]✗ contradicted[/]",
    "unsafe": "[red]! unsafe[/]",
    "undeclared": "[red]? undeclared[/]",
    "unchecked": "[red]? unchecked[/]",
}
"""Verdict -> how it is shown: a sign and a word, never a colour alone."""

_WHOLE = ("id", "claim", "figure", "evidence", "size", "share")
"""Columns that are to be copied from or compared: never broken over two lines, however narrow the terminal."""
_SHORT = 12
"""Characters of a date, a number, a word or two: a column of no longer cells is not broken, either."""

_EVERY = 30.0
"""Seconds between two lines of progress where it goes to a file."""


class _Guarded(Console):
    """A console that shows the escapes and turned letters of other people's texts, and obeys none."""

    def print(self, *objects: Any, **how: Any) -> None:
        """As `Console.print`."""
        super().print(*(visible(one) if isinstance(one, str) else one for one in objects), **how)


out = _Guarded(soft_wrap=True, highlight=False)
messages = _Guarded(stderr=True, soft_wrap=True, highlight=False)


def print_json(data: Any) -> None:
    """One JSON document, and nothing else, on standard output."""
    sys.stdout.write(visible_in_json(json.dumps(data, ensure_ascii=False, indent=2, default=str)) + "\n")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for a person; cells are plain text, so that evidence cannot style the terminal."""
    table = Table(
        title=escape(visible(title)), title_justify="left", header_style="bold", box=SIMPLE_HEAD,
        collapse_padding=True, pad_edge=False,
    )  # fmt: skip
    cells = [[visible(str(cell)) for cell in row] for row in rows]
    for place, column in enumerate(columns):
        longest = max((len(row[place]) for row in cells), default=0)
        least = max(longest if longest <= _SHORT else 0, *map(len, column.split()), 1)
        table.add_column(escape(column), overflow="fold", no_wrap=column in _WHOLE, min_width=least)
    for row in cells:
        table.add_row(*(cell if cell in MARKS.values() else escape(cell) for cell in row))
    out.print(table)


def say(words: str) -> None:
    """A message to the person, on standard error."""
    messages.print(escape(words))


def tell_changes(found: "Changes") -> None:
    """What changed between two versions, a line a change, figures before claims."""
    out.print(f"From {found.older} to {found.newer}:", markup=False)
    for sentence in found.sentences() or ("nothing changed.",):
        out.print(f"  {sentence}", markup=False)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Report]:
    """A progress bar on standard error for as long as the work takes; off a terminal a line now and then.

    Who reports hears of a Ctrl-C that nobody else heard.
    """
    with hearing_interrupts() as heed, _told(quiet) as tell:

        def report(words: str, share: float) -> None:
            heed()
            tell(words, share)

        yield report


@contextmanager
def _told(quiet: bool) -> Iterator[Report]:
    if not quiet and not messages.is_terminal:
        yield _in_lines()
        return
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=messages,
        transient=True, disable=quiet,
    )  # fmt: skip
    with bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda words, share: bar.update(task, description=escape(visible(words)), completed=share)


def _in_lines() -> Report:
    told = time.monotonic()

    def report(words: str, share: float) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY:
            told = time.monotonic()
            say(f"{words} ({share:.0%})")

    return report
