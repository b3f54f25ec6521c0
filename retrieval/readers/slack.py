"""Channels as Slack exports them, a JSON list of messages a day: each message is a post of whoever wrote it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from retrieval.readers.message_layouts import MessageColumns
from retrieval.readers.tables import Answers, Layout

COLUMNS = MessageColumns(text="text", author="user", date="ts")
_ALWAYS = ("type", "ts", "text")
_WRITTEN = frozenset(("", "thread_broadcast", "me_message", "file_share", "file_comment"))
"""What a message's `subtype` may be where a person wrote it; others say who joined, or come from a program."""


def is_slack(objects: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the objects of a JSON file are Slack's messages, some of them a person's."""
    messages = all(item.get("type") == "message" and all(name in item for name in _ALWAYS) for item in objects)
    return bool(objects) and messages and any("user" in item for item in objects)


def _people(frame: pd.DataFrame) -> Answers:
    """Messages without what Slack and programs say."""
    there = {name: frame[name].str.strip() for name in ("subtype", "bot_id", "user") if name in frame}
    blank = pd.Series("", index=frame.index)
    written = there.get("subtype", blank).isin(_WRITTEN) & there.get("bot_id", blank).eq("") & there["user"].ne("")
    others = int((~written).sum())
    return Answers(frame[written], {"said by Slack or by a program": others} if others else {})


LAYOUT = Layout(answers=_people)
