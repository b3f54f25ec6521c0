"""A request's evidence, ready to be composed: whose words support a theme, and which may still be repeated."""

from agent.writers.polarity import Side, side
from agent.writers.protocol import SectionRequest
from agent.writers.quotations import excerpt, strength
from personas.evidence import Quote, Theme

_CITED = 3


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
        themes = self.request.themes
        return {a: theme for a, theme in themes.items() if side(theme, self.supporters(theme).values()) == wanted}

    def take_quote(self, theme: Theme | None = None, *, opposing: bool = False) -> str | None:
        """The alias of the strongest quote left to repeat (on this theme, or against it); it is then used up."""
        about = theme.label if theme else ""
        pool = list(self._left)
        if theme is not None:
            among = set(theme.opposing if opposing else theme.quotes)
            pool = [alias for alias in pool if self.request.quotes[alias].id in among]
        best = max(pool, key=lambda alias: strength(self.request.quotes[alias], about), default=None)
        if best is not None:
            del self._left[best]
        return best

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

    def citations(self, theme_alias: str, quoted: str | None = None) -> tuple[str, ...]:
        """The theme, the quote repeated, and supporters up to three."""
        theme = self.request.themes[theme_alias]
        speaking = [quoted] if quoted else []
        speaking += [alias for alias in self.supporters(theme) if alias != quoted]
        return (theme_alias, *speaking[:_CITED])
