"""How well and how fast quotes are found, and what taking them in costs: `python -m benchmarks.retrieval`."""
