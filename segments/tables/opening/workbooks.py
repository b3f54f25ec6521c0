"""Rows of an .xlsx workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from personas.errors import BadInput
from segments.tables.opening.containers import open_content
from segments.tables.values.cells import cell_text


def iterate_sheet(path: Path, *, formulas: bool = False) -> Iterator[list[str]]:
    """The rows of the first sheet as text, streamed. Raises BadInput for a workbook that does not open.

    With `formulas` a cell that is computed holds its formula, else the result that was saved with it, if any.
    """
    with _opened(path, formulas=formulas) as workbook:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield [cell_text(value) for value in row]


def top_of(path: Path, rows: int) -> tuple[list[list[str]], list[str]]:
    """The first rows of the first sheet, and the names of the other sheets that hold something, which are not read."""
    with _opened(path) as workbook:
        first, *others = workbook.worksheets
        top = [[cell_text(value) for value in row] for row in _first(first, rows)]
        return top, [
            sheet.title for sheet in others if any(cell is not None for row in _first(sheet, rows) for cell in row)
        ]


def _first(sheet: Any, rows: int) -> Iterator[tuple[Any, ...]]:
    return islice(sheet.iter_rows(values_only=True), rows)


@contextmanager
def _opened(path: Path, *, formulas: bool = False) -> Iterator[Workbook]:
    with open_content(path) as file:
        try:
            workbook = load_workbook(file, read_only=True, data_only=not formulas)
        except (KeyError, ValueError, SyntaxError) as error:
            raise BadInput(f"{path.name!r} is a damaged workbook ({error}). Save it again.") from error
        yield workbook
        workbook.close()
