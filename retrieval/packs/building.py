"""Building an evidence pack: figures, themes with their quotes and opposition, voices by section."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from personas.evidence import BY_DEFINITION, PERMISSIONS, EvidencePack, Quote, Statistic, Theme
from retrieval.packs.choice import PER_RESPONDENT, by_respondent, most_telling
from retrieval.packs.hashing import pack_hash
from retrieval.packs.voices import voices_by_section

_STATISTICS_PER_SECTION, _THEMES, _THEMES_PER_SECTION = 10, 36, 6
_QUOTES_PER_THEME, _OPPOSING_PER_THEME, _PER_SECTION = 8, 2, 4
_WHOLE = frozenset({"demographics", "outlook"})
"""Sections whose figures are never cut: a distribution lacks no value, a prediction not its error."""
FEW_PEOPLE = 20
"""People up to whom a pack has so little room that what is wanted of each goes before what each says most tellingly."""
_MENTIONS = 3
"""Quotes of a theme that only mentions its label."""
_SMALLEST_GROUP = 5
"""People under which no figure is shown."""


def build_pack(
    segment_id: str,
    quotes: Sequence[Quote],
    statistics: Sequence[Statistic],
    themes: Sequence[Theme],
    *,
    telling: Sequence[str] = (),
    fit: Callable[[Quote], bool] = lambda quote: True,
    voices: Mapping[str, Sequence[str]] | None = None,
) -> EvidencePack:
    """Freeze the evidence for one draft of a segment.

    `quotes` are the segment's voices, as the library gives them for it: all, or those that are named. `statistics` and
    `themes` come in order of worth, and so do `telling`, ids of quotes that stand for what several people say, and
    `voices`, ids by section (chosen here when they are not given). The pack's quotes begin with the telling ones; the
    others follow by their lots. Where few people are heard every section is given voices before what they merely
    mention. Figures of people's attributes are all kept. Every theme keeps only quotes that are in the pack, opposing
    ones among them where there are any; themes that only mention a thing take what room is left. One respondent gives
    at most `PER_RESPONDENT`. The same evidence gives the same pack: id and hash are of its contents.
    `fit` says of a quote that would be taken whether it may be.
    """
    chosen = _Chosen(quotes, fit)
    by_section = voices_by_section(quotes, _PER_SECTION) if voices is None else voices
    kept = _take(chosen, themes, telling, by_section)
    frozen = [theme for theme in (_trimmed(theme, chosen.ids) for theme in kept) if theme.quotes]
    figures = _figures(statistics)
    members = _in_order({quote.id: quote for quote in quotes if quote.id in chosen.ids}.values(), telling)
    digest = pack_hash(segment_id, members, figures, frozen)
    return EvidencePack(
        id=f"k-{digest[:10]}",
        segment_id=segment_id,
        quotes=tuple(members),
        statistics=tuple(figures),
        themes=tuple(frozen),
        hash=digest,
    )


class _Chosen:
    """The ids taken so far, with each respondent's number."""

    def __init__(self, quotes: Iterable[Quote], fit: Callable[[Quote], bool]) -> None:
        said_by = by_respondent(quotes)
        self.people = len(said_by)
        choose = list if self.people <= FEW_PEOPLE else most_telling
        self._quotes, self._fit = {one.id: one for said in said_by.values() for one in choose(said)}, fit
        self._counts: Counter[str] = Counter()
        self.ids: set[str] = set()

    def take(self, ids: Sequence[str], limit: int) -> int:
        """Take up to `limit` of these in their order, those already taken counted; how many of them are in."""
        inside = 0
        for quote_id in ids:
            if inside == limit:
                break
            inside += quote_id in self.ids or self._add(quote_id)
        return inside

    def _add(self, quote_id: str) -> bool:
        quote = self._quotes.get(quote_id)
        if quote is None or self._counts[quote.respondent_id] >= PER_RESPONDENT or not self._fit(quote):
            return False
        self._counts[quote.respondent_id] += 1
        self.ids.add(quote_id)
        return True


def _balanced(themes: Sequence[Theme]) -> list[Theme]:
    """The most prevalent themes, no section with more than its share."""
    taken: dict[str, int] = defaultdict(int)
    kept: list[Theme] = []
    for theme in themes:
        if taken[theme.topic] < _THEMES_PER_SECTION and len(kept) < _THEMES:
            taken[theme.topic] += 1
            kept.append(theme)
    return kept


def _take(
    chosen: _Chosen, themes: Sequence[Theme], telling: Sequence[str], voices: Mapping[str, Sequence[str]]
) -> list[Theme]:
    """Take quotes, the worthiest first: of the themes one, then their opposing ones, then more; then the others.

    Gives the themes of which any quote was taken.
    """
    few = chosen.people <= FEW_PEOPLE
    if few:
        _take_for_sections(chosen, themes, voices)
    said = _balanced([one for one in themes if not one.mentions])
    kept = [theme for theme in said if chosen.take(theme.quotes if few else theme.quotes[:1], 1)]
    for theme in kept:
        chosen.take(theme.opposing, _OPPOSING_PER_THEME)
    for theme in kept:
        chosen.take(theme.quotes, _QUOTES_PER_THEME)
    chosen.take(telling, len(telling))
    for ids in voices.values():
        chosen.take(ids, len(ids))
    mentioned = _balanced([one for one in themes if one.mentions])[: _THEMES - len(kept)]
    return kept + [theme for theme in mentioned if chosen.take(theme.quotes, _MENTIONS)]


def _take_for_sections(chosen: _Chosen, themes: Sequence[Theme], voices: Mapping[str, Sequence[str]]) -> None:
    """Take of few people one quote a section, then a second: words that they share are then told with what is there."""
    for theme in themes:
        if theme.telling and not theme.mentions:
            chosen.take(theme.quotes[:1], 1)
    for most in (1, 2):
        for ids in voices.values():
            chosen.take(ids, most)


def _in_order(quotes: Iterable[Quote], telling: Sequence[str]) -> list[Quote]:
    """The telling ones first, in their order; the others by their lots."""
    rank = {quote_id: place for place, quote_id in enumerate(telling)}
    return sorted(quotes, key=lambda quote: (rank.get(quote.id, len(rank)), quote.tie_break))


def _trimmed(theme: Theme, ids: set[str]) -> Theme:
    return theme.model_copy(
        update={
            "quotes": tuple(quote_id for quote_id in theme.quotes if quote_id in ids),
            "opposing": tuple(quote_id for quote_id in theme.opposing if quote_id in ids),
        }
    )


def _figures(statistics: Sequence[Statistic]) -> list[Statistic]:
    """The figures that may be shown: the first of each section, and all that belong to a distribution of people."""
    taken: Counter[str] = Counter()
    kept = []
    for one in filter(_may_be_shown, statistics):
        taken[one.section] += 1
        if one.section in _WHOLE or taken[one.section] <= _STATISTICS_PER_SECTION:
            kept.append(one)
    return kept


def _may_be_shown(statistic: Statistic) -> bool:
    if statistic.section in (BY_DEFINITION, PERMISSIONS):
        return False
    return statistic.denominator is None or statistic.denominator >= _SMALLEST_GROUP
