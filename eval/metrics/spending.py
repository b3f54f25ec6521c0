"""Cost metrics: time, tokens, retries."""

from collections.abc import Iterator

from eval.metrics.observing import Observation, Shown
from personas.draft import Cost, Draft


def spending(cost: Cost) -> Iterator[Observation]:
    """Tokens, US dollars and seconds; tokens and dollars only where a model was called."""
    yield Observation(metric="seconds", hit=cost.seconds)
    if cost.calls or cost.input_tokens or cost.output_tokens:
        yield Observation(metric="tokens", hit=cost.input_tokens + cost.output_tokens)
        yield Observation(metric="usd", hit=cost.usd)


def lost(draft: Draft) -> Iterator[Observation]:
    """Parts that a model was asked for in vain; nothing of a draft that no model wrote."""
    if draft.writer.kind == "llm":
        told = "; ".join(f"{part}: {why}" for part, why in draft.faults.items())
        failure = Shown(why=f"the model gave nothing usable for {told}") if told else None
        yield Observation(metric="parts_lost", hit=len(draft.faults), failure=failure)
