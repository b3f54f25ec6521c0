"""A million quotes: the reviews' own, repeated with changed words, indexed and searched."""

import argparse
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval import intake
from benchmarks.retrieval.measuring import Clock, apart, milliseconds, peak_megabytes
from benchmarks.retrieval.query import queries
from personas.library.evidence import iterate_words
from retrieval.embeddings import StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, publish
from workspace.workspace import Workspace

_CHANGED = 5
"""One word in so many is another's."""
_SHARE = 20
"""A search narrowed to one quote in so many."""


def measure(asked: argparse.Namespace) -> None:
    """Index as many quotes as asked in one process, then search all of them and a part in another."""
    room, folder = asked.work / intake.CLOTHING, asked.work / "million"
    if not (room / "verism.db").exists():
        intake.measure(asked)
    shutil.rmtree(folder, ignore_errors=True)
    indexed = apart(_indexed, room, folder, asked.quotes)
    searched = apart(_searched, folder, indexed.pop("name"))
    shutil.rmtree(folder)
    whole, narrowed = searched["everything"], searched["narrowed"]
    write_results(
        "retrieval-million",
        {"quotes": asked.quotes, "indexing": indexed, "searching": searched},
        {
            "p95 in ms, everything": Ratio(whole["p95_ms"], 150.0, "lower"),
            f"p95 in ms, one quote in {_SHARE}": Ratio(narrowed["p95_ms"], 150.0, "lower"),
            "peak MB, indexing": Ratio(indexed["peak MB"], 4096, "lower"),
            "peak MB, searching": Ratio(searched["peak MB"], 4096, "lower"),
        },
    )


def _indexed(room: Path, folder: Path, count: int) -> dict[str, Any]:
    embedder, clock, steps = StaticEmbedder(), Clock(), _Steps()
    embedder.encode(["the model is loaded before the clock runs"])
    entries = list(_repeated(room, count))
    before = peak_megabytes()
    with clock.step("indexing"):
        name = publish(folder, entries, embedder, report=steps)
    spent = clock.steps["indexing"]
    rates = {"quotes a second": count / spent.seconds, "quotes a processor second": count / spent.cpu_seconds}
    sizes = {"MB on disk": sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1024**2}
    memory = {"MB before": before, "peak MB": peak_megabytes()}
    return {"name": name, **rates, **clock.figures(), "seconds of steps": steps.seconds(), **sizes, **memory}


class _Steps:
    """When each step of a build began."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}

    def __call__(self, words: str, share: float) -> None:
        self._begun.setdefault(words, time.perf_counter())

    def seconds(self) -> dict[str, float]:
        """What each step took, the last until now."""
        ends = [*list(self._begun.values())[1:], time.perf_counter()]
        return {words: end - begun for (words, begun), end in zip(self._begun.items(), ends, strict=True)}


def _searched(folder: Path, name: str) -> dict[str, Any]:
    index, asked = EvidenceIndex(folder, name, StaticEmbedder()), queries()
    part = np.arange(0, len(index), _SHARE)
    times = {
        "everything": milliseconds(lambda query: index.search(query, limit=10), asked),
        "narrowed": milliseconds(lambda query: index.search(query, limit=10, among=part), asked),
    }
    index.close()
    return {**times, "peak MB": peak_megabytes()}


def _repeated(room: Path, count: int) -> Iterator[Entry]:
    """The reviews' quotes again and again, from the second time on with words changed for others of theirs."""
    with Workspace.open(room).library.read() as connection:
        texts = [text for _, _, text in iterate_words(connection)]
    words = np.array(sorted({word for text in texts for word in text.split()}), dtype=object)
    chosen = np.random.default_rng(0)
    for number in range(count):
        said = texts[number % len(texts)].split()
        if number >= len(texts):
            places = chosen.integers(0, len(said), max(1, len(said) // _CHANGED))
            for place, word in zip(places, chosen.choice(words, len(places)), strict=True):
                said[place] = word
        yield Entry(f"q-{number:08d}", " ".join(said), f"r-{number // 5}")
