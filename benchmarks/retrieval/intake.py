"""What taking in a file of reviews costs, beside embedding, BM25 and Chroma's insertion each done alone."""

import argparse
import shutil
from pathlib import Path

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval.measuring import Clock, peak_megabytes
from personas.library.evidence import iterate_words
from retrieval.embeddings import StaticEmbedder
from retrieval.index import dense, lexical
from workspace import ingest
from workspace.workspace import Workspace

CLOTHING = "clothing"


def measure(asked: argparse.Namespace) -> None:
    """Take the reviews in, then do the three parts alone over the same quotes."""
    folder = asked.work / CLOTHING
    shutil.rmtree(folder, ignore_errors=True)
    room, clock = Workspace.create(folder), Clock()
    room.embedder.encode(["the model is loaded before the clock runs"])
    with clock.step("in all"):
        ingest.ingest(room, [asked.reviews], actor="bench")
    memory = peak_megabytes()
    count = _alone(room, asked.work / "alone", clock)
    parts = [spent for name, spent in clock.steps.items() if name.startswith("alone")]
    whole = clock.steps["in all"]
    write_results(
        "retrieval-intake",
        {"quotes": count, "quotes a second": count / whole.seconds, "peak MB": memory, **clock.figures()},
        {
            "intake / its parts alone, seconds": Ratio(whole.seconds / sum(one.seconds for one in parts), 1.5, "lower"),
            "intake / its parts alone, processor seconds": Ratio(
                whole.cpu_seconds / sum(one.cpu_seconds for one in parts), 1.5, "lower"
            ),
            "peak MB": Ratio(memory, 1536, "lower"),
        },
    )


def _alone(room: Workspace, folder: Path, clock: Clock) -> int:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with room.library.read() as connection:
        rows = list(iterate_words(connection))
    texts, embedder = [text for _, _, text in rows], StaticEmbedder()
    embedder.encode(texts[:1])
    with clock.step("alone: embedding"):
        vectors = embedder.encode(texts)
    with clock.step("alone: BM25"):
        lexical.write(folder, texts)
    with clock.step("alone: Chroma"):
        dense.write(folder, "gen-alone", embedder.name, [row[0] for row in rows], vectors)
    shutil.rmtree(folder)
    return len(rows)
