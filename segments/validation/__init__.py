"""Segments against actual sales: reconciliation, forward validation, stability."""

from segments.validation.report import Alternative, Forward, Reconciliation, Stability, Validation
from segments.validation.validate import validate_segmentation

__all__ = ["Alternative", "Forward", "Reconciliation", "Stability", "Validation", "validate_segmentation"]
