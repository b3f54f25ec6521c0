"""Allocating quotes to parts: no quote twice, and new respondents before those already quoted."""

from collections import Counter
from collections.abc import Iterable

from agent.writers.quotations import of_another, stands_alone, strength, usable
from personas.evidence import EvidencePack, Quote

_STEP = 0.25
_TELLING = 30
"""Quotes at the head of a pack that stand for what several people say."""


class Quotations:
    """Hands out quotes, each once, the strongest first, respondents not yet heard before all others."""

    def __init__(self, pack: EvidencePack) -> None:
        self._quotes = {quote.id: quote for quote in pack.quotes}
        self._free = {quote.id for quote in pack.quotes if usable(quote) and not of_another(quote)}
        self._heard: Counter[str] = Counter()
        self._told = {quote.id: max(0.0, 1 - place / _TELLING) for place, quote in enumerate(pack.quotes)}

    def take(self, candidates: Iterable[str], count: int, about: str = "") -> list[Quote]:
        """Up to `count` free quotes among the candidates, now no longer free."""
        return [quote for _ in range(count) if (quote := self._take_one(list(candidates), about)) is not None]

    def take_any(self, count: int) -> list[Quote]:
        """Up to `count` of all that is still free and says something by itself."""
        return self.take([one.id for one in self._quotes.values() if stands_alone(one)], count)

    def _take_one(self, candidates: list[str], about: str) -> Quote | None:
        free = [self._quotes[quote_id] for quote_id in candidates if quote_id in self._free]
        if not free:
            return None
        order = {quote_id: place for place, quote_id in enumerate(candidates)} if about else {}
        chosen = max(free, key=lambda quote: self._worth(quote, about, order))
        self._free.discard(chosen.id)
        self._free -= {quote_id for quote_id in self._free if self._quotes[quote_id].text == chosen.text}
        self._heard[chosen.respondent_id] += 1
        return chosen

    def _worth(self, quote: Quote, about: str, order: dict[str, int]) -> float:
        """Strong words first; on a theme the representative ones; of those who were heard already the last."""
        telling = strength(quote, about) + self._told[quote.id]
        return telling - _STEP * order.get(quote.id, 0) - self._heard[quote.respondent_id]
