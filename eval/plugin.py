"""The pytest plugin: `pytest --verism-suite FILE` makes each case a test, and one test of the bars.

It loads nothing of Verism until a suite is named, so that it costs other test runs nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eval.running.jobs import Job
    from eval.running.producing import Product
    from eval.running.results import CaseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options that name suites, a writer and a workspace."""
    group = parser.getgroup("verism", "grounding-accuracy suites")
    group.addoption(
        "--verism-suite", action="append", default=[], metavar="SUITE", help="a shipped name, or a YAML file"
    )
    group.addoption("--verism-writer", choices=("extractive", "llm"), default="extractive", help="who writes")
    group.addoption("--verism-workspace", default=".", metavar="DIR", help="where built companies are kept")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the suites' cases after the other tests."""
    for name in config.getoption("--verism-suite"):
        items.extend(SuiteTests.from_parent(session, name=name).collect())


class SuiteTests(pytest.Collector):
    """One suite; its workspaces are opened when the first case runs."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.results: list[CaseResult] = []
        self._product: Product | None = None

    def collect(self) -> Iterator[pytest.Item]:
        """A test a case, and one for the bars."""
        from eval.running.asked import check_asked
        from eval.running.jobs import Job
        from eval.suites import drawn, load_suite
        from personas.errors import VerismError

        try:
            self.suite = drawn(load_suite(self.name))
            check_asked([self.suite])
        except VerismError as error:
            raise pytest.UsageError(str(error)) from error
        for case in self.suite.cases:
            yield CaseTest.from_parent(self, name=f"{self.suite.name}[{case.id}]", job=Job(self.suite, case, 1))
        if self.suite.bars:
            yield BarsTest.from_parent(self, name=f"{self.suite.name}[bars]")

    def advice(self, case_id: str) -> str:
        """What somebody does about a case that did not pass."""
        return (
            f"Correct the case in {self.suite.path} where its label is wrong; else it is a fault of the product.\n"
            f"To put it alone: pytest --verism-suite {self.name} -k {quote(case_id)}"
        )

    def put(self, job: "Job") -> "CaseResult":
        """Put a case and keep what came of it."""
        from eval.running.engine import open_rooms, put

        if self._product is None:
            folder, writer = (self.config.getoption(f"--verism-{name}") for name in ("workspace", "writer"))
            self._rooms, self._product = open_rooms(Path(folder), [self.suite], writer)
        result = put(job, self._product, self._rooms)
        self.results.append(result)
        return result


class CaseFailed(Exception):
    """A case that did not pass, told as the report tells it."""


class CaseTest(pytest.Item):
    """One case."""

    def __init__(self, *, job: "Job", **fields: Any) -> None:
        super().__init__(**fields)
        self._job = job

    def runtest(self) -> None:
        """Put the case. Raises CaseFailed; a case that nothing could be said of is skipped."""
        from eval.reports import told

        suite = self.parent
        assert isinstance(suite, SuiteTests)
        result = suite.put(self._job)
        if result.status == "unscored":
            pytest.skip("no gold: unscored")
        if result.status != "passed":
            raise CaseFailed(f"{told(result)}\n{suite.advice(self._job.case.id)}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is wrong, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, CaseFailed) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the case is from."""
        return Path(self._job.suite.name), None, self.name


class BarsTest(pytest.Item):
    """The bars of a suite, over the cases that were run."""

    def runtest(self) -> None:
        """Raises CaseFailed when a figure misses its bar; skipped when a part of the cases was deselected."""
        from eval.running.summing import summarise

        suite = self.parent
        assert isinstance(suite, SuiteTests)
        if len(suite.results) < len(suite.suite.cases):
            pytest.skip("only a part of the cases was run")
        missed = summarise(suite.suite, suite.results).missed
        if missed:
            raise CaseFailed("; ".join(missed))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Which bars, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, CaseFailed) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the bars are from."""
        return Path(self.name), None, self.name
