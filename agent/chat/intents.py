"""Intents: one of a few commands, or a question about the evidence."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import yaml

from retrieval.data import LOADER

IntentName = Literal[
    "help", "segments", "compare", "draft", "revise", "explain", "counter", "send", "orders", "themes", "figures",
    "profile", "question",
]  # fmt: skip

COMMANDS = {
    "segments": "list the segments",
    "who are SEGMENT": "a segment in figures and themes",
    "figures of SEGMENT": "what is counted of a segment",
    "themes of SEGMENT": "what its people say, n of N",
    "compare SEGMENT and SEGMENT": "their figures side by side",
    "draft SEGMENT": "draft a persona and a journey",
    "revise SECTION of DRAFT only from interviews": "write a section again, from some evidence or as you wish",
    "explain CLAIM of DRAFT": "what it rests on, and what each check found",
    "counter-evidence for CLAIM of DRAFT": "who says otherwise",
    "send DRAFT to review": "hand it to the reviewers",
    "texts that give orders": "what is kept out of answers and drafts because it speaks to models",
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
    section: str = ""
    """Of a revision, the persona's section."""
    wish: str = ""
    """Of a revision, how it is to become."""
    claim: str = ""
    draft: str = ""
    """The draft that is named; empty for the one that the talk is about."""


def intents(words: str) -> list[Intent]:
    """What is wanted, in order: "who are our lapsing customers, and draft me a persona" wants two things."""
    plain = " ".join(words.split())
    first = _intent(plain)
    two = _expression(_data()["two"]).match(plain)
    if first.name != "compare" and two is not None and _intent(two["second"]).name in ("draft", "send"):
        return [_intent(two["first"]), _intent(two["second"])]
    return [first]


def _intent(words: str) -> Intent:
    for name, pattern in _data()["commands"]:
        match = _expression(pattern).search(words)
        if match is not None:
            said = {key: " ".join(value.split()) for key, value in match.groupdict().items() if value}
            manner = said.pop("manner", "")
            if manner:
                said["wish"] = f"{manner} {said.get('wish', '')}".strip()
            return Intent(name, **{**said, "draft": _draft_id(said.get("draft", ""))})
    return Intent("question", words)


def _draft_id(words: str) -> str:
    """The id in "d-3" or "D-3"; nothing for "it" and "the draft"."""
    found = re.search(r"d-\d+", words, re.IGNORECASE)
    return found[0].lower() if found else ""


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    for _ in range(2):
        for name, part in _data()["parts"].items():
            pattern = pattern.replace(f"<{name}>", part)
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(files("agent.chat").joinpath("intents.yaml").read_text("utf-8"), Loader=LOADER)
    return loaded
