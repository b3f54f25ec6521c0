"""Extracting text from plain files, Word documents and PDFs."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
import pypdf
from docx.table import Table
from pypdf.errors import PyPdfError

from personas.errors import BadInput
from retrieval.readers.turns import is_headed, is_named
from segments.tables import Sample
from segments.tables.opening.containers import open_content

_PDF_DAMAGE = (
    PyPdfError, NotImplementedError, RuntimeError, LookupError, TypeError, AttributeError, ArithmeticError,
)  # fmt: skip
"""What pypdf raises on files that are garbled."""
_MOMENT = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?(?:\s*[-–]\s*[\d:.,]+)?|\d{1,3}[.)]?")
"""A cell with a time, or the number of a turn."""


def text_of(path: Path, looked: Sample) -> str:
    """A text, decoded as the first look into it told."""
    encoding = looked.encoding or "utf-8"
    with open_content(path) as file, io.TextIOWrapper(file, encoding, errors="replace") as text:
        return text.read().lstrip("\ufeff")


def paragraphs_of(path: Path) -> list[str]:
    """The lines of a Word document that say something.

    Tables are read where no turns stand outside them: a row is one, its first cell as who speaks.
    """
    with open_content(path) as file:
        document = docx.Document(io.BytesIO(file.read()))
    spoken = _filled(paragraph.text for paragraph in document.paragraphs)
    if not document.tables or is_named(spoken) or is_headed(spoken):
        return spoken
    blocks = document.iter_inner_content()
    return _filled(text for block in blocks for text in (_rows_of(block) if isinstance(block, Table) else [block.text]))


def _filled(texts: Iterable[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def _rows_of(table: Table) -> Iterator[str]:
    """Each row as `first cell: the others`, without times and numbers of turns; a merged cell counts once."""
    for row in table.rows:
        cells = list(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
        said = [cell for cell in cells if cell and not _MOMENT.fullmatch(cell)]
        yield f"{said[0].rstrip(' :')}: {' '.join(said[1:])}" if len(said) > 1 else "".join(said)


def pages_of(path: Path) -> list[str]:
    """The lines of a PDF. Raises BadInput for one that is damaged, locked or holds only pictures."""
    try:
        with open_content(path) as file:
            pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read())).pages]
    except _PDF_DAMAGE as error:
        raise BadInput(f"{path.name!r} is a damaged or locked PDF ({error}). Export it again.") from error
    lines = [line.strip() for page in pages for line in page.splitlines() if line.strip()]
    if not lines:
        raise BadInput(f"{path.name!r} is a PDF without text, a scan perhaps. Export the words themselves.")
    return lines
