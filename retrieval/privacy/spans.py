"""A span of personal data, and the protocol of its recognisers."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Where in a text a piece of personal data stands."""

    kind: str
    """Such as `email`, `phone` or `name`: the keys of `retrieval.privacy.PLACEHOLDERS`."""
    start: int
    end: int


class Recogniser(Protocol):
    """Finds one or several kinds of personal data; another library's analyser fits behind it."""

    def __call__(self, text: str) -> Iterator[Span]:
        """The spans found, in any order; they may overlap those of another recogniser."""
        ...
