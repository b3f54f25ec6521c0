"""Preparing a segment's groundwork: one pass over all of its voices, for every draft that follows."""

from collections.abc import Sequence
from itertools import zip_longest

from personas.evidence import Quote, Theme
from personas.groundwork import Groundwork
from retrieval.packs.choice import by_respondent, most_telling, says_much
from retrieval.packs.coverage import answerers_of, section_themes, speakers_of, tellers_of
from retrieval.packs.dissent import AGAINST_THE_GRAIN, dissenting
from retrieval.packs.representative import representative_quotes
from retrieval.packs.vocabulary import own_vocabulary
from retrieval.packs.voices import voices_by_section

_TELLING, _PER_SECTION, _DISSENTING = 40, 3, 6


def prepare(
    segment_id: str,
    quotes: Sequence[Quote],
    outside: Sequence[Quote],
    themes: Sequence[Theme],
    *,
    of: int,
    inferred: Sequence[Quote] = (),
) -> Groundwork:
    """What every draft of a segment begins with.

    `quotes` are all of its voices, `outside` a sample of the others', `themes` its own, `of` the people who speak for
    it. `inferred` are of people placed in it by inference: they are counted nowhere, and stand only in sections for
    which too few others speak.
    """
    speakers, answerers = speakers_of(quotes), answerers_of(quotes)
    telling = [*_of_much(quotes), *representative_quotes(quotes, outside, _TELLING)]
    plain = section_themes(speakers, segment_id, of=of, covered={theme.topic for theme in themes})
    words = own_vocabulary(quotes, outside, segment_id, of=of, telling=telling)
    return Groundwork(
        telling=tuple(dict.fromkeys(telling)),
        voices={AGAINST_THE_GRAIN: tuple(dissenting(quotes, _DISSENTING)), **_voices(quotes, inferred)},
        themes=(*plain, *words),
        spoken={
            section: len(answerers.get(section, set()).union(speakers.get(section, ())))
            for section in dict.fromkeys([*speakers, *answerers])
        },
        told=tellers_of(quotes),
    )


def _voices(quotes: Sequence[Quote], inferred: Sequence[Quote]) -> dict[str, tuple[str, ...]]:
    """For each section its clearest quotes; those of people placed by inference fill up what others leave empty."""
    known = voices_by_section(quotes, _PER_SECTION)
    guessed = voices_by_section(inferred, _PER_SECTION) if inferred else {}
    room = {section: max(0, _PER_SECTION - len(known.get(section, ()))) for section in {**known, **guessed}}
    return {section: (*known.get(section, ()), *guessed.get(section, ())[:left]) for section, left in room.items()}


def _of_much(quotes: Sequence[Quote]) -> list[str]:
    """Of each of those who said very much what says most, everybody's first before anybody's second."""
    chosen = [most_telling(said) for said in by_respondent(quotes).values() if says_much(said)]
    turns = zip_longest(*(said for said in sorted(chosen, key=lambda said: said[0].tie_break)))
    return [quote.id for turn in turns for quote in turn if quote is not None]
