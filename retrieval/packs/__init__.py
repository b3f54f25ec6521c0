"""The frozen evidence that one draft may cite."""

from retrieval.packs.building import build_pack
from retrieval.packs.hashing import pack_hash

__all__ = ["build_pack", "pack_hash"]
