"""The themes of segments: computed at build time, stored in the library."""

from collections.abc import Sequence
from functools import partial

from personas.base import Record
from personas.evidence import Theme
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.library.meta import voices_state
from personas.segment import Segment
from retrieval.themes import stability, themes_of
from workspace.drafting.packing import lay_groundwork
from workspace.evidence.indexing import open_index
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.workspace import Workspace


class ToldTheme(Record):
    """A theme with the words behind it, for a person to read."""

    id: str
    label: str
    n: int
    of: int
    section: str
    said: tuple[str, ...]
    opposed: tuple[str, ...]
    trend: dict[str, int]
    stability: float
    """Share of resamples of the respondents, 0..1, in which the theme is found again."""


def refresh_themes(workspace: Workspace, parts: Sequence[Segment], *, report: Report = silent) -> None:
    """Find the themes of segments again and keep them, and lay the ground for drafts."""
    index = open_index(workspace, report=part_of(report, 0, 0.3))
    for number, part in enumerate(parts):
        step = part_of(report, 0.3 + 0.7 * number / len(parts), 0.3 + 0.7 * (number + 1) / len(parts))
        words = f"themes of {part.name}"
        step(words, 0)
        with workspace.library.read() as connection:
            quotes = list(store.iterate_quotes(connection, segment_id=part.id))
            people, state = segment_store.count_voices(connection, part.id), voices_state(connection)
        vectors = index.vectors_of([quote.id for quote in quotes])
        found = themes_of(quotes, vectors, part.id, of=people, report=partial(step, words))
        with workspace.library.write() as connection:
            segment_store.save_themes(connection, part.id, found)
        lay_groundwork(workspace, part, quotes, found, state=state)


@permitted("look")
def told(workspace: Workspace, segment: Segment, *, quotes: int = 2) -> list[ToldTheme]:
    """A segment's themes with their most representative words."""
    with workspace.library.read() as connection:
        found = segment_store.themes_of(connection, segment.id)
        ids = [i for theme in found for i in (*theme.quotes[:quotes], *theme.opposing[:1])]
        texts = {i: quote.text for i, quote in store.quotes_by_id(connection, dict.fromkeys(ids)).items()}
    return [_told(theme, texts, quotes) for theme in found]


def _told(theme: Theme, texts: dict[str, str], quotes: int) -> ToldTheme:
    said = tuple(texts[i] for i in theme.quotes[:quotes] if i in texts)
    opposed = tuple(texts[i] for i in theme.opposing[:1] if i in texts)
    fields = theme.model_dump(include={"id", "label", "n", "of", "trend"})
    fields["stability"] = round(stability(theme), 3)
    return ToldTheme(**fields, section=theme.topic, said=said, opposed=opposed)
