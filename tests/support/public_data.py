"""Public corpora that are no part of the project: beside it on some machines, absent on others."""

from pathlib import Path

PUBLIC_DATA = Path(__file__).parents[3] / "shared" / "data"
"""Holds `surveys/`, `reviews/` and `grounding/` where it is there; tests that need it skip aloud where it is not."""
