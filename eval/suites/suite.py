"""A suite: cases, metrics, and the bars that figures must reach."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from eval.suites.cases import Case
from eval.suites.faults import place_of
from personas.base import Record


class Bar(Record):
    """The least or the most that a figure may be; a run that misses one exits with 1."""

    min: float | None = None
    max: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _a_mapping(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not given:
            raise ValueError(f"must be a mapping such as {{min: 0.9}} or {{max: 0.1}}, not {given!r}")
        return given

    @model_validator(mode="after")
    def _can_hold(self) -> "Bar":
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"can never hold: min {self.min:g} is above max {self.max:g}")
        return self

    def holds(self, value: float) -> bool:
        """Whether a value stands within the bar."""
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)

    def __str__(self) -> str:
        parts = [f"at least {self.min:g}"] if self.min is not None else []
        return " and ".join([*parts, *([f"at most {self.max:g}"] if self.max is not None else [])])


class Sample(Record):
    """A part of a suite's cases, drawn with a seed. In YAML `sample: 30` or `sample: {size: 30, seed: 7}`."""

    size: Annotated[int, Field(ge=1)]
    seed: int = 0
    of: int = 0
    """Cases of the whole suite, once it is drawn."""

    @model_validator(mode="before")
    @classmethod
    def _from_a_number(cls, given: Any) -> Any:
        return {"size": given} if isinstance(given, int) else given

    def __str__(self) -> str:
        return f"a sample of {self.size} of {self.of} cases, seed {self.seed}"


class Suite(Record):
    """One YAML file, read and checked."""

    name: str
    version: int = 1
    description: str = ""
    writer: Literal["extractive", "llm"] | None = None
    """`extractive` or `llm`; by default whatever the workspace or `--writer` says."""
    cases: tuple[Case, ...]
    metrics: tuple[str, ...] = ()
    """The figures to report; empty for all that apply to the cases."""
    bars: dict[str, Bar] = {}
    """Metric -> bar."""
    sample: Sample | None = None
    """Where only a part of the cases is put; what `--sample` says goes before it."""
    path: Annotated[Path | None, Field(exclude=True)] = None
    """The file that it was read from."""

    def place_of(self, figure: str) -> str:
        """Where the suite asks for a figure: its file and the line, from 1; its name where it was read from none."""
        return place_of(self.path, figure) if self.path else self.name

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
