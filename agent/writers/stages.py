"""In which stage of a journey a quote belongs, and what emotion it reports, each with the words that say so."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from agent.writers.data import load
from personas.draft import STAGES
from personas.evidence import Quote, Statistic, Theme

_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|me|my|we|we're|we've)\b")
_NEGATED = re.compile(
    r"\b(?:not|never|no|isn't|wasn't|don't|didn't|doesn't|won't|can't|hardly|would|wouldn't|if)\b[\w\s']{0,12}$"
)
_COMPARISON = re.compile(r"\b(?:looks?|feels?|felt|something|things|just|more|it's|is|was|seems?|stuff)\s+$")


_UP_TO_THREE = r"\W+(?:[\w']+\W+){0,3}?"
_FEW = 0.1
"""What a smaller share of customers does is no step of their journey."""


class Placement(NamedTuple):
    """The stage of a quote and the cue words that place it there."""

    stage: str
    cues: tuple[str, ...]


class Spot(NamedTuple):
    """A cell of the journey map."""

    stage: str
    lane: str


class Emotion(NamedTuple):
    """A word with which somebody reports a feeling, and its level from -2 to 2."""

    word: str
    level: int


def place(quote: Quote) -> Placement | None:
    """The stage whose cue words the quote holds most of, the later stage on a tie; None when it holds none."""
    return _place_text(quote.text)


def place_theme(theme: Theme, quotes: list[Quote]) -> str | None:
    """The stage that the theme's topic names, else the one in which most of its quotes are placed, or None."""
    if theme.topic in load("stages")["of_topic"]:
        return str(load("stages")["of_topic"][theme.topic])
    found = [placement.stage for quote in quotes if (placement := place(quote)) is not None]
    own = _place_text(theme.label)
    found += [own.stage] * 2 if own else []
    return max(dict.fromkeys(found), key=found.count, default=None)


def place_figure(figure: Statistic) -> Spot | None:
    """The cell in which a figure counts what customers did (their orders, visits, messages), or None for any other."""
    for stage, lanes in load("stages")["counted"].items():
        for lane, measures in lanes.items():
            if figure.metric.startswith(tuple(measures)):
                return Spot(stage, lane)
    return None


def counted_along(figures: Iterable[Statistic], most: int = 2) -> dict[Spot, list[Statistic]]:
    """For each stage what customers were counted doing: the first family of figures, its largest shares first."""
    spots: dict[Spot, list[Statistic]] = {}
    for figure in figures:
        spot = place_figure(figure)
        if spot is not None and (figure.unit != "share" or figure.value >= _FEW):
            spots.setdefault(spot, []).append(figure)
    first = {spot: _family(found[0]) for spot, found in spots.items()}
    return {
        spot: sorted((f for f in found if _family(f) == first[spot]), key=lambda figure: -figure.value)[:most]
        for spot, found in sorted(spots.items(), key=lambda item: STAGES.index(item[0].stage))
    }


def _family(figure: Statistic) -> str:
    return figure.metric.replace(":", "=").partition("=")[0]


def reported_emotion(text: str) -> Emotion | None:
    """The strongest feeling that somebody reports of themselves; None without a first person or a word of feeling."""
    straight = text.replace("’", "'")
    if not _FIRST_PERSON.search(straight):
        return None
    found = [
        Emotion(match.group().lower(), level)
        for level, pattern in _emotions()
        for match in pattern.finditer(straight)
        if not _NEGATED.search(straight[: match.start()].lower()) and _felt(match.group(), straight[: match.start()])
    ]
    return max(found, key=lambda emotion: abs(emotion.level), default=None)


def _felt(word: str, before: str) -> bool:
    """Whether `like` is a verb of the speaker ("I like"), and any other word a report rather than a comparison."""
    if word.lower() in {"like", "liked", "lost", "love", "hate", "enjoy", "adore", "dread"}:
        return bool(re.search(r"\b(?:I|we|I do|I really|we all|I just|I absolutely|I'm|we're|I'd got)\s+$", before))
    return not _COMPARISON.search(before) or before.rstrip().endswith(("was", "more"))


def _place_text(text: str) -> Placement | None:
    lowered = text.lower().replace("’", "'")
    found = {stage: tuple(dict.fromkeys(pattern.findall(lowered))) for stage, pattern in _cues()}
    best = max(reversed(STAGES), key=lambda stage: len(found[stage]))
    return Placement(best, found[best]) if found[best] else None


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((stage, _any_of(load("stages")[stage])) for stage in STAGES)


@cache
def _emotions() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(level), _any_of(listed)) for level, listed in load("emotions").items())


def _any_of(listed: list[str]) -> re.Pattern[str]:
    longest_first = sorted(listed, key=len, reverse=True)
    written = "|".join(map(re.escape, longest_first)).replace(r"\ \*\ ", _UP_TO_THREE)
    return re.compile(rf"\b(?:{written})\b", re.IGNORECASE)
