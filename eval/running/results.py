"""The records of a run's results."""

from typing import Any, Literal

from eval.metrics import Observation, Produced, Shown
from eval.suites import Sample
from personas.base import Record

Status = Literal["passed", "failed", "error", "refused", "unscored"]
WORST: tuple[Status, ...] = ("error", "refused", "failed", "unscored", "passed")
"""Of several repeats the first of these that occurs is the case's status."""
_COUNTS = ("cases", "passed", "failed", "errors", "refused", "unscored")


class CaseResult(Record):
    """One case, once."""

    suite: str
    case_id: str
    repeat: int = 1
    status: Status
    corpus: str = ""
    title: str = ""
    """The case in a line: its question, claim or segment."""
    observations: tuple[Observation, ...] = ()
    message: str = ""
    """Of an error or a refusal: what was said."""
    produced: Produced | None = None
    put: str = ""
    """A hash of what was put: cases of one id are compared only where it is the same."""

    @property
    def failures(self) -> tuple[tuple[str, Shown], ...]:
        """Metric and what is wrong, of everything that makes the case fail."""
        return tuple((one.metric, one.failure) for one in self.observations if one.failure is not None)

    @property
    def doubts(self) -> tuple[Shown, ...]:
        """What a judge says against it."""
        return tuple(one.doubt for one in self.observations if one.doubt is not None)


class Figure(Record):
    """A metric of a suite, with its interval, and whether its bar holds."""

    value: float
    low: float
    high: float
    n: int
    """Cases that it rests on."""
    bar: str = ""
    holds: bool = True

    def public_json(self) -> dict[str, Any]:
        """The documented shape."""
        given = {"bar": self.bar, "holds": self.holds} if self.bar else {}
        return {"value": round(self.value, 6), "ci": [round(self.low, 6), round(self.high, 6)], "n": self.n, **given}


class SuiteReport(Record):
    """A suite's counts and figures."""

    name: str
    version: int = 1
    put: str = ""
    """A hash of all cases that were put: only runs in which it is the same stand on one line."""
    cases: int
    passed: int = 0
    failed: int = 0
    errors: int = 0
    refused: int = 0
    unscored: int = 0
    opinions: dict[str, int] = {}
    """What a judge said of the claims put to it: `supported`, `not enough`, `contradicted`, or `unscored`."""
    metrics: dict[str, Figure] = {}
    missed: tuple[str, ...] = ()
    """Bars that do not hold, in words."""
    sample: Sample | None = None
    """Of a suite of which only a part was put: how it was drawn."""

    @property
    def plain(self) -> dict[str, Figure]:
        """The figures without those of single checks."""
        return {name: figure for name, figure in self.metrics.items() if ":" not in name}

    @property
    def by_check(self) -> dict[str, dict[str, Figure]]:
        """Check -> its `check_precision`, `check_recall` and `check_accuracy`, those that claims with labels gave."""
        found: dict[str, dict[str, Figure]] = {}
        for name, figure in self.metrics.items():
            kind, _, check = name.partition(":")
            if check:
                found.setdefault(check, {})[kind] = figure
        return found

    @property
    def counts(self) -> dict[str, int]:
        """Cases, and how many ended in which way."""
        return {name: getattr(self, name) for name in _COUNTS}

    def public_json(self) -> dict[str, Any]:
        """The documented shape."""
        figures = {name: figure.public_json() for name, figure in self.metrics.items()}
        drawn = {"sample": self.sample.model_dump()} if self.sample else {}
        judged = {"opinions": self.opinions} if self.opinions else {}
        named = {"name": self.name, "version": self.version, "put": self.put}
        return {**named, **self.counts, **drawn, **judged, "metrics": figures, "missed": list(self.missed)}


class RunReport(Record):
    """A finished run."""

    id: str
    writer: str
    model: str | None = None
    judge: str | None = None
    """Who gave a second opinion on claims, in a run that asked for one."""
    product: str = ""
    """A hash of the code, the prompts and the example companies that answered."""
    partial: bool = False
    """Only what had not passed was put: no bar is held against it."""
    suites: tuple[SuiteReport, ...] = ()
    seconds: float = 0.0

    @property
    def missed(self) -> list[str]:
        """Every bar that does not hold, with its suite."""
        return [f"{suite.name}: {words}" for suite in self.suites for words in suite.missed]

    def public_json(self) -> dict[str, Any]:
        """The documented shape."""
        about = self.model_dump(include={"writer", "model", "judge", "product", "partial", "seconds"})
        return {"run": self.id, **about, "suites": [suite.public_json() for suite in self.suites]}
