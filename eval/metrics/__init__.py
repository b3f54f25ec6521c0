"""What the suites measure: definitions in the registry, observations case by case, figures with intervals."""

from eval.metrics.bootstrap import Estimate, estimate, paired_difference
from eval.metrics.judging import Ask, judge_agreement, judge_support
from eval.metrics.observing import Observation, Produced, Shown
from eval.metrics.registry import Metric, is_figure, metric, metrics
from eval.metrics.scoring import Known, score, together

__all__ = [
    "Ask",
    "Estimate",
    "Known",
    "Metric",
    "Observation",
    "Produced",
    "Shown",
    "estimate",
    "is_figure",
    "judge_agreement",
    "judge_support",
    "metric",
    "metrics",
    "paired_difference",
    "score",
    "together",
]
