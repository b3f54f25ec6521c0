"""Content-hash identifiers."""

import hashlib

OF_TEXTS = 16
"""Digits for what there are millions of: with ten, two of a million are as likely as not to be the same."""


def content_id(prefix: str, *parts: object, digits: int = 10) -> str:
    """`prefix-` and so many hexadecimal digits of a SHA-256 over the parts, unit-separated."""
    joined = "\x1f".join(map(str, parts))
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:digits]}"


def source_id_of(digest: str) -> str:
    """The id of a source by the SHA-256 of its file: the same bytes are the same source."""
    return f"src-{digest[:10]}"
