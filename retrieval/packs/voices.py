"""The clearest voices for each section of a persona."""

from collections.abc import Iterable, Sequence

from personas.evidence import Quote
from retrieval.packs.phrasing import is_joke, phrased_for
from retrieval.packs.replies import stars
from retrieval.packs.representative import even_sample
from retrieval.packs.sections import SECTION_STANCES, placed
from retrieval.themes.matching import Read, read_quotes

_GOOD_LENGTH = range(8, 31)
_BY_STARS = {"motivations": "good", "frustrations": "bad"}
"""Section -> the stars under which its quotes stand, where there are stars."""
_BORNE_OUT = 0.5
"""Worth of stars that agree with a section, beside what makes a quote clear."""


def voices_by_section(quotes: Sequence[Quote], per_section: int) -> dict[str, list[str]]:
    """For each section ids of the clearest quotes, each of another respondent; `in their own words` the most vivid.

    Of very many quotes an even sample is read.
    """
    rows = read_quotes(even_sample(quotes))
    fitting: dict[str, list[Read]] = {section: [] for section in SECTION_STANCES}
    for row in rows:
        for section in placed(row):
            fitting.setdefault(section, []).append(row)
    chosen = {section: _best(found, per_section, section) for section, found in fitting.items()}
    own = [row for row in rows if not is_joke(row.quote)]
    chosen["in their own words"] = _best(own, 2 * per_section, "in their own words")
    return chosen


def _best(rows: Iterable[Read], limit: int, section: str) -> list[str]:
    """Ids of the clearest, one a respondent; of those as clear in the order in which they come.

    Who says in so many words what a section wants goes before others.
    """
    best: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _worth(row, section), reverse=True):
        best.setdefault(row.quote.respondent_id, row.quote.id)
    return list(best.values())[:limit]


def _worth(row: Read, section: str) -> float:
    outright = section in phrased_for(row.quote)
    return _clarity(row) + _BORNE_OUT * _is_borne_out(row, section) + outright


def _is_borne_out(row: Read, section: str) -> bool:
    """Whether stars bear out what the words show: praise under high ones, complaint under low ones."""
    return _BY_STARS.get(section) == stars(row) != ""


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
