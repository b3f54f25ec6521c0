"""Multiple-choice answers with a column for each choice."""

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from typing import NamedTuple

_SPLITS = (
    re.compile(r"(?P<question>.+?)\s*\[(?P<option>[^\[\]]+)\]$"),
    re.compile(r"(?P<question>.+) [-–|] (?P<option>.+)$"),
    re.compile(r"(?P<question>.+?): ?(?P<option>.+)$"),
    re.compile(r"(?P<option>.+?): ?(?P<question>.+)$"),
)
_YES = frozenset({"1", "yes", "true", "x", "y", "checked", "selected", "quoted", "ja", "si", "sí", "oui", "✓"})
_NO = frozenset({"", "0", "no", "false", "n", "unchecked", "not selected", "not quoted", "nein", "non", "-"})
NONE = "None of these"
"""The answer of those who ticked nothing, where that was stored."""


class Ticked(NamedTuple):
    """One answer of a question."""

    question: str
    option: str

    def says(self, cell: str) -> bool | None:
        """Whether a cell ticks it; None where the cell is empty."""
        folded = cell.strip().casefold()
        return None if not folded else folded in _YES or folded == self.option.casefold()


def ticked(labels: Mapping[str, str], values: Mapping[str, Set[str]]) -> dict[str, Ticked]:
    """Column -> what it ticks, for the columns of questions with two such columns or more.

    `labels` are what the columns are called, in their order, `values` the different cells of each. A column counts when
    its cells repeat its answer's name, or are yes and no beside another that shares its question. A neighbour of the
    same question with other words in it ("Other, please specify") is left as it is.
    """
    found: dict[str, Ticked] = {}
    for name, label in labels.items():
        if (one := _by_repetition(label, values[name])) is not None:
            found[name] = one
    for split in _SPLITS:
        yes_and_no = [name for name in labels if name not in found and _is_yes_and_no(values[name])]
        matched = {name: match for name in yes_and_no if (match := split.match(labels[name].strip()))}
        found |= {name: Ticked(match["question"].strip(), match["option"].strip()) for name, match in _shared(matched)}
    return _of_several(_asked(list(labels), found))


def _by_repetition(label: str, values: Set[str]) -> Ticked | None:
    """What a column ticks whose only words are those of its own answer."""
    said = {value.casefold() for value in values if value}
    if len(said) != 1:
        return None
    if said == {label.strip().casefold()}:
        return Ticked("", label.strip())
    for split in _SPLITS:
        match = split.match(label.strip())
        if match and match["option"].strip().casefold() in said:
            return Ticked(match["question"].strip(), match["option"].strip())
    return None


def _is_yes_and_no(values: Set[str]) -> bool:
    said = {value.casefold() for value in values}
    return said == {"0"} or (bool(said & _YES) and said <= _YES | _NO)


def _shared(matched: Mapping[str, re.Match[str]]) -> list[tuple[str, re.Match[str]]]:
    """Those whose question another column shares."""
    questions = [match["question"].strip() for match in matched.values()]
    return [(name, match) for name, match in matched.items() if questions.count(match["question"].strip()) > 1]


def _asked(names: list[str], found: Mapping[str, Ticked]) -> dict[str, Ticked]:
    """With answers that stand side by side and name no question asked together, by their names."""
    asked, run = dict(found), list[str]()
    for name in [*names, ""]:
        if name in found and not found[name].question:
            run.append(name)
            continue
        question = f"Which of these: {', '.join(found[one].option for one in run)}"
        asked |= {one: found[one]._replace(question=question) for one in run if len(run) > 1}
        run = []
    return {name: one for name, one in asked.items() if one.question}


def _of_several(found: Mapping[str, Ticked]) -> dict[str, Ticked]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, one in found.items():
        groups[one.question].append(name)
    return {name: found[name] for group in groups.values() if len(group) > 1 for name in group}
