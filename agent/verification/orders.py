"""Texts that try to give orders to a model or a reader, or that act when they are shown."""

import unicodedata
from functools import lru_cache

from agent.verification.lexicon import patterns
from agent.verification.text import plain


@lru_cache(maxsize=8192)
def gives_orders(text: str) -> bool:
    """Whether a text addresses a model or a reviewer with an order, or carries links or markup."""
    return bool(order_in(text) or markup_in(text))


def order_in(text: str) -> str:
    """The words that give an order; empty when none do."""
    match = patterns("instruction", "orders").search(_visible(text))
    return match[0] if match else ""


def markup_in(text: str) -> str:
    """The link or markup; empty when there is none."""
    match = patterns("instruction", "markup").search(_visible(text))
    return match[0] if match else ""


def _visible(text: str) -> str:
    """The text as a model may read it: compatibility forms resolved, hidden characters gone."""
    if text.isascii():
        return plain(text)
    folded = unicodedata.normalize("NFKC", text)
    return plain("".join(c for c in folded if unicodedata.category(c) != "Cf"))
