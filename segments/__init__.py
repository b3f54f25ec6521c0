"""Who the customers are, counted: tables, features, segmentation, statistics, validation."""

from segments.assignment import assign_customers
from segments.composite import build_targets
from segments.drift import Drift, detect_drift
from segments.refresh import Segmentation, build_segmentation
from segments.segmentation import SegmentRule, load_rules, make_definition
from segments.tables import Sample, TableExtract, TableFormat, Tables, read_rows, recognise_table, sample
from segments.validation import Validation, validate_segmentation

__all__ = [
    "Drift",
    "Sample",
    "SegmentRule",
    "Segmentation",
    "TableExtract",
    "TableFormat",
    "Tables",
    "Validation",
    "assign_customers",
    "build_segmentation",
    "build_targets",
    "detect_drift",
    "load_rules",
    "make_definition",
    "read_rows",
    "recognise_table",
    "sample",
    "validate_segmentation",
]
