"""The answer sheet of the corpus: what was planted, where it stands, and what nobody says."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from eval.corpora.build.workwear_cells import EXPECTED, Cell
from eval.corpora.build.workwear_counted import COUNTED, Counted
from eval.corpora.build.workwear_interviews import file_name
from eval.corpora.build.workwear_ledger import Ledger
from eval.corpora.build.workwear_links import Spoken

LABEL = "Synthetic: an invented company, invented people. The suites read this file; the product never does."
"""Stands at the head of the answer sheet."""

EXAMPLES = 2
"""How many voices of each file speak for a fact on the sheet, and how many against it."""

SHORTEST, LONGEST = 3, 45
"""An answer of so few words says nothing; a text of more words is quoted whole only where no shorter one is."""

Voice = tuple[Spoken, Sequence[str]]
"""What is planted in a review or a response, and its texts."""


class Candidate(NamedTuple):
    """A text that could be quoted; mixed if it says other things too or is long."""

    mixed: bool
    length: int
    voice: str
    text: str


class Membership(NamedTuple):
    """Who is of which archetype, and in which cell."""

    archetypes: Mapping[str, str]
    cells: Mapping[str, Cell]


def read_planted(texts: Path) -> dict[str, Any]:
    """Give what the masters' author planted in the interviews."""
    planted: dict[str, Any] = yaml.safe_load((texts / "planted.yaml").read_text(encoding="utf-8"))
    return planted


def said_by_interview(planted: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give each interview's facts in order; those that it speaks against have a minus before them."""
    said: dict[str, list[str]] = {}
    for fact in planted["facts"]:
        for quote in (quote for quote in fact["quotes"] if "interview" in quote):
            label = f"-{fact['id']}" if quote["stance"] == "against" else fact["id"]
            said.setdefault(quote["interview"], []).append(label)
    return {interview: tuple(dict.fromkeys(labels)) for interview, labels in said.items()}


def facts_yaml(
    planted: Mapping[str, Any],
    voices: Sequence[Voice],
    ledger: Ledger,
    membership: Membership,
) -> str:
    """Give the answer sheet; `voices` are the reviews and responses with their texts."""
    sheet = {
        "synthetic": True,
        "label": LABEL,
        "segments": {name: cell._asdict() for name, cell in EXPECTED.items()},
        "facts": [
            *(_said(fact, voices) for fact in planted["facts"]),
            *(_counted(fact, ledger, membership) for fact in COUNTED),
        ],
        "general": [_placed(item) for item in planted["general"]],
        "journey": [_renamed(item) for item in planted["journey"]],
        "personal_data": [_renamed(item) for item in planted["personal_data"]],
        "unknowns": planted["unknowns"],
    }
    return yaml.safe_dump(sheet, sort_keys=False, allow_unicode=True, width=110)


def _said(fact: Mapping[str, Any], voices: Sequence[Voice]) -> dict[str, Any]:
    where = [*_placed(fact)["where"], *_quoted(fact["id"], "for", voices), *_quoted(fact["id"], "against", voices)]
    return {
        "id": fact["id"],
        "archetype": fact["archetype"],
        "statement": fact["statement"],
        "kind": "said",
        "where": where,
    }


def _quoted(fact: str, stance: str, voices: Sequence[Voice]) -> Iterable[dict[str, str]]:
    label = fact if stance == "for" else f"-{fact}"
    found: dict[str, list[Candidate]] = {}
    for spoken, texts in voices:
        told = [text for text in texts if len(text.split()) > SHORTEST]
        if label in spoken.facts and not spoken.duplicate_of and len(told) == 1:
            length = len(told[0].split())
            mixed = spoken.facts != (label,) or length > LONGEST
            found.setdefault(spoken.file, []).append(Candidate(mixed, length, spoken.identifier, told[0]))
    for file in sorted(found):
        clear = [one for one in found[file] if not one.mixed]
        best = sorted(clear, key=lambda one: (-one.length, one.voice))[:EXAMPLES] or [min(found[file])]
        for one in best:
            yield {"file": file, "stance": stance, "voice": one.voice, "quote": one.text}


def _counted(fact: Counted, ledger: Ledger, membership: Membership) -> dict[str, Any]:
    own = {member for member, name in membership.archetypes.items() if name == fact.archetype}
    cell = {member for member, its in membership.cells.items() if its == EXPECTED[fact.archetype]}
    figure = fact.measure(ledger, own)
    base = fact.base(ledger, own) if fact.base else fact.measure(ledger, set(membership.archetypes))
    spoken = {"value": _phrase(figure.value, fact.unit), "base": _phrase(base.value, fact.unit)}
    return {
        "id": fact.identifier,
        "archetype": fact.archetype,
        "statement": fact.statement.format(**spoken),
        "kind": "counted",
        "unit": fact.unit,
        **{key: value for key, value in figure._asdict().items() if value is not None},
        "base_value": base.value,
        "segment_value": fact.measure(ledger, cell).value,
        "where": [{"file": file, "computation": fact.computation} for file in fact.files],
    }


def _phrase(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value * 100:.1f} %"
    return f"£{value:.2f}" if unit == "pounds" else f"{value:g}"


def _placed(item: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in item.items() if key != "quotes"}
    return kept | {"where": [_renamed(quote) for quote in item["quotes"]]}


def _renamed(quote: Mapping[str, Any]) -> dict[str, Any]:
    if "interview" not in quote:
        return dict(quote)
    return {"file": file_name(quote["interview"])} | {key: text for key, text in quote.items() if key != "interview"}
