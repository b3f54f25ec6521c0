"""What somebody beside the speaker does or is in a voice's words, told of the speaker: "which my dad loves"."""

from __future__ import annotations

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, word_set
from agent.verification.statements import tells_of_one
from agent.verification.subjects import Said, doers_in
from agent.verification.text import plain


def done_by_another(inquiry: Inquiry) -> str:
    """The claim's sentence about one person whose words are said of somebody beside the speaker; or nothing.

    A claim that names somebody else ("a friend", "people") says itself of whom it speaks.
    """
    if names_another(inquiry):
        return ""
    for sentence in inquiry.sentences:
        if tells_of_one(inquiry, *sentence) and _only_of_another(inquiry, sentence):
            return inquiry.text[slice(*sentence)].strip(" .")
    return ""


def names_another(inquiry: Inquiry) -> bool:
    """Whether the writer's own words name somebody whom the respondent knows, or people in general."""
    known = word_set("speakers", "persons") | {"friend's", "another's", "others'", "somebody's", "someone's"}
    return bool(bounded_pattern("speakers", "relations").search(plain(inquiry.text))) or any(
        word.lower in known for word in inquiry.own_words
    )


def _only_of_another(inquiry: Inquiry, sentence: Span) -> bool:
    """Whether all words that a voice has too are said of others there, or one of them of a person whom it knows."""
    told = {word.stem for word in inquiry.content_words_within(*sentence)}
    shared = [said for quote in inquiry.quotes for said in doers_in(quote.text) if said.word.stem in told]
    stems = {said.word.stem for said in shared}
    if shared and all(said.doer in ("person", "people") and not said.of_speaker for said in shared):
        return True
    return any(all(_of_a_person(said) for said in shared if said.word.stem == stem) for stem in stems)


def _of_a_person(said: Said) -> bool:
    return said.doer == "person" and not said.of_speaker
