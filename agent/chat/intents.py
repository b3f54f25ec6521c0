"""What a person wants of the chat: one of a few commands, or an answer from the evidence."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import yaml

IntentName = Literal["help", "segments", "compare", "draft", "themes", "figures", "profile", "question"]

COMMANDS = {
    "segments": "list the segments",
    "who are SEGMENT": "a segment in figures and themes",
    "figures of SEGMENT": "what is counted of a segment",
    "themes of SEGMENT": "what its people say, n of N",
    "compare SEGMENT and SEGMENT": "their figures side by side",
    "draft SEGMENT": "draft a persona and a journey",
    "help": "this list",
}
"""What the chat understands without a model; anything else is a question about the evidence."""


class Intent(NamedTuple):
    """One thing that is wanted, and of whom."""

    name: IntentName
    about: str = ""
    """The words that name a segment; of a question, all of its words."""
    against: str = ""
    """Of a comparison, the words that name the other."""


def intents(words: str) -> list[Intent]:
    """What is wanted, in order: "who are our lapsing customers, and draft me a persona" wants two things."""
    plain = " ".join(words.split())
    first = _intent(plain)
    two = _expression(_data()["two"]).match(plain)
    if first.name != "compare" and two is not None and _intent(two["second"]).name == "draft":
        return [_intent(two["first"]), _intent(two["second"])]
    return [first]


def _intent(words: str) -> Intent:
    for name, pattern in _data()["commands"]:
        match = _expression(pattern).search(words)
        if match is not None:
            said = match.groupdict()
            return Intent(name, (said.get("about") or "").strip(), (said.get("against") or "").strip())
    return Intent("question", words)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    for _ in range(2):
        for name, part in _data()["parts"].items():
            pattern = pattern.replace(f"<{name}>", part)
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("agent.chat").joinpath("intents.yaml").read_text("utf-8"))
    return loaded
