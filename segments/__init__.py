"""Who the customers are, counted: tables, features, segmentation, statistics, validation."""

from segments.refresh import Segmentation, build_segmentation
from segments.segmentation import SegmentRule, load_rules, make_definition
from segments.tables import Sample, TableExtract, TableFormat, Tables, read_rows, recognise_table, sample

__all__ = [
    "Sample",
    "SegmentRule",
    "Segmentation",
    "TableExtract",
    "TableFormat",
    "Tables",
    "build_segmentation",
    "load_rules",
    "make_definition",
    "read_rows",
    "recognise_table",
    "sample",
]
