"""One request's evidence, prepared for composing: supporters of themes, and quotes not yet used."""

from collections.abc import Sequence

from agent.writers.polarity import Side, side
from agent.writers.protocol import SectionRequest
from agent.writers.quotations import excerpt, length, names, strength
from personas.evidence import Quote, Theme
from retrieval.packs import sections_of

_CITED = 5
_BOTH = 45
"""Words that two quotations side by side may take."""
_STEP = 0.25


class Material:
    """One request's evidence, with a memory of which quotes were already repeated."""

    def __init__(self, request: SectionRequest) -> None:
        self.request = request
        self._alias = {quote.id: alias for alias, quote in request.quotes.items()}
        self._left = dict.fromkeys(request.quotable)

    def supporters(self, theme: Theme) -> dict[str, Quote]:
        """The theme's quotes in this request, by alias, each from another respondent."""
        found: dict[str, tuple[str, Quote]] = {}
        for quote_id in theme.quotes:
            alias = self._alias.get(quote_id)
            if alias is not None:
                quote = self.request.quotes[alias]
                found.setdefault(quote.respondent_id, (alias, quote))
        return dict(found.values())

    def themes(self, wanted: Side) -> dict[str, Theme]:
        """The themes that are valued (`good`) or go against that (`bad`), by alias, in the order of the request."""
        return {alias: theme for alias, theme in self.request.themes.items() if side(theme) == wanted}

    def take_quote(
        self, theme: Theme | None = None, *, opposing: bool = False, among: Sequence[str] | None = None
    ) -> str | None:
        """The alias of the strongest quote left to repeat (on this theme, or against it); it is then used up."""
        about = theme.label if theme else ""
        pool = list(self._left if among is None else among)
        if theme is not None:
            fitting = set(theme.opposing if opposing else theme.quotes)
            pool = [alias for alias in pool if self.request.quotes[alias].id in fitting]
        order = {quote_id: place for place, quote_id in enumerate(theme.quotes if theme else ())}
        best = max(pool, key=lambda alias: self._telling(alias, about, order), default=None)
        if best is not None:
            del self._left[best]
        return best

    def take_plain(self, wanted: Side, *, among: Sequence[str] | None = None) -> str | None:
        """The alias of the strongest quote left that plainly praises or complains; it is then used up."""
        section = "motivations" if wanted == "good" else "frustrations"
        left = self._left if among is None else among
        pool = [alias for alias in left if section in sections_of(self.request.quotes[alias])]
        best = max(pool, key=lambda alias: strength(self.request.quotes[alias]), default=None)
        if best is not None:
            self.use(best)
        return best

    def _telling(self, alias: str, about: str, order: dict[str, int]) -> float:
        """How well a quote speaks, the more representative ones of a theme before the others."""
        quote = self.request.quotes[alias]
        return strength(quote, about) - _STEP * order.get(quote.id, 0)

    def use(self, alias: str) -> None:
        """Mark a quote as repeated."""
        self._left.pop(alias, None)

    @property
    def left(self) -> tuple[str, ...]:
        """Aliases of the quotes that may still be repeated."""
        return tuple(self._left)

    def words(self, alias: str) -> str:
        """The words of a quote that are worth repeating."""
        return excerpt(self.request.quotes[alias])

    def take_voices(self, theme: Theme) -> tuple[str, ...]:
        """The strongest quote left on a theme, and another person's where both are short; they are then used up."""
        first = self.take_quote(theme)
        if first is None:
            return ()
        room = _BOTH - length(self.words(first))
        person = self.request.quotes[first].respondent_id
        others = [
            a for a in self._left if self.request.quotes[a].respondent_id != person and length(self.words(a)) <= room
        ]
        second = self.take_quote(theme, among=others)
        return (first,) if second is None else (first, second)

    def citations(self, theme_alias: str, quoted: Sequence[str] = ()) -> tuple[str, ...]:
        """The theme, the quotes repeated, and some more of those who name what it is about."""
        theme = self.request.themes[theme_alias]
        named = [alias for alias, quote in self.supporters(theme).items() if names(quote, theme.label)]
        return (theme_alias, *dict.fromkeys([*quoted, *named][:_CITED]))
