"""Whether the text, or what it cites, tries to give orders or to act when it is shown."""

from agent.verification.finding import Finding, failed, named, passed, shortened
from agent.verification.inquiry import Inquiry
from retrieval.injection import injected_instruction, markup_in

NAME = "instruction"


def instruction(inquiry: Inquiry) -> Finding:
    """Neither the claim nor a cited quote addresses a model or a reviewer, or carries links or markup."""
    if found := injected_instruction(inquiry.text) or markup_in(inquiry.text):
        return failed(NAME, f"The text carries an order, a link or markup: '{shortened(found)}'.")
    for quote in inquiry.quotes:
        if found := injected_instruction(quote.text):
            return failed(NAME, f"Nothing may rest on {named(quote)}: it tries to give orders ('{shortened(found)}').")
    return passed(NAME, "Neither the text nor its evidence tries to give orders.")
