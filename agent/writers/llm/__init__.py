"""The writer behind which any chat model may stand."""

from agent.writers.llm.writer import LLMWriter

__all__ = ["LLMWriter"]
