"""Personal data in free text: found by patterns and checksums, replaced by typed placeholders before storage."""

from retrieval.privacy.names import is_first_name, is_person, mask_names
from retrieval.privacy.redaction import PLACEHOLDERS, Redaction, redact
from retrieval.privacy.spans import Recogniser, Span

__all__ = ["PLACEHOLDERS", "Recogniser", "Redaction", "Span", "is_first_name", "is_person", "mask_names", "redact"]
