"""Whether the text, or what it cites, tries to give orders or to act when it is shown."""

import unicodedata

from agent.verification.finding import Finding, failed, named, passed, shortened
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import patterns
from agent.verification.text import plain

NAME = "instruction"


def instruction(inquiry: Inquiry) -> Finding:
    """Neither the claim nor a cited quote addresses a model or a reviewer, or carries links or markup."""
    if found := _order(inquiry.text) or _markup(inquiry.text):
        return failed(NAME, f"The text carries an order, a link or markup: '{found}'.")
    for quote in inquiry.quotes:
        if found := _order(quote.text):
            return failed(NAME, f"Nothing may rest on {named(quote)}: it tries to give orders ('{found}').")
    return passed(NAME, "Neither the text nor its evidence tries to give orders.")


def gives_orders(text: str) -> bool:
    """Whether a text addresses a model or a reviewer with an order, or acts when it is shown."""
    return bool(_order(text) or _markup(text))


def _order(text: str) -> str:
    match = patterns("instruction", "orders").search(_visible(text))
    return shortened(match[0]) if match else ""


def _markup(text: str) -> str:
    match = patterns("instruction", "markup").search(_visible(text))
    return shortened(match[0]) if match else ""


def _visible(text: str) -> str:
    """The text as a model may read it: compatibility forms resolved, hidden characters gone."""
    folded = unicodedata.normalize("NFKC", text)
    return plain("".join(c for c in folded if unicodedata.category(c) != "Cf"))
