"""A job: one case to be run once, and its result."""

from typing import NamedTuple

from eval.metrics import Observation, Produced
from eval.running.results import CaseResult, Status
from eval.suites import Case, Suite, fingerprint


class Job(NamedTuple):
    """One case, to be put once."""

    suite: Suite
    case: Case
    repeat: int

    @property
    def key(self) -> tuple[str, str, int]:
        """Its name among the results of a run."""
        return self.suite.name, self.case.id, self.repeat

    def result(
        self,
        status: Status,
        *,
        observations: tuple[Observation, ...] = (),
        message: str = "",
        produced: Produced | None = None,
    ) -> CaseResult:
        """What came of it."""
        return CaseResult(
            suite=self.suite.name,
            case_id=self.case.id,
            repeat=self.repeat,
            status=status,
            corpus=self.case.corpus,
            title=title(self.case),
            observations=observations,
            message=message,
            produced=produced,
            put=fingerprint(self.case),
        )


def title(case: Case) -> str:
    """A case in a line."""
    named = ("question", "query", "text", "segment", "evidence")
    return next((str(getattr(case, name)) for name in named if getattr(case, name, "")), case.id)
