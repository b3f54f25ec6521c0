"""Vectors for texts: what an embedder is, and the one that needs no network."""

from retrieval.embeddings.protocol import Embedder, Vectors
from retrieval.embeddings.static import StaticEmbedder

__all__ = ["Embedder", "StaticEmbedder", "Vectors"]
