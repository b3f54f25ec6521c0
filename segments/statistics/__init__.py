"""What can be said of each segment: figures with intervals, tests, words, and the SQL that recomputes them."""

from segments.statistics.campaigns import Engagement, campaign_engagement
from segments.statistics.compute import FEWEST_COMPARED, FEWEST_SHOWN, Cells, compute_statistics
from segments.statistics.intervals import false_discovery, ratio_interval, wilson

__all__ = [
    "FEWEST_COMPARED",
    "FEWEST_SHOWN",
    "Cells",
    "Engagement",
    "campaign_engagement",
    "compute_statistics",
    "false_discovery",
    "ratio_interval",
    "wilson",
]
