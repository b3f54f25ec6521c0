"""What can be said of each segment: figures with intervals, tests, words, and the SQL that recomputes them."""

from segments.segmentation.parts import FEWEST_SHOWN
from segments.statistics.campaigns import Engagement, SegmentEngagement, campaign_engagement, engagement_by_segment
from segments.statistics.cells import Cells
from segments.statistics.compute import compute_statistics, family_statistics
from segments.statistics.defining import defining_columns
from segments.statistics.figures import FEWEST_COMPARED
from segments.statistics.intervals import false_discovery, ratio_interval, wilson

__all__ = [
    "FEWEST_COMPARED",
    "FEWEST_SHOWN",
    "Cells",
    "Engagement",
    "SegmentEngagement",
    "campaign_engagement",
    "compute_statistics",
    "defining_columns",
    "engagement_by_segment",
    "false_discovery",
    "family_statistics",
    "ratio_interval",
    "wilson",
]
