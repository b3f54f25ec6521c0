"""Drafts and published personas for others to read: JSON, Markdown and one self-contained HTML page."""

from personas.publishing.page import html
from personas.publishing.plain import json_text, markdown
from personas.publishing.public import public_evidence, public_json, published_json

__all__ = ["html", "json_text", "markdown", "public_evidence", "public_json", "published_json"]
