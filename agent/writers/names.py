"""The persona's fictional name: neutral, the same for a segment every time."""

import hashlib
import re

from agent.writers.data import load
from personas.evidence import EvidencePack


def persona_name(segment_id: str, pack: EvidencePack) -> str:
    """A name from the list marked as fictional, by the segment's id, skipping names that stand in the evidence."""
    names: list[str] = load("names")["names"]
    spoken = " ".join(quote.text for quote in pack.quotes).casefold()
    start = _place(segment_id)
    ordered = (names[(start + step) % len(names)] for step in range(len(names)))
    free = (name for name in ordered if not re.search(rf"\b{name.casefold()}\b", spoken))
    return next(free, names[start % len(names)])


def _place(segment_id: str) -> int:
    numbered = re.fullmatch(r"[a-z]+-(\d{1,6})", segment_id)
    if numbered:
        return int(numbered.group(1)) - 1
    return int(hashlib.sha256(segment_id.encode()).hexdigest()[:8], 16)
