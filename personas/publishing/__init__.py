"""Drafts and published personas for others to read: JSON, Markdown, one self-contained HTML page, PDF and slides."""

from personas.publishing.formats import FORMATS, Format, FormatName, rendered
from personas.publishing.page import html
from personas.publishing.plain import json_text, markdown
from personas.publishing.provenance import provenance
from personas.publishing.public import json_schema, public_evidence, public_json, published_json

__all__ = [
    "FORMATS",
    "Format",
    "FormatName",
    "html",
    "json_schema",
    "json_text",
    "markdown",
    "provenance",
    "public_evidence",
    "public_json",
    "published_json",
    "rendered",
]
