"""A suite: cases, what is measured on them, and the bars that the figures must reach."""

from collections.abc import Iterator

from pydantic import model_validator

from eval.suites.cases import Case
from personas.base import Record


class Bar(Record):
    """The least or the most that a figure may be; a run that misses one exits with 1."""

    min: float | None = None
    max: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value stands within the bar."""
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)

    def __str__(self) -> str:
        parts = [f"at least {self.min:g}"] if self.min is not None else []
        return " and ".join([*parts, *([f"at most {self.max:g}"] if self.max is not None else [])])


class Suite(Record):
    """One YAML file, read and checked."""

    name: str
    version: int = 1
    description: str = ""
    writer: str | None = None
    """`extractive` or `llm`; by default whatever the workspace or `--writer` says."""
    cases: tuple[Case, ...]
    metrics: tuple[str, ...] = ()
    """The figures to report; empty for all that apply to the cases."""
    bars: dict[str, Bar] = {}
    """Metric -> bar."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Suite":
        repeated = next(iter(_repeated(case.id for case in self.cases)), None)
        if repeated is not None:
            raise ValueError(f"two cases have the id {repeated!r}")
        return self


def _repeated(ids: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield one
        seen.add(one)
