"""What taking in a file of reviews costs, beside embedding, BM25 and Chroma's insertion each done alone."""

import argparse
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval.measuring import Clock, Spent, apart, peak_megabytes
from personas.library.evidence import iterate_words
from retrieval.embeddings import StaticEmbedder
from retrieval.index import Chroma, lexical
from retrieval.index.inserting import Place, batch_size, inserting_here
from workspace.intake import ingest
from workspace.workspace import Workspace

CLOTHING = "clothing"
_VECTORS = "vectors.npy"


class _Took(NamedTuple):
    spent: Spent
    peak: float
    """Megabytes."""


def measure(asked: argparse.Namespace) -> None:
    """Take the reviews in, then do the three parts alone over the same quotes, each in a process of its own."""
    room, aside = asked.work / CLOTHING, asked.work / "alone"
    for folder in (room, aside):
        shutil.rmtree(folder, ignore_errors=True)
    aside.mkdir()
    whole = apart(_whole, room, asked.reviews)
    parts = {"embedding": apart(_embedding, room, aside), "BM25": apart(_bm25, room, aside)}
    parts["Chroma"] = apart(_chroma, room, aside)
    count = len(np.load(aside / _VECTORS, mmap_mode="r"))
    shutil.rmtree(aside)
    named = {"in all": whole, **{f"alone: {name}": one for name, one in parts.items()}}
    figures = {
        f"{name}, {what}": value
        for name, took in named.items()
        for what, value in zip(("seconds", "processor seconds", "peak MB"), (*took.spent, took.peak), strict=True)
    }
    alone = [one.spent for one in parts.values()]
    write_results(
        "retrieval-intake",
        {"quotes": count, "quotes a second": count / whole.spent.seconds, **figures},
        {
            "intake / its parts alone, seconds": Ratio(
                whole.spent.seconds / sum(one.seconds for one in alone), 1.5, "lower"
            ),
            "intake / its parts alone, processor seconds": Ratio(
                whole.spent.cpu_seconds / sum(one.cpu_seconds for one in alone), 1.5, "lower"
            ),
            "peak MB": Ratio(whole.peak, 1536, "lower"),
        },
    )


def _whole(folder: Path, reviews: Path) -> _Took:
    room, clock = Workspace.create(folder), Clock()
    room.embedder.encode(["the model is loaded before the clock runs"])
    with clock.step("all"):
        ingest.ingest(room, [reviews], actor="bench")
    return _Took(clock.steps["all"], peak_megabytes())


def _embedding(room: Path, aside: Path) -> _Took:
    texts, embedder, clock = _texts(room), StaticEmbedder(), Clock()
    embedder.encode(texts[:1])
    with clock.step("all"):
        vectors = embedder.encode(texts)
    np.save(aside / _VECTORS, vectors)
    return _Took(clock.steps["all"], peak_megabytes())


def _bm25(room: Path, aside: Path) -> _Took:
    texts, clock = _texts(room), Clock()
    with clock.step("all"):
        lexical.write(aside, texts)
    return _Took(clock.steps["all"], peak_megabytes())


def _chroma(room: Path, aside: Path) -> _Took:
    vectors, clock = np.load(aside / _VECTORS, mmap_mode="r"), Clock()
    ids, place = (
        [str(number) for number in range(len(vectors))],
        Place(aside, "gen-alone", StaticEmbedder.name, Chroma()),
    )
    size = batch_size(len(ids))
    with clock.step("all"), inserting_here(place) as put:
        for start in range(0, len(ids), size):
            put(ids[start : start + size], vectors[start : start + size])
    return _Took(clock.steps["all"], peak_megabytes())


def _texts(room: Path) -> list[str]:
    with Workspace.open(room).library.read() as connection:
        return [text for _, _, text in iterate_words(connection)]
