"""Erasing one person from stored data: recognising them in texts, and removing them from JSON."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from personas.normalising import comparable

ERASED = "[erased: these words were of a person who asked to be forgotten]"
"""What stands where a text named or quoted an erased person."""

_TELLING = 5
"""Words from which on the same words in the same order are taken for a quotation."""
_GONE = object()
_IDENTIFYING = ("id", "evidence_id", "respondent_id", "document_id")
_WORD = re.compile(r"[^\W_]+")


class Forgotten:
    """Everything by which one person can be recognised in stored data."""

    def __init__(
        self, *, ids: Collection[str], keys: Collection[str], texts: Iterable[str], others: Iterable[str] = ()
    ) -> None:
        """`ids` are Verism's own (respondent, document, quote); `keys` the company's (customer, order, hashed address).

        `texts` are the person's words, `others` everybody else's: what several people say quotes nobody.
        """
        self.ids = frozenset(ids)
        self.keys = frozenset(key for key in keys if len(key) > 3 and not key.isalpha())
        phrases = {run for text in texts for run in _runs(text)}
        for text in others if phrases else ():
            phrases.difference_update(_runs(text))
        self._phrases = frozenset(phrases)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        known = sorted(self.ids | self.keys)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])") if known else None

    def stands_in(self, text: str) -> bool:
        """Whether an id or a key of the person stands in a text, or five words that only they said in that order."""
        if self._names is not None and self._names.search(text):
            return True
        return bool(self._phrases) and any(run in self._phrases for run in _runs(text))

    def without(self, value: Any) -> Any:
        """JSON without the person: members of their ids are gone, texts that name or quote them say `ERASED`."""
        kept = self._without(value)
        return None if kept is _GONE else kept

    def _without(self, value: Any) -> Any:
        match value:
            case str() if value in self.ids:
                return _GONE
            case str():
                return ERASED if self.stands_in(value) else value
            case list():
                return [kept for kept in map(self._without, value) if kept is not _GONE]
            case dict() if any(value.get(key) in self.ids for key in _IDENTIFYING):
                return _GONE
            case dict():
                pairs = {key: self._without(item) for key, item in value.items() if key not in self.ids}
                kept = {key: item for key, item in pairs.items() if item is not _GONE}
                return {**kept, "text": ERASED} if self._quotes_what_it_cites(value) else kept
            case _:
                return value

    def _quotes_what_it_cites(self, claim: dict[str, Any]) -> bool:
        """Whether a claim's text holds the excerpt of a citation of the person, however short."""
        cited = claim.get("citations")
        excerpts = [one.get("excerpt") for one in cited or () if one.get("evidence_id") in self.ids]
        text = comparable(str(claim.get("text", ""))).casefold()
        return any(excerpt and comparable(excerpt).casefold() in text for excerpt in excerpts)


def _runs(text: str) -> Iterator[str]:
    """Every run of so many words of a text, folded."""
    words = _WORD.findall(comparable(text).casefold())
    return (" ".join(words[place : place + _TELLING]) for place in range(len(words) - _TELLING + 1))
