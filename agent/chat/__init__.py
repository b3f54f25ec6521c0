"""The strategist's chat: questions answered from the evidence with citations, or not at all."""

from agent.chat.answer import Answer, Unheard
from agent.chat.assistant import Assistant
from agent.chat.desk import EVERYBODY, Desk, Found, Revised
from agent.chat.extractive import reply
from agent.chat.following import asks_who, in_full
from agent.chat.intents import COMMANDS
from agent.chat.limits import Limits
from agent.chat.listening import Heard, News
from agent.chat.naming import named_segment, named_segments
from agent.chat.on_drafts import section_named, sources_in
from agent.chat.stopping import Stop, left_behind
from agent.chat.threads import Thread

__all__ = [
    "COMMANDS",
    "EVERYBODY",
    "Answer",
    "Assistant",
    "Desk",
    "Found",
    "Heard",
    "Limits",
    "News",
    "Revised",
    "Stop",
    "Thread",
    "Unheard",
    "asks_who",
    "in_full",
    "left_behind",
    "named_segment",
    "named_segments",
    "reply",
    "section_named",
    "sources_in",
]
