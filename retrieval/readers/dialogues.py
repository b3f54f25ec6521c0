"""Dialogues: what people say in turn as the text of one document, in which every turn has its place."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from personas.voices import Turn


class Said(NamedTuple):
    """What one speaker says in one turn, ready to be stored."""

    label: str
    """What the speaker is called in the text."""
    role: Literal["respondent", "interviewer"]
    words: str


class Dialogue(NamedTuple):
    """A text, and who says which part of it."""

    text: str
    turns: tuple[Turn, ...]

    @property
    def answers(self) -> int:
        """How many turns are the respondent's."""
        return sum(turn.role == "respondent" for turn in self.turns)


def dialogue(said: Iterable[Said]) -> Dialogue:
    """The turns under one another, each begun with who speaks; a turn without words is none.

    The place of a turn is that of its words, without what its speaker is called.
    """
    text, turns = "", list[Turn]()
    for label, role, words in said:
        if words:
            opening = f"{text}\n\n{label}: " if text else f"{label}: "
            text = opening + words
            turns.append(Turn(start=len(opening), end=len(text), speaker=label, role=role))
    return Dialogue(text, tuple(turns))
