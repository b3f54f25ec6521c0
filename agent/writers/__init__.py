"""Writers: from the evidence of one part of a draft to proposals of claims, and from proposals to claims.

The writer behind which a chat model stands is `agent.writers.llm.LLMWriter`, apart because its imports take a second.
"""

from agent.writers.aliases import Aliases
from agent.writers.extractive import ExtractiveWriter
from agent.writers.names import persona_name
from agent.writers.protocol import Failure, Fault, Proposal, SectionRequest, Standing, Usage, Writer, Written
from agent.writers.rendering import render

__all__ = [
    "Aliases",
    "ExtractiveWriter",
    "Failure",
    "Fault",
    "Proposal",
    "SectionRequest",
    "Standing",
    "Usage",
    "Writer",
    "Written",
    "persona_name",
    "render",
]
