"""How full the pages of a PDF are."""

import io
from typing import Any

from pypdf import PdfReader

_EDGE = 48
"""Points at the foot of a page that hold no text of its own: the margin, and the footer within it."""


def filled(pdf: bytes) -> list[float]:
    """For each page, how far down its text reaches: the share of the page above the lowest line."""
    return [_lowest(page) for page in PdfReader(io.BytesIO(pdf)).pages]


def _lowest(page: Any) -> float:
    height, seen = float(page.mediabox.height), [0.0]

    def text(words: str, matrix: Any, text_matrix: Any, *_: Any) -> None:
        y = text_matrix[5] * matrix[3] + matrix[5]
        if words.strip() and y > _EDGE:
            seen.append(1 - y / height)

    page.extract_text(visitor_text=text)
    return max(seen)
