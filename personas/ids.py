"""Content-hash identifiers."""

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and ten hexadecimal digits of a SHA-256 over the parts, unit-separated."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:10]}"
