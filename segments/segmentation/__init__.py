"""Dividing customers and respondents: value and activity, rules, clusters; frozen, hashed, as SQL."""

from segments.segmentation.definitions import learn_definition, make_definition, parts_of
from segments.segmentation.rules import SegmentRule, load_rules

__all__ = [
    "SegmentRule",
    "learn_definition",
    "load_rules",
    "make_definition",
    "parts_of",
]
