"""Figures from observations, as a run gives them."""

from eval.metrics import estimate, metric


def figures(observations):
    """Metric -> value over one case."""
    observations = list(observations)
    names = {one.metric for one in observations}
    found = {}
    for name in names:
        value = estimate(metric(name), [("c", [one for one in observations if one.metric == name])])
        found[name] = None if value is None else value.value
    return found
