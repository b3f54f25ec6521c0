"""Vectors for texts: what an embedder is, the one that needs nothing, and two that are asked for by a setting."""

from retrieval.embeddings.compatible import CompatibleEmbedder
from retrieval.embeddings.minilm import MiniLMEmbedder
from retrieval.embeddings.protocol import Embedder, Vectors
from retrieval.embeddings.static import StaticEmbedder

__all__ = ["CompatibleEmbedder", "Embedder", "MiniLMEmbedder", "StaticEmbedder", "Vectors"]
