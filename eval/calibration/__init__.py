"""What reviewers decided: how far the checks agree with them, and their decisions as gold for suites."""

from eval.calibration.decisions import Judged, judged
from eval.calibration.gold import export_gold
from eval.calibration.judging import Agreement, agreement
from eval.calibration.report import Calibration, Row, calibrate

__all__ = ["Agreement", "Calibration", "Judged", "Row", "agreement", "calibrate", "export_gold", "judged"]
