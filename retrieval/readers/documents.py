"""Extracting text from plain files, Word documents and PDFs."""

import io
from pathlib import Path

import docx
import pypdf
from pypdf.errors import PyPdfError

from personas.errors import BadInput
from segments.tables import Sample
from segments.tables.containers import open_content

_PDF_DAMAGE = (
    PyPdfError, NotImplementedError, RuntimeError, LookupError, TypeError, AttributeError, ArithmeticError,
)  # fmt: skip
"""What pypdf raises on files that are garbled."""


def text_of(path: Path, looked: Sample) -> str:
    """A text, decoded as the first look into it told."""
    encoding = looked.encoding or "utf-8"
    with open_content(path) as file, io.TextIOWrapper(file, encoding, errors="replace") as text:
        return text.read().lstrip("\ufeff")


def paragraphs_of(path: Path) -> list[str]:
    """The lines of a Word document that say something."""
    with open_content(path) as file:
        document = docx.Document(io.BytesIO(file.read()))
    return [line.strip() for paragraph in document.paragraphs for line in paragraph.text.splitlines() if line.strip()]


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
