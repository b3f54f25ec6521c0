"""The frozen evidence that one draft may cite."""

from retrieval.packs.asked import with_questions
from retrieval.packs.building import FEW_PEOPLE, build_pack
from retrieval.packs.coverage import coverage_of
from retrieval.packs.dissent import dissents
from retrieval.packs.hashing import pack_hash
from retrieval.packs.phrasing import is_hearsay, is_request, phrased_for
from retrieval.packs.preparing import prepare
from retrieval.packs.representative import SAMPLE, representative_quotes
from retrieval.packs.sections import sections_of, stands_in, told_outright
from retrieval.packs.vocabulary import own_vocabulary
from retrieval.packs.voices import voices_by_section

__all__ = [
    "FEW_PEOPLE",
    "SAMPLE",
    "build_pack",
    "coverage_of",
    "dissents",
    "is_hearsay",
    "is_request",
    "own_vocabulary",
    "pack_hash",
    "phrased_for",
    "prepare",
    "representative_quotes",
    "sections_of",
    "stands_in",
    "told_outright",
    "voices_by_section",
    "with_questions",
]
