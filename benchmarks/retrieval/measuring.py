"""Seconds, memory, and what is measured beside us."""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import chromadb
import numpy as np
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from retrieval.embeddings import Embedder

_BATCH = 5_000


class Spent(NamedTuple):
    """What a step took."""

    seconds: float
    cpu_seconds: float
    """Of all threads of this process."""


class Clock:
    """Steps and what each took."""

    def __init__(self) -> None:
        self.steps: dict[str, Spent] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        wall, processor = time.perf_counter(), time.process_time()
        yield
        self.steps[name] = Spent(time.perf_counter() - wall, time.process_time() - processor)

    def figures(self) -> dict[str, float]:
        """Each step's seconds, on the clock and of the processor."""
        return {
            f"{name}, {unit}": value
            for name, spent in self.steps.items()
            for unit, value in zip(("seconds", "processor seconds"), spent, strict=True)
        }


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def milliseconds(search: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    """p50 and p95 over the queries, after three that are not counted."""
    times = []
    for query in [*queries[:3], *queries]:
        start = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - start))
    return {f"p{share}_ms": float(np.percentile(times[3:], share)) for share in (50, 95)}


class _Same(Embeddings):
    """An embedder as LangChain calls it: both sides of a comparison have the same vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts."""
        vectors: list[list[float]] = self._embedder.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query."""
        return self.embed_documents([text])[0]


def langchain_chroma(
    embedder: Embedder, ids: Sequence[str], texts: Sequence[str], facts: Sequence[dict[str, Any]]
) -> Chroma:
    """LangChain's vector store over an in-memory Chroma with cosine distance, filled."""
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    store = Chroma(
        f"beside-{len(ids)}-{embedder.name}",
        _Same(embedder),
        client=client,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for start in range(0, len(ids), _BATCH):
        some = slice(start, start + _BATCH)
        store.add_texts(list(texts[some]), metadatas=list(facts[some]), ids=list(ids[some]))
    return store
