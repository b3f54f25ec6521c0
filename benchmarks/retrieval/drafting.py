"""What themes and drafts take among a hundred thousand quotes, without a model: processor seconds of this process."""

import argparse
from pathlib import Path

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval import intake, query
from benchmarks.retrieval.measuring import Clock, apart, peak_megabytes
from workspace import segmenting
from workspace.drafting import drafting
from workspace.evidence import theming
from workspace.workspace import Workspace

_ALLOWED = 2.0
"""Processor seconds that a persona with its journey may take beside the model's own time."""


def measure(asked: argparse.Namespace) -> None:
    """Find all segments' themes again, then draft a persona and a journey of each, one draft before the clock runs."""
    folder = asked.work / intake.CLOTHING
    if not (folder / "verism.db").exists():
        intake.measure(asked)
    quotes = apart(query.segmented, folder)
    figures = apart(_measured, folder)
    slowest = max(value for name, value in figures.items() if name.startswith("draft") and "processor" in name)
    write_results(
        "retrieval-drafting",
        {"quotes": quotes, **figures},
        {"processor seconds of a persona with its journey, the slowest": Ratio(slowest, _ALLOWED, "lower")},
    )


def _measured(folder: Path) -> dict[str, float]:
    room, clock = Workspace.open(folder), Clock()
    parts = segmenting.segments(room)
    with clock.step("themes of all segments"):
        theming.refresh_themes(room, parts)
    drafting.draft_segment(room, parts[0].id, actor="warm", writer="extractive")
    for part in parts:
        with clock.step(f"draft of {part.name}"):
            drafting.draft_segment(room, part.id, actor="bench", writer="extractive")
    return {**clock.figures(), "peak MB": peak_megabytes()}
