"""How well and how fast quotes are found: `python -m benchmarks.retrieval [--quotes N]`, or `make bench-retrieval`.

Quality: the shipped retrieval suite over the example company, for vectors alone, BM25 alone, their blend, and a plain
Chroma collection with the same vectors, queried as LangChain's `Chroma.similarity_search` queries it (one `query` call
with a `where` filter; langchain-chroma itself is no library of Verism). Speed: queries narrowed to a twentieth of N
quotes, which are the company's own repeated with changed words, against that collection with a filter on the same part;
and the making of the index against embedding, BM25 and Chroma's insertion each done alone. One process, one run.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import chromadb
import numpy as np
from chromadb.config import Settings

from benchmarks.results import Ratio, write_results
from eval.corpora import copy_example
from eval.suites import RetrievalCase, load_suite
from personas.evidence import Quote
from personas.library import evidence as store
from retrieval.embeddings import StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, dense, lexical, publish
from workspace import ingest, segmenting
from workspace.workspace import Workspace

_EMBEDDER = StaticEmbedder()
_SHARE = 20
_BATCH = 5_000
Search = Callable[[RetrievalCase], list[str]]


class Quality(NamedTuple):
    """Means over the queries; milliseconds at the 95th percentile."""

    ndcg: float
    recall: float
    p95: float


class _Chroma:
    """A plain collection with cosine distance, filled and queried through Chroma's own client."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        self._collection = client.create_collection(f"bench{len(quotes)}", metadata={"hnsw:space": "cosine"})
        for start in range(0, len(quotes), _BATCH):
            some = quotes[start : start + _BATCH]
            self._collection.add(
                ids=[quote.id for quote in some],
                documents=[quote.text for quote in some],
                embeddings=_EMBEDDER.encode([quote.text for quote in some]),  # type: ignore[arg-type]
                metadatas=[{"part": "no" if (start + place) % _SHARE else "yes"} for place in range(len(some))],
            )

    def search(self, query: str, limit: int, **narrowed: Any) -> list[str]:
        """Ids of the nearest; `narrowed` by `where` (metadata) or `ids`."""
        vectors: Any = _EMBEDDER.encode([query])
        return list(self._collection.query(query_embeddings=vectors, n_results=limit, **narrowed)["ids"][0])


def main() -> None:
    """Measure, print a table, and write the results."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--quotes", type=int, default=100_000, help="how many quotes the timed index holds")
    count = wanted.parse_args().quotes
    with tempfile.TemporaryDirectory() as folder:
        quality = _quality(Path(folder) / "company")
        speed = _speed(Path(folder), _repeated(Path(folder) / "company", count))
    blend, best = quality["blend"], max(quality["vectors"].ndcg, quality["bm25"].ndcg)
    write_results(
        "retrieval",
        {"quality": {name: one._asdict() for name, one in quality.items()}, "quotes": count, **speed},
        {
            "blend nDCG@10 / the better of its parts": Ratio(blend.ndcg / best, 1.0, "higher"),
            "narrowed query p95 in ms": Ratio(speed["narrowed_p95_ms"], 50.0, "lower"),
            "narrowed query p95 / Chroma with a filter": Ratio(
                speed["narrowed_p95_ms"] / speed["chroma_narrowed_p95_ms"], 0.5, "lower"
            ),
            "making the index / its parts alone": Ratio(speed["index_seconds"] / speed["parts_seconds"], 1.5, "lower"),
        },
    )


def _quality(folder: Path) -> dict[str, Quality]:
    room = Workspace.create(folder)
    ingest.ingest(room, [copy_example("workwear", folder)], actor="bench")
    segmenting.build_all(room, actor="bench")
    quotes = _quotes(room)
    index = EvidenceIndex(folder, publish(folder, _entries(quotes), _EMBEDDER), _EMBEDDER)
    parts = {one.name: {q.id for q in _quotes(room, one.id)} for one in segmenting.segments(room)}
    chroma = _Chroma(quotes)
    cases = [case for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase)]
    graded = {case.id: _grades(case, quotes, parts) for case in cases}

    def ours(weight: float | None) -> Search:
        return lambda case: [
            hit.quote_id
            for hit in index.search(case.query, limit=20, among=parts.get(case.segment), dense_weight=weight)
        ]

    def theirs(case: RetrievalCase) -> list[str]:
        narrowed = {"ids": sorted(parts[case.segment])} if case.segment else {}
        return chroma.search(case.query, 20, **narrowed)

    ways = {"vectors": ours(1.0), "bm25": ours(0.0), "blend": ours(None), "chroma": theirs}
    return {name: _measured(search, cases, graded) for name, search in ways.items()}


def _measured(search: Search, cases: Sequence[RetrievalCase], graded: dict[str, dict[str, int]]) -> Quality:
    search(cases[0])
    gains, recalls, times = [], [], []
    for case in cases:
        start = time.perf_counter()
        found = search(case)
        times.append(1000 * (time.perf_counter() - start))
        grades = graded[case.id]
        if grades:
            gains.append(_ndcg(found[:10], grades))
            recalls.append(len(set(found) & set(grades)) / min(len(grades), 20))
    return Quality(float(np.mean(gains)), float(np.mean(recalls)), float(np.percentile(times, 95)))


def _ndcg(found: Sequence[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1 (Burges et al., 2005), 0..1."""
    ideal = sorted(grades.values(), reverse=True)[:10]
    return _gain([grades.get(one, 0) for one in found]) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / np.log2(place + 2) for place, grade in enumerate(grades)))


