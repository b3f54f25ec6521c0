"""The searchable index of quotes: generations on disk, dense and lexical search blended."""

from retrieval.index.chroma import Chroma
from retrieval.index.evidence_index import EvidenceIndex
from retrieval.index.generation import Entry, Generation
from retrieval.index.publishing import publish, remove_old
from retrieval.index.search import Hit

__all__ = ["Chroma", "Entry", "EvidenceIndex", "Generation", "Hit", "publish", "remove_old"]
