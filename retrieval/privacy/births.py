"""When somebody was born: a date after the words that say so."""

import re
from collections.abc import Iterator

from retrieval.privacy.spans import Span

_SAID = r"\b(?:born|date of birth|dob|birthday|geboren|geb\.|geburtsdatum|geburtstag|née? le|nacid[oa] el)\b"
_DATE = re.compile(
    rf"{_SAID}[^\d\n]{{0,12}}(?P<date>\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b|(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?[a-zäéû]{3,9}\.? (?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_HINTS = ("born", "birth", "dob", "geb", "né", "nacid")


def births(text: str) -> Iterator[Span]:
    """Dates of birth; a date alone is that of a purchase."""
    folded = text.casefold()
    if any(hint in folded for hint in _HINTS):
        yield from (Span("birth date", *match.span("date")) for match in _DATE.finditer(text))