def _grades(case: RetrievalCase, quotes: Sequence[Quote], parts: dict[str, set[str]]) -> dict[str, int]:
    among = parts.get(case.segment)
    grades: dict[str, int] = {}
    for quote in quotes:
        text = " ".join(quote.text.split())
        said = [grade for words, grade in case.relevant.items() if " ".join(words.split()) in text]
        if said and (among is None or quote.id in among):
            grades[quote.id] = max(said)
    return grades


def _speed(folder: Path, quotes: Sequence[Quote]) -> dict[str, float]:
    entries = _entries(quotes)
    seconds, processor = time.perf_counter(), time.process_time()
    name = publish(folder / "timed", entries, _EMBEDDER)
    whole = {"index_seconds": time.perf_counter() - seconds, "index_cpu_seconds": time.process_time() - processor}
    index = EvidenceIndex(folder / "timed", name, _EMBEDDER)
    seconds = time.perf_counter()
    alone = folder / "alone"
    alone.mkdir()
    vectors = _EMBEDDER.encode([one.text for one in entries])
    lexical.write(alone, [one.text for one in entries])
    dense.write(alone, _EMBEDDER.name, [one.quote_id for one in entries], vectors)
    parts = time.perf_counter() - seconds
    part = index.rows_of([quote.id for quote in quotes[::_SHARE]])
    chroma = _Chroma(quotes)
    queries = [case.query for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase)]
    return {
        **whole,
        "parts_seconds": parts,
        "narrowed_p95_ms": _p95(lambda query: index.search(query, limit=10, among=part), queries),
        "whole_p95_ms": _p95(lambda query: index.search(query, limit=10), queries),
        "chroma_narrowed_p95_ms": _p95(lambda query: chroma.search(query, 10, where={"part": "yes"}), queries),
    }


def _p95(search: Callable[[str], object], queries: Sequence[str]) -> float:
    times = []
    for query in [*queries[:3], *queries]:
        start = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - start))
    return float(np.percentile(times[3:], 95))


def _repeated(folder: Path, count: int) -> list[Quote]:
    """The company's quotes again and again, from the second time on with words changed for others of the company's."""
    quotes = _quotes(Workspace.open(folder))
    words = sorted({word for quote in quotes for word in quote.text.split()})
    chosen = np.random.default_rng(0)
    made = []
    for number in range(count):
        quote = quotes[number % len(quotes)]
        said = quote.text.split()
        if number >= len(quotes):
            for place in chosen.integers(0, len(said), max(1, len(said) // 5)):
                said[place] = words[chosen.integers(0, len(words))]
        made.append(quote.model_copy(update={"id": f"q-{number}", "text": " ".join(said)}))
    return made


def _entries(quotes: Sequence[Quote]) -> list[Entry]:
    return [Entry(quote_id=one.id, respondent_id=one.respondent_id, text=one.text) for one in quotes]


def _quotes(room: Workspace, segment: str | None = None) -> list[Quote]:
    with room.library.read() as connection:
        return list(store.iterate_quotes(connection, segment_id=segment))


if __name__ == "__main__":
    main()
