"""The writer that needs no model."""

from agent.writers.extractive.writer import ExtractiveWriter

__all__ = ["ExtractiveWriter"]
