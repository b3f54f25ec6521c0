"""Memory while a file of reviews is read in parts, CSV and JSON lines of two sizes: the larger must hardly take more.

Reading and cleaning alone, without the library and the index. Each row is a review and two thousand characters more, as
exports with descriptions of products have them, so that a gigabyte takes minutes and not hours.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval.measuring import Clock, apart, peak_megabytes
from retrieval.readers import recognise_voices
from segments.tables import sample

_SIZES = (200, 1_000)
"""Megabytes."""
_BESIDE = 2_000
"""Characters of each row beside its review."""
_FLAT = 1.25
_WORDS = (
    "the seam of this jacket split after a month and my size was wrong but I love fabric fit colour it came late "
    "refund pockets soft warm small large bought again never wash work price staff helped delivery quick boots tunic"
).split()
_Figures = dict[str, float]


def measure(asked: argparse.Namespace) -> None:
    """Write each file, read it in a process of its own, and delete it."""
    figures: dict[str, _Figures] = {}
    for ending in ("csv", "jsonl"):
        for size in asked.sizes or _SIZES:
            path = asked.work / f"reviews-{size}.{ending}"
            try:
                _write(path, size << 20)
                figures[f"{ending}, {size} MB"] = apart(_read, path)
            finally:
                path.unlink(missing_ok=True)
    peaks = {name: one["peak MB"] for name, one in figures.items()}
    small, large = min(asked.sizes or _SIZES), max(asked.sizes or _SIZES)
    write_results(
        "retrieval-large",
        figures,
        {
            f"peak of {large} MB / of {small} MB, {ending}": Ratio(
                peaks[f"{ending}, {large} MB"] / peaks[f"{ending}, {small} MB"], _FLAT, "lower"
            )
            for ending in ("csv", "jsonl")
        },
    )


def _write(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        for number, row in enumerate(_rows()):
            if path.suffix == ".jsonl":
                file.write(json.dumps(row) + "\n")
            else:
                table.writerows([row.keys(), row.values()] if not number else [row.values()])
            if file.tell() >= size:
                return


def _rows() -> Iterator[dict[str, str]]:
    chance, number = random.Random(11), 0
    while True:
        number += 1
        yield {
            "review_text": " ".join(chance.choices(_WORDS, k=60)).capitalize() + f". Number {number}.",
            "rating": str(chance.randint(1, 5)),
            "date": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "description": " ".join(chance.choices(_WORDS, k=_BESIDE // 5)),
        }


def _read(path: Path) -> _Figures:
    looked, clock = sample(path), Clock()
    found = recognise_voices(looked)
    if found is None or not found.streams:
        raise TypeError(f"{path.name} is not read in parts")
    with clock.step("read"):
        parts = found.read_parts(path, looked, source_id="src-bench")
        texts = sum(len(part.extract.documents) for part in parts)
    return {"texts": texts, **clock.figures(), "peak MB": peak_megabytes()}
