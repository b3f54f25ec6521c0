"""Markdown and JSON."""

from collections.abc import Mapping
from typing import Any


def markdown(body: Mapping[str, Any]) -> str:
    return ""


def json_text(body: Mapping[str, Any]) -> str:
    return ""
