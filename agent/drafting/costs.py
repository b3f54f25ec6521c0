"""The cost of a draft, by part."""

from agent.writers.protocol import Usage
from personas.draft import Cost


def with_usage(cost: Cost, part: str, usage: Usage) -> Cost:
    """The cost with what the calls for one more part, or for a part once more, took; no seconds are added."""
    read = dict(cost.prompt_tokens)
    if usage.input_tokens:
        read[part] = read.get(part, 0) + usage.input_tokens
    return cost.model_copy(
        update={
            "input_tokens": cost.input_tokens + usage.input_tokens,
            "cached_tokens": cost.cached_tokens + usage.cached_tokens,
            "output_tokens": cost.output_tokens + usage.output_tokens,
            "calls": cost.calls + usage.calls,
            "usd": round(cost.usd + usage.usd, 6),
            "prompt_tokens": read,
        }
    )
