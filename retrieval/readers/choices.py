"""Multiple-choice answers joined in one cell."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

OTHER = "Other"
"""Stands for what somebody typed in beside the choices."""

_SEPARATORS = (";", "|", "\n", " / ", ",")
_ALSO_IN_PROSE = (" / ", ",")
_SEVERAL = re.compile(
    r"\b(?:all|any|as many)\b.{0,25}\bapply|\bas many as\b|\b(?:select|tick|choose) (?:all|up to|several)"
    r"|multiple (?:answers|choice)|mehrfach|mehrere|todas las|plusieurs",
    re.IGNORECASE,
)
_MOST, _FEWEST_CELLS, _KNOWN = 20, 6, 0.8


class Choices(NamedTuple):
    """How the answers of one question are joined."""

    separator: str
    vocabulary: frozenset[str]
    """The choices that at least two people ticked."""

    def of(self, cell: str) -> list[str]:
        """The choices ticked in a cell, each once; `OTHER` for what is none of them."""
        ticked = (part if part in self.vocabulary else OTHER for part in _parts(cell, self.separator))
        return list(dict.fromkeys(ticked))


def choices_of(label: str, answers: Sequence[str], *, several: bool = False) -> Choices | None:
    """How answers are joined, or None where everybody gave one.

    A separator counts when the parts are few, short and come back: at least four fifths of all that was ticked. A comma
    or a slash may belong to an answer ("Hamburg, Germany"): there the question must ask for several, or most of the
    choices must also stand alone or in different company. With `several` it is known that people could tick several.
    """
    if len(answers) < _FEWEST_CELLS and not several:
        return None
    for separator in _SEPARATORS:
        found, sure = _joined_by(separator, answers), several or separator not in _ALSO_IN_PROSE
        if found and (sure or _SEVERAL.search(label) or _stand_free(found, answers)):
            return found
    return None


def _joined_by(separator: str, answers: Sequence[str]) -> Choices | None:
    if sum(separator in answer for answer in answers) < 2:
        return None
    cells = [_parts(answer, separator) for answer in answers]
    if sum(len(parts) > 1 for parts in cells) < 2:
        return None
    ticked = Counter(part for parts in cells for part in set(parts))
    known = {part: count for part, count in ticked.items() if count > 1}
    few = 2 <= len(known) <= _MOST and sum(known.values()) >= _KNOWN * ticked.total()
    worded = all(len(part.split()) <= 8 and any(character.isalpha() for character in part) for part in known)
    once = all(len(set(parts)) == len(parts) for parts in cells)
    return Choices(separator, frozenset(known)) if few and worded and once else None


def _stand_free(found: Choices, answers: Sequence[str]) -> bool:
    company: dict[str, set[frozenset[str]]] = {choice: set() for choice in found.vocabulary}
    for answer in answers:
        parts = _parts(answer, found.separator)
        for part in company.keys() & set(parts):
            company[part].add(frozenset(parts) - {part})
    free = sum(frozenset() in beside or len(beside) > 1 for beside in company.values())
    return free > len(found.vocabulary) / 2


def _parts(cell: str, separator: str) -> list[str]:
    return [" ".join(part.split()) for part in cell.split(separator) if part.strip()]
