"""Grounding-accuracy suites: cases, metrics, runner, reports and comparison."""
