"""The strategist's chat: questions answered from the evidence with citations, or not at all."""

from agent.chat.answer import Answer, ModelFailure
from agent.chat.draft_commands import section_named, sources_in
from agent.chat.extractive import reply
from agent.chat.follow_ups import asks_for_sources, standalone_question
from agent.chat.intents import COMMANDS
from agent.chat.naming import named_segment, named_segments
from agent.chat.services import EVERYBODY, ChatServices, Found, Revised
from agent.chat.stopping import Stop, left_behind
from agent.chat.streaming import ChatEvent, Listener

__all__ = [
    "COMMANDS",
    "EVERYBODY",
    "Answer",
    "ChatEvent",
    "ChatServices",
    "Found",
    "Listener",
    "ModelFailure",
    "Revised",
    "Stop",
    "asks_for_sources",
    "left_behind",
    "named_segment",
    "named_segments",
    "reply",
    "section_named",
    "sources_in",
    "standalone_question",
]
