"""Rows of an .xlsx workbook."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from personas.errors import BadInput
from segments.tables.cells import cell_text
from segments.tables.containers import open_content


def iterate_sheet(path: Path, *, formulas: bool = False) -> Iterator[list[str]]:
    """The rows of the first sheet as text, streamed. Raises BadInput for a workbook that does not open.

    With `formulas` a cell that is computed holds its formula, else the result that was saved with it, if any.
    """
    with open_content(path) as file:
        try:
            workbook = load_workbook(file, read_only=True, data_only=not formulas)
        except (KeyError, ValueError, SyntaxError) as error:
            raise BadInput(f"{path.name!r} is a damaged workbook ({error}). Save it again.") from error
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield [cell_text(value) for value in row]
        workbook.close()
