"""Filters on a search: source, kind, date, rating, attribute, language."""

from datetime import UTC, date, datetime, time, timedelta

from personas.base import Record
from personas.errors import BadInput
from personas.evidence import Quote
from retrieval.wording import Worded


class Narrowing(Record):
    """What a quote must fulfil; what is not given narrows nothing, and a quote that lacks what is asked is left out."""

    source: str = ""
    """Id of a source, or a part of its file's name, whatever the case."""
    kind: str = ""
    """Kind of voice: interview, survey, review."""
    since: date | None = None
    """The first day, UTC, on which it was said."""
    until: date | None = None
    """The last day, UTC."""
    lowest_rating: float | None = None
    highest_rating: float | None = None
    language: str = ""
    """Two letters, such as `en`."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and values of what is known of the speaker, whatever the case; all of them must hold."""
    worded: Worded = ""
    """Only what is worded like this, where wording tells ratings; asked of the nearest quotes, not by `keeps`."""

    def keeps(self, quote: Quote) -> bool:
        """Whether a quote fulfils all of it."""
        return (
            self._of_source(quote)
            and (not self.kind or quote.kind == self.kind)
            and (not self.language or quote.language == self.language.lower())
            and self._of_the_time(quote)
            and self._rated(quote)
            and all(_known(quote, name) == value.casefold() for name, value in self.attributes)
        )

    def _of_source(self, quote: Quote) -> bool:
        return self.source in ("", quote.source_id) or self.source.casefold() in quote.source.casefold()

    def _of_the_time(self, quote: Quote) -> bool:
        if self.since is None and self.until is None:
            return True
        if quote.date is None:
            return False
        said = quote.date.astimezone(UTC)
        after = self.since is None or said >= _midnight(self.since)
        return after and (self.until is None or said < _midnight(self.until) + timedelta(days=1))

    def _rated(self, quote: Quote) -> bool:
        if self.lowest_rating is None and self.highest_rating is None:
            return True
        if quote.rating is None:
            return False
        enough = self.lowest_rating is None or quote.rating >= self.lowest_rating
        return enough and (self.highest_rating is None or quote.rating <= self.highest_rating)


def read_attributes(said: list[str] | None) -> tuple[tuple[str, str], ...]:
    """`NAME=VALUE` pairs as names and values. Raises BadInput for a pair without a name or a sign."""
    pairs = [one.partition("=") for one in said or ()]
    wrong = next(("".join(pair) for pair in pairs if not pair[0].strip() or not pair[1]), None)
    if wrong is not None:
        raise BadInput(f"{wrong!r} is no attribute. Write NAME=VALUE, for example sector=Care.")
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _known(quote: Quote, name: str) -> str | None:
    found = {key.casefold(): value for key, value in quote.attributes.items()}.get(name.casefold())
    return None if found is None else str(found).casefold()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
