"""A segment's own vocabulary: words that its people use more than others do, as themes with counts."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from personas.evidence import Quote, Theme
from personas.ids import content_id
from retrieval.packs.representative import SAMPLE, even_sample
from retrieval.themes.matching import Read, read_quotes
from retrieval.themes.phrases import Nouns, Phrase, nouns_of, phrases_of
from retrieval.themes.spoken import side_words
from retrieval.themes.terms import Found

SECTION = "in their own words"
MOST = 8
_SPEAKERS = 3
_UNLIKELY = 3.84
"""The log-likelihood ratio that chance alone exceeds one time in twenty."""
_QUOTES = 6
_GOOD_LENGTH = range(6, 31)
_Held = dict[Phrase, list[tuple[Read, Found]]]


def own_vocabulary(
    own: Sequence[Quote], outside: Sequence[Quote], segment_id: str, *, of: int, telling: Sequence[str] = ()
) -> Iterator[Theme]:
    """Themes of the nouns that come up in this segment more than elsewhere, the most telling first.

    Keyness is the log-likelihood ratio (Dunning, 1993) over the people who use a word, in the segment and outside it;
    where nobody is outside, the number of people. A theme's label is the word as most of them write it, its count the
    people who write it so, its quotes those that do not deny it first, and of these the `telling` ones. Of very many
    quotes an even sample chooses the words; all are counted.
    """
    inside, beyond = read_quotes(even_sample(own)), read_quotes(outside[:SAMPLE])
    nouns = nouns_of([*inside, *beyond])
    held, elsewhere = phrases_of(inside, nouns), _counts(beyond, nouns)
    voices, others = _voices(inside), _voices(beyond)
    spread = {phrase: _people(found) for phrase, found in held.items()}
    worth = {
        phrase: _keyness(count, voices, elsewhere[phrase], others)
        for phrase, count in spread.items()
        if count >= _SPEAKERS
    }
    rank = {quote_id: place for place, quote_id in enumerate(telling)}
    ranked = sorted((one for one in worth if worth[one] >= _UNLIKELY), key=lambda one: (-worth[one], one))
    themes = (_theme(held[phrase], own, segment_id, of, rank) for phrase in _apart(ranked)[: 2 * MOST])
    yield from list(theme for theme in themes if theme.n >= _SPEAKERS)[:MOST]


def _apart(ranked: Sequence[Phrase]) -> list[Phrase]:
    """Without phrases that share a word with one before them."""
    kept: list[Phrase] = []
    for phrase in ranked:
        if not any(set(phrase.tokens) & set(other.tokens) for other in kept):
            kept.append(phrase)
    return kept


def _counts(rows: Sequence[Read], nouns: Nouns) -> Counter[Phrase]:
    return Counter({phrase: _people(found) for phrase, found in phrases_of(rows, nouns).items()})


def _people(held: Sequence[tuple[Read, Found]]) -> int:
    return len({row.quote.respondent_id for row, _ in held})


def _voices(rows: Sequence[Read]) -> int:
    return len({row.quote.respondent_id for row in rows})


def _keyness(own: int, voices: int, other: int, elsewhere: int) -> float:
    """The log-likelihood ratio of a word's use inside against outside; 0 where it is not used more inside."""
    if not elsewhere:
        return float(own) + 1
    if own / voices <= other / elsewhere:
        return 0.0
    rate = (own + other) / (voices + elsewhere)
    cells = (
        (own, voices * rate),
        (voices - own, voices * (1 - rate)),
        (other, elsewhere * rate),
        (elsewhere - other, elsewhere * (1 - rate)),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)


def _theme(
    held: Sequence[tuple[Read, Found]], quotes: Sequence[Quote], segment_id: str, of: int, rank: Mapping[str, int]
) -> Theme:
    """The theme of a word: of all who write it as most do."""
    written = [(_spelled(row, place), row, place) for row, place in held]
    people = Counter(form for form, _ in {(form, row.quote.respondent_id) for form, row, _ in written})
    label = min(people, key=lambda form: (-people[form], not form.islower(), form))
    same = sorted(
        ((row, place) for form, row, place in written if form == label),
        key=lambda pair: (*_worth(*pair), rank.get(pair[0].quote.id, len(rank)), pair[0].place),
    )
    first: dict[str, str] = {}
    for row, _ in same:
        first.setdefault(row.quote.respondent_id, row.quote.id)
    whole_word = re.compile(rf"\b{re.escape(label)}\b")
    users = {quote.respondent_id for quote in quotes if label in quote.text and whole_word.search(quote.text)}
    return Theme(
        id=content_id("t", segment_id, "word", label, *sorted(users)),
        segment_id=segment_id,
        label=label,
        n=len(users),
        of=max(of, len(users)),
        quotes=tuple(first.values())[:_QUOTES],
        topic=SECTION,
    )


def _spelled(row: Read, place: Found) -> str:
    """The words as they stand in the quote, capitals kept; as they were read where they can't be found so."""
    read = " ".join(row.words[place.start : place.end])
    found = re.search(rf"\b{re.escape(read)}\b", row.quote.text, re.IGNORECASE)
    return found.group() if found else read


def _worth(row: Read, place: Found) -> tuple[bool, bool]:
    """What reads worse last: a word in a clause that denies, a quote too short or too long."""
    clause = row.words[slice(*row.reading.spoken.clause(place.start))]
    return not side_words("negators").isdisjoint(clause), len(row.words) not in _GOOD_LENGTH
