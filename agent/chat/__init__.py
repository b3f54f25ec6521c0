"""The strategist's chat: questions answered from the evidence with citations, or not at all."""

from agent.chat.answer import Answer
from agent.chat.assistant import Assistant
from agent.chat.desk import EVERYBODY, Desk, Found
from agent.chat.extractive import reply
from agent.chat.intents import COMMANDS
from agent.chat.naming import named_segment, named_segments

__all__ = ["COMMANDS", "EVERYBODY", "Answer", "Assistant", "Desk", "Found", "named_segment", "named_segments", "reply"]
