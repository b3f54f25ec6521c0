"""How English texts are worded, by a lexicon of polarity, with what the evidence's own ratings show that it tells."""

from retrieval.wording.lexicon import Wording, wording_of
from retrieval.wording.scale import Scale, Worded, calibrated

__all__ = ["Scale", "Worded", "Wording", "calibrated", "wording_of"]
