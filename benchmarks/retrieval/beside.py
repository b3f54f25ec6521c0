"""The baseline: LangChain's Chroma over the same vectors."""

from collections.abc import Sequence
from typing import Any

import chromadb
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from retrieval.embeddings import Embedder

_BATCH = 5_000


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
