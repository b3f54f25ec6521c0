"""Verbatim quotes for the sections of a persona, beside those that stand for themes."""

from collections.abc import Iterable, Mapping, Sequence

from personas.evidence import Quote
from retrieval.themes.matching import Read, read_quotes

SECTION_STANCES: Mapping[str, str] = {
    "trigger": "trigger",
    "goals": "wish",
    "motivations": "praise",
    "frustrations": "complaint",
    "objections": "objection",
    "deal-breaker": "dealbreaker",
    "decision criteria": "criterion",
}
"""Section -> the stance that a quote for it shows."""

_GOOD_LENGTH = range(8, 31)


def voices_by_section(quotes: Sequence[Quote], per_section: int) -> dict[str, list[str]]:
    """For each section ids of the clearest quotes, each of another respondent; `in their own words` the most vivid."""
    rows = read_quotes(sorted(quotes, key=lambda quote: quote.id))
    chosen = {
        section: _best((row for row in rows if row.stance.shows(stance)), per_section)
        for section, stance in SECTION_STANCES.items()
    }
    chosen["in their own words"] = _best(rows, 2 * per_section)
    return chosen


def _best(rows: Iterable[Read], limit: int) -> list[str]:
    best: dict[str, tuple[float, str]] = {}
    for row in rows:
        score = (_clarity(row), row.quote.id)
        person = row.quote.respondent_id
        best[person] = max(best.get(person, score), score)
    return [quote_id for _, quote_id in sorted(best.values(), key=lambda pair: (-pair[0], pair[1]))[:limit]]


def _clarity(row: Read) -> float:
    """Good length, on several topics, clear in stance, in the first person, a complete sentence."""
    first_person = bool({"i", "i'm", "i'd", "i've", "we", "my", "our", "me"} & set(row.words))
    complete = row.quote.text[:1].isupper() and row.quote.text.rstrip()[-1:] in ".!?"
    return (
        (len(row.words) in _GOOD_LENGTH)
        + 0.5 * first_person
        + 0.3 * complete
        + 0.4 * min(len(row.topics), 2)
        + 0.2 * min(row.stance.strength, 3)
    )
