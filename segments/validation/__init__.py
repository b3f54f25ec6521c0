"""Segments against actual sales: reconciliation, forward validation, stability."""

from segments.validation.judging import Verdict, beside_control, judge, reconciled, steadiness
from segments.validation.report import Alternative, Earlier, Forward, Reconciliation, Stability, Validation
from segments.validation.validate import validate_segmentation

__all__ = [
    "Alternative",
    "Earlier",
    "Forward",
    "Reconciliation",
    "Stability",
    "Validation",
    "Verdict",
    "beside_control",
    "judge",
    "reconciled",
    "steadiness",
    "validate_segmentation",
]
