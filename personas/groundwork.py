"""Groundwork: what every draft of a segment needs from all of its voices, computed once and stored."""

from personas.base import Record
from personas.evidence import Theme


class Groundwork(Record):
    """The choices from a segment's voices that every draft of it begins with."""

    state: str = ""
    """Token of the voices that were read: other voices need another reading."""
    telling: tuple[str, ...] = ()
    """Ids of quotes that stand for what several people say, the most telling first."""
    voices: dict[str, tuple[str, ...]] = {}
    """Section -> ids of its clearest quotes, the clearest first."""
    themes: tuple[Theme, ...] = ()
    """Themes of sections that no topic covers, then of the segment's own words."""
    spoken: dict[str, int] = {}
    """Section -> people who speak of it."""
    told: dict[str, int] = {}
    """Attribute -> people who told it."""

    def quote_ids(self) -> set[str]:
        """Every quote that it names."""
        shown = (quote_id for theme in self.themes for quote_id in (*theme.quotes, *theme.opposing))
        return {*self.telling, *shown, *(quote_id for ids in self.voices.values() for quote_id in ids)}
