"""What a case took."""

from collections.abc import Iterator

from eval.metrics.observing import Observation
from personas.draft import Cost


def spending(cost: Cost) -> Iterator[Observation]:
    """Tokens, US dollars and seconds; tokens and dollars only where a model was called."""
    yield Observation(metric="seconds", hit=cost.seconds)
    if cost.calls or cost.input_tokens or cost.output_tokens:
        yield Observation(metric="tokens", hit=cost.input_tokens + cost.output_tokens)
        yield Observation(metric="usd", hit=cost.usd)
