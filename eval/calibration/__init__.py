"""What reviewers decided: how far the checks agree with them, and their decisions as gold for suites."""

from eval.calibration.decisions import Decided, decided
from eval.calibration.gold import export_gold
from eval.calibration.report import Calibration, Row, calibrate

__all__ = ["Calibration", "Decided", "Row", "calibrate", "decided", "export_gold"]
