"""Segments at size: a refresh beside the scan of its lines, on two engines, and what forecasts take."""
