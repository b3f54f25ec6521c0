"""The judge of a run: never the writer, never the last word, its agreement with people beside whatever it says."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from agent.judging import Judge, Judgement
from eval.metrics import Observation, Produced, judge_agreement, judge_support
from eval.running.results import Figure, SuiteReport
from eval.suites import Case, DraftCase, PassageCase, QuestionCase
from personas.draft import Writer
from personas.errors import BadInput, PrerequisiteMissing
from workspace.drafting.judging import make_judge
from workspace.settings import Settings
from workspace.writers import WriterKind

_AGREEMENT = ("judge_accuracy", "judge_kappa")
_ITS_WORD = ("judge_support", "judge_unscored")


class Asking:
    """A judge that is asked about one claim after another, no more at a time than the gate lets through."""

    def __init__(self, judge: Judge, gate: AbstractContextManager[object]) -> None:
        self._judge, self._gate = judge, gate

    def __call__(self, claim: str, evidence: Sequence[str]) -> Judgement:
        """Its opinion. Raises PrerequisiteMissing when no further question will be answered."""
        with self._gate:
            try:
                return self._judge.judge(claim, evidence)
            except BadInput as error:
                raise PrerequisiteMissing(f"The judge {self._judge.name} can't be asked: {error}") from error


def judge_for(settings: Settings, writer: WriterKind) -> Judge:
    """The judge that the settings name. Raises PrerequisiteMissing without one, Refused when it is the writer."""
    return make_judge(settings, Writer(kind=writer, model=settings.model if writer == "llm" else None))


def opinions(case: Case, produced: Produced, ask: Asking | None) -> Iterator[Observation]:
    """What the judge says of what was written for a case; of a sentence that people labelled, how far it agrees."""
    match case:
        case _ if ask is None:
            return
        case DraftCase() if produced.draft:
            yield from judge_support(produced.draft.claims, produced.draft.pack, ask)
        case QuestionCase() if produced.answer:
            yield from judge_support(produced.answer.claims, produced.answer.pack, ask)
        case PassageCase():
            yield from judge_agreement(case, ask)


def beside_people(suites: Sequence[SuiteReport], labels: str) -> tuple[SuiteReport, ...]:
    """The reports with the judge's agreement with people, from the suite of labels, beside what it says of others.

    Where it may agree with them by chance alone, no bar on its word holds.
    """
    found = next((suite.metrics for suite in suites if suite.name == labels), {})
    agreement = {name: found[name] for name in _AGREEMENT if name in found}
    return tuple(_with(suite, agreement) if "judge_support" in suite.metrics else suite for suite in suites)


def _with(suite: SuiteReport, agreement: Mapping[str, Figure]) -> SuiteReport:
    figures = {**suite.metrics, **agreement}
    if "judge_kappa" in agreement and agreement["judge_kappa"].low > 0:
        return suite.model_copy(update={"metrics": figures})
    barred = [name for name in _ITS_WORD if name in figures and figures[name].bar]
    figures |= {name: figures[name].model_copy(update={"holds": False}) for name in barred}
    words = (f"{name} has a bar, and the judge is not shown to agree with people beyond chance" for name in barred)
    return suite.model_copy(update={"metrics": figures, "missed": (*suite.missed, *words)})
