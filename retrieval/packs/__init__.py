"""The frozen evidence that one draft may cite."""

from retrieval.packs.building import build_pack
from retrieval.packs.coverage import coverage_of, section_themes
from retrieval.packs.hashing import pack_hash

__all__ = ["build_pack", "coverage_of", "pack_hash", "section_themes"]
