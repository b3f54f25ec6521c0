"""Dividing customers and respondents: value and activity, rules, clusters; frozen, hashed, as SQL."""

from segments.segmentation.definitions import learn_definition, make_definition, parts_of
from segments.segmentation.missions import prepare_missions
from segments.segmentation.rules import SegmentRule, load_rules
from segments.segmentation.targets import make_target
from segments.segmentation.voices import prepare_voices

__all__ = [
    "SegmentRule",
    "learn_definition",
    "load_rules",
    "make_definition",
    "make_target",
    "parts_of",
    "prepare_missions",
    "prepare_voices",
]
