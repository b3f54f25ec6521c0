"""How English texts are worded, by lexicons, with what the evidence's own ratings show that it tells."""

from retrieval.wording.emotions import EmotionRated, emotion_words, emotions_rated, worded_with
from retrieval.wording.lexicon import Wording, wording_of
from retrieval.wording.scale import Scale, Worded, calibrated

__all__ = [
    "EmotionRated",
    "Scale",
    "Worded",
    "Wording",
    "calibrated",
    "emotion_words",
    "emotions_rated",
    "worded_with",
    "wording_of",
]
