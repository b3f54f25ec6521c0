"""Formatting shared by all exports: dates, headings, source lines, shortened text."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from personas.evidence import placed_words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_VOICES = {
    "interview": "Interview",
    "survey": "Survey answer",
    "review": "Review",
    "ticket": "Service ticket",
    "post": "Post",
}
_SHOWN = ("sector", "industry", "trade", "role", "age", "region", "country", "department", "product", "channel", "plan")
"""Attributes that a source line may show, in this order; anything else could point at a person and stays out."""
_MOST_SHOWN = 3
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def day(moment: str | None) -> str:
    """An ISO time as "14 October 2026"; empty when there is none."""
    if not moment:
        return ""
    date = datetime.fromisoformat(moment)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def month(moment: str | None) -> str:
    """An ISO time as "October 2026": precise enough for a reader, too coarse to find a person by."""
    return day(moment).partition(" ")[2]


def span(first: str, last: str) -> str:
    """Two dates in words as "from to", or one when they are the same."""
    return first if first == last else f"{first} to {last}"


def heading(name: str) -> str:
    """A section's, stage's or attribute's name as a title."""
    words = " ".join(name.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def printable(text: str) -> str:
    """The text without control characters, which neither a PDF nor a slide can hold."""
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)


def shortened(text: str, most: int) -> str:
    """The text on one line, cut at a word to at most so many characters, and marked as cut."""
    line = " ".join(printable(text).split())
    if len(line) <= most:
        return line
    words = line[: most - 1].rpartition(" ")[0]
    return f"{(words if len(words) > most // 2 else line[: most - 1]).rstrip(' ,;:')}…"


def made(*, accepted: bool) -> str:
    """The last words of every export: who accepted what, and what a persona is not."""
    who = (
        "Every claim above was accepted by a person"
        if accepted
        else "This is a draft: not every claim in it was accepted by a person"
    )
    return (
        f"Made with Verism. {who}; marks say how the evidence supports it. A persona is one representative of its "
        "segment, not its average and not everybody in it."
    )


def source_line(quote: Mapping[str, Any]) -> str:
    """Who says it, without pointing at anybody: "Interview · Construction · aged 40 to 49 · May 2026"."""
    kind = _VOICES.get(quote.get("kind") or "", "Quotation")
    if quote.get("rating") is not None:
        kind += f", {quote['rating']:g} of 5"
    belongs = placed_words(quote.get("membership") or "", quote.get("membership_error"))
    parts = [kind, *_attributes(quote.get("attributes") or {}), month(quote.get("date")), belongs]
    return " · ".join(part for part in parts if part)


def language(quote: Mapping[str, Any]) -> str:
    """The quote's language as a tag for a page, or nothing when it is no tag."""
    tag = str(quote.get("language") or "")
    return tag if _TAG.fullmatch(tag) else ""


def unquoted(text: str) -> str:
    """Words without the quotation marks around the whole of them."""
    pairs = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))
    for left, right in pairs:
        inner = text[1:-1]
        if len(text) > 2 and text.startswith(left) and text.endswith(right) and left not in inner:
            return inner
    return text


def size(body: Mapping[str, Any]) -> str:
    """How large the segment is, of whom: "311 customers"; "people" where no figure of the segment tells."""
    kinds = {item.get("population") for item in body["evidence"].values() if item["type"] == "statistic"}
    who = next((kind for kind in ("customers", "respondents") if kind in kinds), "people")
    return f"{body['segment']['n']:,} {who}"


def _attributes(attributes: Mapping[str, Any]) -> list[str]:
    known = {name.lower().removesuffix("_name").removesuffix("_band"): value for name, value in attributes.items()}
    shown = [_attribute(name, known[name]) for name in _SHOWN if known.get(name) not in (None, "")]
    return shown[:_MOST_SHOWN]


def _attribute(name: str, value: Any) -> str:
    if name != "age":
        return str(value)
    try:
        years = int(value)
    except ValueError:
        return f"aged {value}"
    if years < 18:
        return "aged under 18"
    if years >= 80:
        return "aged 80 or over"
    return f"aged {max(18, years // 10 * 10)} to {years // 10 * 10 + 9}"
