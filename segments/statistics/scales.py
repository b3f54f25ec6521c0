"""Rating scales in surveys: recognised, ordered, and put into words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from segments.statistics.measures import Measure

_SCALES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ('agree or strongly agree with "{}"', ("strongly disagree", "disagree", "neutral", "agree", "strongly agree")),
    (
        'agree or strongly agree with "{}"',
        ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ),
    (
        'agree or strongly agree with "{}"',
        ("strongly disagree", "disagree", "somewhat disagree", "neither agree nor disagree", "somewhat agree", "agree",
         "strongly agree"),
    ),
    ('are satisfied or very satisfied with "{}"',
     ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied")),
    ('are satisfied or very satisfied with "{}"',
     ("very dissatisfied", "dissatisfied", "neither satisfied nor dissatisfied", "satisfied", "very satisfied")),
    ('call "{}" important or very important',
     ("unimportant", "slightly important", "moderately important", "important", "very important")),
    ('call "{}" very or extremely important',
     ("not at all important", "slightly important", "moderately important", "very important", "extremely important")),
    ('find it likely or very likely: "{}"', ("very unlikely", "unlikely", "neutral", "likely", "very likely")),
    ('answer "often" or "always" to "{}"', ("never", "rarely", "sometimes", "often", "always")),
)  # fmt: skip
_TO_TEN = re.compile(r"\bNPS\b|\b0 ?(?:to|-|–) ?10\b")
_NUMBERED = re.compile(r"^(\d{1,2})(?:\s*[-–:(=].*)?$")


class Scale(NamedTuple):
    """A question's ordered answers."""

    points: Mapping[str, int]
    """Answer as given -> its place, 1 the lowest (or the number itself)."""
    template: str
    highest: int
    """The place of the scale's last step, whether or not anybody chose it."""

    @property
    def agrees(self) -> bool:
        """Whether people said how far they agree, so that the question's words may be their complaint."""
        return self.template.startswith("agree")

    @property
    def weighs(self) -> bool:
        """Whether people said how important something is to them."""
        return "important" in self.template

    def predicate(self, question: str) -> str:
        """What those in the top two of the scale do."""
        return self.template.format(question)


def scale_of(answers: Iterable[str], question: str = "") -> Scale | None:
    """The scale that these answers are of, or None when they are choices; a question may say how long it is."""
    given = list(dict.fromkeys(answers))
    for template, steps in _SCALES:
        places = {step: place for place, step in enumerate(steps, start=1)}
        if all(answer.strip().lower() in places for answer in given):
            return Scale({answer: places[answer.strip().lower()] for answer in given}, template, len(steps))
    return _numbered(given, question)


def _numbered(given: list[str], question: str) -> Scale | None:
    matches = {answer: _NUMBERED.match(answer.strip()) for answer in given}
    if len(given) < 3 or not all(matches.values()):
        return None
    points = {answer: int(match[1]) for answer, match in matches.items() if match}
    if max(points.values()) > 10:
        return None
    top = 10 if max(points.values()) > 7 or _TO_TEN.search(question) else 7 if max(points.values()) > 5 else 5
    return Scale(points, f'give {top - 1} or {top} out of {top} to "{{}}"', top)


class ScaleWords(NamedTuple):
    """How the two measures of a scale are told."""

    top: str
    """What those in the top two do, a verb phrase."""
    mean: str
    """The average, a noun phrase."""


def scale_measures(name: str, words: ScaleWords, points: str, highest: int, pattern: Measure) -> Iterator[Measure]:
    """The share of the top two and the mean of a scale.

    `points` is SQL for a person's place on it; `pattern` gives what both have in common.
    """
    yield pattern._replace(
        metric=f"top2:{name}", predicate=words.top, numerator=f"CAST({points} >= {highest - 1} AS INTEGER)"
    )
    yield pattern._replace(metric=f"mean:{name}", predicate=words.mean, numerator=points, unit="mean", kind="ratio")
