"""Writers: from the evidence of one part of a draft to proposals of claims, and from proposals to claims."""

from agent.writers.aliases import Aliases
from agent.writers.extractive import ExtractiveWriter
from agent.writers.llm import LLMWriter
from agent.writers.names import persona_name
from agent.writers.protocol import Failure, Fault, Proposal, SectionRequest, Standing, Usage, Writer, Written
from agent.writers.rendering import render

__all__ = [
    "Aliases",
    "ExtractiveWriter",
    "Failure",
    "Fault",
    "LLMWriter",
    "Proposal",
    "SectionRequest",
    "Standing",
    "Usage",
    "Writer",
    "Written",
    "persona_name",
    "render",
]
