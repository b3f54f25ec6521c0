"""A benchmark's figures as a table on the screen and as a file beside it."""

import json
import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).parent / "results"
"""Where results are written, one file a benchmark."""
_LIBRARIES = (
    "chromadb",
    "langchain-chroma",
    "bm25s",
    "wordllama",
    "numpy",
    "scipy",
    "duckdb",
    "ibis-framework",
    "pandas",
)


class Ratio(NamedTuple):
    """A figure and the bar that it must hold."""

    value: float
    bar: float
    better: Literal["lower", "higher"]

    @property
    def holds(self) -> bool:
        """Whether the bar holds."""
        return self.value <= self.bar if self.better == "lower" else self.value > self.bar


def write_results(name: str, figures: Mapping[str, Any], ratios: Mapping[str, Ratio]) -> Path:
    """Print the figures and the bars, and write both to `results/<name>.json`, which is returned."""
    result = {
        "machine": {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "versions": {library: version(library) for library in _LIBRARIES},
        "figures": figures,
        "ratios": {key: {**one._asdict(), "holds": bool(one.holds)} for key, one in ratios.items()},
    }
    _print(name, figures, ratios)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return path


def _print(name: str, figures: Mapping[str, Any], ratios: Mapping[str, Ratio]) -> None:
    console = Console()
    table = Table("figure", "value", title=name)
    for key, value in _flat(figures):
        table.add_row(key, f"{value:,.3f}" if isinstance(value, float) else str(value))
    bars = Table("ratio", "value", "bar", "holds")
    for key, ratio in ratios.items():
        sign = "at most" if ratio.better == "lower" else "more than"
        bars.add_row(key, f"{ratio.value:.3f}", f"{sign} {ratio.bar:g}", "yes" if ratio.holds else "NO")
    console.print(table, bars)


def _flat(figures: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for key, value in figures.items():
        rows += _flat(value, f"{above}{key} ") if isinstance(value, Mapping) else [(f"{above}{key}", value)]
    return rows
