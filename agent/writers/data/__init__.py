"""The writers' data files: sentences, cue words, names. Every scalar is read as text."""

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

_UP_TO_THREE = r"\W+(?:[\w']+\W+){0,3}?"


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `<name>.yaml` beside this module; scalars are strings, whatever they look like."""
    text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return content


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of words of a data file, as a set."""
    return frozenset(load(name)[key])


def any_of(listed: list[str]) -> re.Pattern[str]:
    """A pattern of any of these words and phrases, whole and in any case; `*` stands for up to three words."""
    longest_first = sorted(listed, key=len, reverse=True)
    written = "|".join(map(re.escape, longest_first)).replace(r"\ \*\ ", _UP_TO_THREE)
    return re.compile(rf"\b(?:{written})\b", re.IGNORECASE)
