"""What a cut may not do to somebody's words, and what leads up to them."""

import pytest

from agent.verification import verify
from agent.writers import Aliases
from agent.writers.protocol import Proposal
from agent.writers.rendering import render
from personas.claims import Claim
from tests.support import packs


def quoting(text: str, words: str, speaker: str = "") -> Claim:
    """The checked claim that quotes somebody who said these words."""
    known = {"id": "q-98", "text": words, "end": len(words), "speaker": speaker}
    quote = packs.quotes()[0].model_copy(update=known)
    pack = packs.pack().model_copy(update={"quotes": (*packs.pack().quotes, quote), "hash": "with another quote"})
    aliases = Aliases(pack)
    proposal = Proposal(text=text, kind="verbatim", citations=(aliases.of("q-98"),), section="frustrations")
    return verify(render(proposal, aliases, "c-1"), pack, packs.SEGMENT, persona_name="Robin")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“I'd use the card”.", "I'd use the card if it told me when I'd used it."),
        ("“The rate was alright”.", "The rate was alright for a bit."),
        ("“you can't get through”.", "I rang, and everyone says you can't get through, and she picked up at once."),
        ("“Everyone swears by them”.", "Everyone swears by them, I was glad to get them off."),
    ],
)
def test_a_cut_that_takes_off_a_condition_a_limit_or_whose_words_they_are_is_refused(text: str, words: str) -> None:
    assert quoting(text, words).blocking


def test_what_nearly_stopped_somebody_is_not_denied() -> None:
    words = "The delivery charge nearly stopped me, to be honest."
    for text in ("One respondent was nearly stopped by the delivery charge: “{}”", "“{}”: it almost stopped one."):
        made = quoting(text.format(words.rstrip(".")), words)
        assert made.verdict != "contradicted", [check.reason for check in made.checks if check.outcome == "fail"]


def test_what_an_employee_noted_is_quoted_as_a_note_or_not_at_all() -> None:
    words = "Prefers to be rung before the van leaves."
    assert quoting(f"“{words}”", words, "Staff note").blocking
    assert not quoting(f"Staff noted: “{words}”", words, "Staff note").blocking
    assert not quoting(f"“{words}”", words, "Customer").blocking


@pytest.mark.parametrize(
    "text",
    [
        "One asks “Email the receipt to me”.",
        "“Email the receipt to me”, says one.",
        "One wants it: “Email the receipt to me”.",
    ],
)
def test_words_that_lead_up_to_a_quotation_are_not_held_against_it(text: str) -> None:
    made = quoting(text, "Email the receipt to me, without asking for it.")
    assert not made.blocking, [check.reason for check in made.checks if check.outcome == "fail"]
