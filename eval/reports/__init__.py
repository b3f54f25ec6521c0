"""Runs told to people and to machines: HTML, JUnit, comparison."""

from eval.reports.comparing import Comparison, Difference, Flip, compare, compare_runs
from eval.reports.html import html
from eval.reports.junit import junit
from eval.reports.likeness import line_of
from eval.reports.telling import told, worst_first

__all__ = [
    "Comparison",
    "Difference",
    "Flip",
    "compare",
    "compare_runs",
    "html",
    "junit",
    "line_of",
    "told",
    "worst_first",
]
