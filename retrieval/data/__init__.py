"""Word lists and topics, as data: what a strategist or a translator may change without touching code."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C, ten times as fast, where PyYAML was built with it."""


@cache
def load(name: str) -> Any:
    """The contents of `<name>.yaml` of this folder."""
    return yaml.load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"), Loader=LOADER)


@cache
def word_list(name: str) -> tuple[str, ...]:
    """One list of `words.yaml`: its words, or its phrases where the list holds phrases."""
    entry = load("words")[name]
    return tuple(entry.split()) if isinstance(entry, str) else tuple(str(phrase) for phrase in entry)
