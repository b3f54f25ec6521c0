"""Replacing personal data by placeholders."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from retrieval.privacy.accounts import accounts, emails, handles, links, network_addresses
from retrieval.privacy.births import births
from retrieval.privacy.names import mask_names, name_recogniser
from retrieval.privacy.phones import phones
from retrieval.privacy.places import coordinates, postcodes, streets
from retrieval.privacy.spans import Recogniser, Span

PLACEHOLDERS = {
    "email": "[email]",
    "url": "[link]",
    "handle": "[handle]",
    "iban": "[iban]",
    "card": "[card]",
    "ip": "[ip]",
    "coordinates": "[coordinates]",
    "postcode": "[postcode]",
    "address": "[address]",
    "phone": "[phone]",
    "birth date": "[date of birth]",
    "name": "[name]",
}
"""What stands in a stored text in place of each kind."""

PATTERNS: tuple[Recogniser, ...] = (
    emails, links, handles, accounts, network_addresses, births, coordinates, streets, postcodes, phones,
)  # fmt: skip
"""In order of precedence: where two overlap, the earlier wins."""


class Redaction(NamedTuple):
    """A text without the personal data that was found, and how much of each kind that was."""

    text: str
    counts: dict[str, int]


def redact(
    text: str,
    *,
    names: Collection[str] = (),
    protected: Collection[str] = (),
    recognisers: Sequence[Recogniser] = PATTERNS,
) -> Redaction:
    """Replace personal data by `PLACEHOLDERS`.

    `names` are people known to be spoken of (a transcript's speakers) and go wherever they stand; other names go
    where the words around them show a person, unless they are among the `protected` words. Doing it twice changes
    nothing. What patterns cannot see (a name in passing) stays: docs/evaluation.md has the recall of each kind.
    """
    spans = [span for recogniser in (*recognisers, name_recogniser(protected)) for span in recogniser(text)]
    counts: Counter[str] = Counter()
    pieces, position = [], 0
    for span in _without_overlaps(spans):
        pieces += [text[position : span.start], PLACEHOLDERS[span.kind]]
        position = span.end
        counts[span.kind] += 1
    masked, hits = mask_names("".join([*pieces, text[position:]]), names, PLACEHOLDERS["name"])
    counts["name"] += hits
    return Redaction(masked, {kind: count for kind, count in counts.items() if count})


def _without_overlaps(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
