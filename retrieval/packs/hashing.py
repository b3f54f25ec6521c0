"""The hash that freezes a pack."""

import hashlib
import json
from collections.abc import Sequence

from personas.evidence import Quote, Statistic, Theme


def pack_hash(
    segment_id: str, quotes: Sequence[Quote], statistics: Sequence[Statistic], themes: Sequence[Theme]
) -> str:
    """SHA-256 over the canonical JSON of the members: keys sorted, no blanks, UTF-8, members in order."""
    members = {
        "segment_id": segment_id,
        "quotes": [quote.model_dump(mode="json", exclude=_unsaid(quote)) for quote in quotes],
        "statistics": [statistic.model_dump(mode="json") for statistic in statistics],
        "themes": [theme.model_dump(mode="json") for theme in themes],
    }
    canonical = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _unsaid(quote: Quote) -> set[str]:
    """What packs did not tell before voices were placed by inference, and do not where there is none."""
    return {"membership_error"} if quote.membership_error is None else set()
