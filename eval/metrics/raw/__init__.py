"""The raw files of a corpus, read again by code of the suites' own: nothing here is shared with the product."""

from eval.metrics.raw.corpus import RawCorpus, raw_corpus
from eval.metrics.raw.figures import Counted

__all__ = ["Counted", "RawCorpus", "raw_corpus"]
