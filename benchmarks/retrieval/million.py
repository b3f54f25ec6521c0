"""A million quotes: the reviews' own, repeated with changed words, indexed and searched."""

import argparse
import shutil
from collections.abc import Iterator

import numpy as np

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval import intake
from benchmarks.retrieval.measuring import Clock, milliseconds, peak_megabytes
from eval.suites import RetrievalCase, load_suite
from personas.library.evidence import iterate_words
from retrieval.embeddings import StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, publish
from workspace.workspace import Workspace

_CHANGED = 5
"""One word in so many is another's."""
_SHARE = 20
"""A search narrowed to one quote in so many."""


def measure(asked: argparse.Namespace) -> None:
    """Index as many quotes as asked, then search all of them and a part."""
    folder, clock = asked.work / "million", Clock()
    shutil.rmtree(folder, ignore_errors=True)
    embedder = StaticEmbedder()
    embedder.encode(["the model is loaded before the clock runs"])
    with clock.step("indexing"):
        name = publish(folder, _repeated(asked), embedder)
    building = peak_megabytes()
    index = EvidenceIndex(folder, name, embedder)
    part = np.arange(0, len(index), _SHARE)
    queries = [case.query for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase)]
    whole = milliseconds(lambda query: index.search(query, limit=10), queries)
    narrowed = milliseconds(lambda query: index.search(query, limit=10, among=part), queries)
    spent = clock.steps["indexing"]
    write_results(
        "retrieval-million",
        {
            "quotes": len(index),
            "quotes indexed a second": len(index) / spent.seconds,
            "quotes indexed a processor second": len(index) / spent.cpu_seconds,
            **clock.figures(),
            "peak MB while indexing": building,
            "peak MB": peak_megabytes(),
            "everything": whole,
            f"one quote in {_SHARE}": narrowed,
        },
        {
            "p95 in ms, everything": Ratio(whole["p95_ms"], 150.0, "lower"),
            "p95 in ms, narrowed": Ratio(narrowed["p95_ms"], 150.0, "lower"),
            "peak MB": Ratio(peak_megabytes(), 4096, "lower"),
        },
    )
    index.close()
    shutil.rmtree(folder)


def _repeated(asked: argparse.Namespace) -> Iterator[Entry]:
    """The reviews' quotes again and again, from the second time on with words changed for others of theirs."""
    if not (asked.work / intake.CLOTHING / "verism.db").exists():
        intake.measure(asked)
    with Workspace.open(asked.work / intake.CLOTHING).library.read() as connection:
        texts = [text for _, _, text in iterate_words(connection)]
    words = np.array(sorted({word for text in texts for word in text.split()}), dtype=object)
    chosen = np.random.default_rng(0)
    for number in range(asked.quotes):
        said = texts[number % len(texts)].split()
        if number >= len(texts):
            places = chosen.integers(0, len(said), max(1, len(said) // _CHANGED))
            for place, word in zip(places, chosen.choice(words, len(places)), strict=True):
                said[place] = word
        yield Entry(f"q-{number:08d}", " ".join(said), f"r-{number // 5}")
