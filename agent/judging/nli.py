"""A judge that is a local natural-language-inference model, supplied by the user.

    class MyModel:
        def predict(self, pairs):
            return [Entailment(entailment=..., neutral=..., contradiction=...) for premise, hypothesis in pairs]

Set `judge_nli = "my_package.my_module:MyModel"` in verism.toml. Nothing is downloaded here.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from agent.judging.judge import Judgement
from personas.base import Record
from personas.errors import BadInput, PrerequisiteMissing

ENOUGH = 0.5
"""The probability from which an outcome is said to hold."""


class Entailment(Record):
    """Probabilities, 0..1, that a premise entails a hypothesis, says nothing of it, or contradicts it."""

    entailment: float
    neutral: float
    contradiction: float


class Predictor(Protocol):
    """A model of natural language inference (Bowman et al., 2015): any class with this method and no arguments."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Entailment]:
        """One result for each pair of premise and hypothesis, in order."""
        ...


class NLIJudge:
    """The strongest of the cited texts speaks: a claim that one entails is supported, unless one contradicts it."""

    def __init__(self, predictor: Predictor, name: str) -> None:
        self._predictor, self._name = predictor, name

    @property
    def name(self) -> str:
        """The model's name, as it was set."""
        return self._name

    def judge(self, claim: str, evidence: Sequence[str]) -> Judgement:
        """An opinion; a model that fails or answers short gives none."""
        try:
            found = list(self._predictor.predict([(text, claim) for text in (*evidence, " ".join(evidence))]))
        except (ValueError, TypeError, RuntimeError, OSError) as error:
            return Judgement(reason=f"the model failed ({type(error).__name__})")
        if len(found) != len(evidence) + 1:
            return Judgement(reason="the model did not answer for every text")
        entailed, against = max(one.entailment for one in found), max(one.contradiction for one in found)
        if against >= ENOUGH and against > entailed:
            return Judgement(opinion="contradicted", reason=f"a cited text contradicts it (probability {against:.2f})")
        if entailed >= ENOUGH:
            return Judgement(opinion="supported", reason=f"a cited text entails it (probability {entailed:.2f})")
        return Judgement(opinion="not enough", reason=f"no cited text entails it (at most {entailed:.2f})")


def load_predictor(place: str) -> Predictor:
    """The predictor at `package.module:Class`. Raises BadInput for a wrong place, PrerequisiteMissing without it."""
    module, _, name = place.partition(":")
    if not module or not name:
        raise BadInput(f"judge_nli is written package.module:Class, not {place!r}.")
    try:
        made: Predictor = getattr(import_module(module), name)()
    except ImportError as error:
        raise PrerequisiteMissing(f"The judge {place!r} can't be loaded ({error}): install its package.") from error
    except AttributeError as error:
        raise BadInput(f"{module} has no {name!r}: correct judge_nli.") from error
    return made
