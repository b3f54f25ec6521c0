"""The export formats, and the one function that renders any of them."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from personas.publishing.page import html
from personas.publishing.plain import json_text, markdown

FormatName = Literal["md", "html", "json", "pdf", "pptx"]


class Format(NamedTuple):
    """An export format."""

    label: str
    media_type: str


FORMATS: dict[FormatName, Format] = {
    "html": Format("HTML", "text/html"),
    "pdf": Format("PDF", "application/pdf"),
    "pptx": Format("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "md": Format("Markdown", "text/markdown"),
    "json": Format("JSON", "application/json"),
}
"""Ending of the file's name -> what it is."""


def rendered(body: Mapping[str, Any], export_format: FormatName) -> bytes:
    """A draft's or publication's JSON as a file of that format: the same input gives the same bytes.

    What typesets and what makes slides is loaded when it is asked for: nobody waits for them to read Markdown.
    """
    match export_format:
        case "pdf":
            from personas.publishing.pdf import pdf

            return pdf(body)
        case "pptx":
            from personas.publishing.slides import pptx

            return pptx(body)
        case "html":
            return html(body).encode()
        case "md":
            return markdown(body).encode()
        case "json":
            return json_text(body).encode()
