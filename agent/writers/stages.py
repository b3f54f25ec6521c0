"""The journey stage of a quote, a theme or a figure, with the cue words that decided it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from agent.writers.data import any_of, load
from personas.draft import STAGES
from personas.evidence import Quote, Statistic, Theme
from personas.placing import section_of
from retrieval.packs import phrased_for

_FEW = 0.1
"""What a smaller share of customers does is no step of their journey."""


_NO_CUE = re.compile(
    r"\bused to\b|\bswitch(?:ed|ing|es)? (?:it |them |the \w+ )?(?:on|off)\b|"
    r"\bin (?:that|this|which|the right|the wrong|any|some) order\b|\bin order to\b|\bout of order\b"
)
"""Says what was once so, what is put on, or in which order, and not that a thing is used, left or bought."""


class Placement(NamedTuple):
    """The stage of a quote, and the cue words or the question that place it there."""

    stage: str
    cues: tuple[str, ...] = ()
    asked: str = ""
    """The question that the quote answers, where its own words name no stage."""
    told: str = ""
    """The section of the persona of which the quote tells outright, where that has a stage."""

    @property
    def reason(self) -> str:
        """Why a quote stands in this stage, for a reviewer."""
        cues = ", ".join(f"“{cue}”" for cue in self.cues)
        notes = load("sentences")["notes"]
        note = str(notes["told" if self.told else "asked" if self.asked else "stage"])
        return note.format(stage=self.stage, cues=cues, question=self.asked, section=self.told)


class Spot(NamedTuple):
    """A cell of the journey map."""

    stage: str
    lane: str


def place(quote: Quote) -> Placement | None:
    """The stage of whose cues the quote holds most words, the later stage on a tie.

    One that holds none stands in the stage of the open question that it answers; None where that names none either.
    What tells by its turn of phrase what set a purchase off, was weighed or ended it stands where that stands. In an
    interview the question goes first: "If it had had a guarantee I'd have bought that one" was asked of elsewhere.
    """
    if (told := _place_phrased(quote)) is not None:
        return told
    question = str(quote.attributes.get("question", ""))
    asked = quote.kind == "interview" and (_place_answer(question) or _place_question(question))
    return asked or _place_text(quote.text) or _place_answer(question)


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


def _place_text(text: str) -> Placement | None:
    lowered = _NO_CUE.sub(" ", text.lower().replace("’", "'"))
    found = {stage: tuple(dict.fromkeys(pattern.findall(lowered))) for stage, pattern in _cues()}
    best = max(reversed(STAGES), key=lambda stage: sum(len(cue.split()) for cue in found[stage]))
    return Placement(best, found[best]) if found[best] else None


def _place_answer(question: str) -> Placement | None:
    stage = load("stages")["of_topic"].get(section_of(question, otherwise=""))
    return Placement(stage, asked=question) if stage else None


def _place_phrased(quote: Quote) -> Placement | None:
    """Where a quote stands that tells outright of one section of the persona which has a stage; channels have many."""
    of_topic = load("stages")["of_topic"]
    told = {str(of_topic[one]): one for one in sorted(phrased_for(quote) - {"channels"}) if one in of_topic}
    return next((Placement(stage, told=section) for stage, section in told.items()), None) if len(told) == 1 else None


def _place_question(question: str) -> Placement | None:
    found = _place_text(question)
    return found and Placement(found.stage, asked=question)


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((stage, any_of(load("stages")[stage])) for stage in STAGES)
