"""What changed between two versions of a persona: claims, figures, sizes, and sections known or unknown."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from personas.base import Record
from personas.evidence import Statistic
from personas.phrasing import figure

_SAME = 0.45
"""Two sentences of a section that are alike to this share of their letters are one claim, reworded."""

Body = Mapping[str, Any]
"""The public JSON of a draft or a publication."""


class ClaimChange(Record):
    """A claim that is new (no `before`), gone (no `after`), or reworded."""

    place: str
    """Section, or stage and lane of the journey."""
    before: str
    after: str


class FigureChange(Record):
    """A figure that reads otherwise than it did."""

    metric: str
    words: str
    before: str
    after: str
    delta: float
    """After less before, in the figure's own unit: a ratio, cents, days, a count."""


class Changes(Record):
    """From the older body to the newer one."""

    older: str
    newer: str
    claims: tuple[ClaimChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    members: tuple[int, int]
    """How many are in the segment, before and after."""
    voices: tuple[int, int]
    """How many people are quoted, before and after."""
    known_now: tuple[str, ...] = ()
    """Sections that were unknown and no longer are."""
    unknown_now: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not (self.claims or self.figures or self.known_now or self.unknown_now) and len(set(self.members)) == 1

    def sentences(self) -> tuple[str, ...]:
        """The changes in words, figures before claims."""
        return tuple(_told(self))


def compare(older: Body, newer: Body) -> Changes:
    """What the newer body says that the older did not, and the other way round."""
    unknown = [{one["section"] for one in body["unknowns"]} for body in (older, newer)]
    return Changes(
        older=_name(older),
        newer=_name(newer),
        claims=tuple(_claims(older, newer)),
        figures=tuple(_figures(older, newer)),
        members=(older["segment"]["n"], newer["segment"]["n"]),
        voices=(_voices(older), _voices(newer)),
        known_now=tuple(sorted(unknown[0] - unknown[1])),
        unknown_now=tuple(sorted(unknown[1] - unknown[0])),
    )


def _name(body: Body) -> str:
    return str((body.get("publication") or body)["id"])


def _voices(body: Body) -> int:
    return len({one["respondent_id"] for one in body["evidence"].values() if one["type"] == "quote"})


def _claims(older: Body, newer: Body) -> list[ClaimChange]:
    left, right = _by_place(older), _by_place(newer)
    changes = []
    for place in dict.fromkeys([*left, *right]):
        before, after = left.get(place, []), right.get(place, [])
        gone = [text for text in before if text not in after]
        new = [text for text in after if text not in before]
        pairs = _reworded(gone, new)
        changes += [ClaimChange(place=place, before=old, after=text) for old, text in pairs.items()]
        changes += [ClaimChange(place=place, before=text, after="") for text in gone if text not in pairs]
        changes += [ClaimChange(place=place, before="", after=text) for text in new if text not in pairs.values()]
    return changes


def _reworded(gone: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Old sentence -> the new one that it became, the likest pairs first, each sentence once."""
    likeness = sorted(
        ((SequenceMatcher(None, old, text).ratio(), old, text) for old in gone for text in new), reverse=True
    )
    pairs: dict[str, str] = {}
    for ratio, old, text in likeness:
        if ratio >= _SAME and old not in pairs and text not in pairs.values():
            pairs[old] = text
    return pairs


def _by_place(body: Body) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for claim in body["claims"]:
        place = f"{claim['stage']}: {claim['section']}" if claim.get("stage") else claim["section"]
        places.setdefault(place, []).append(claim["text"])
    return places


def _figures(older: Body, newer: Body) -> list[FigureChange]:
    left, right = _statistics(older), _statistics(newer)
    both = [(left[metric], right[metric]) for metric in left if metric in right]
    return [_moved(before, after) for before, after in both if _shown(before) != _shown(after)]


def _statistics(body: Body) -> dict[str, Statistic]:
    found = [
        Statistic.model_validate({**one, "id": key})
        for key, one in body["evidence"].items()
        if one["type"] == "statistic"
    ]
    return {one.metric: one for one in found}


def _shown(statistic: Statistic) -> str:
    return figure(statistic, statistic.value)


def _moved(before: Statistic, after: Statistic) -> FigureChange:
    delta = round(after.value - before.value, 6)
    return FigureChange(
        metric=after.metric, words=after.predicate, before=_shown(before), after=_shown(after), delta=delta
    )


def _told(changes: Changes) -> list[str]:
    told = []
    if len(set(changes.members)) > 1:
        told.append(f"The segment counts {changes.members[1]:,} now, {changes.members[0]:,} before.")
    told += [f"{one.words}: {one.after}, {one.before} before." for one in changes.figures]
    told += [f"Known now: {section}." for section in changes.known_now]
    told += [f"No longer known: {section}." for section in changes.unknown_now]
    for one in changes.claims:
        if one.before and one.after:
            told.append(f"Reworded, {one.place}: “{one.before}” became “{one.after}”")
        else:
            told.append(f"{'New' if one.after else 'Gone'}, {one.place}: {one.after or one.before}")
    return told
