"""What the customers said, findable: readers, privacy, quotes, embeddings, index, themes, evidence packs.

The names that other rooms use; each subpackage exports them too, with what belongs to them.
"""

from retrieval.embeddings import Embedder, StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, Hit, publish, remove_old
from retrieval.packs import build_pack
from retrieval.privacy import redact
from retrieval.quotes import split, split_all
from retrieval.readers import Participants, VoiceExtract, VoiceFormat, participants_among, recognise_voices
from retrieval.themes import themes_of

__all__ = [
    "Embedder",
    "Entry",
    "EvidenceIndex",
    "Hit",
    "Participants",
    "StaticEmbedder",
    "VoiceExtract",
    "VoiceFormat",
    "build_pack",
    "participants_among",
    "publish",
    "recognise_voices",
    "redact",
    "remove_old",
    "split",
    "split_all",
    "themes_of",
]
