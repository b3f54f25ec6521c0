"""Whether words set this persona apart from the others in a way that its evidence does not."""

from agent.verification.evidence_text import cited_texts, stems_of
from agent.verification.finding import Finding, failed, listed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import stem_set
from agent.verification.text import words

NAME = "stereotype"


def stereotype(inquiry: Inquiry) -> Finding:
    """Words that describe a kind of person stand in the cited evidence, or all personas are described by them.

    After the marked-words method of Cheng, Durmus and Jurafsky (2023), reduced to a list of describing words: a
    word is marked when the claim uses it, no other persona does, and nothing cited says it.
    """
    if not inquiry.others:
        return nothing_to_check(NAME, "There is no other persona to compare with.")
    said = {stem for text in (*inquiry.others, *cited_texts(inquiry)) for stem in stems_of(text)}
    traits = stem_set("traits", "words")
    marked = [word.text for word in words(inquiry.text) if word.stem in traits and word.stem not in said]
    if marked:
        return failed(NAME, f"Describes only this persona so, without evidence: {listed(marked)}.")
    return passed(NAME, "No word of character marks this persona without evidence.")
