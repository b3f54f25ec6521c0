"""The chat with a model, loaded only where one is set: clients and agents take long to load."""

from agent.chat.with_model.assistant import Assistant
from agent.chat.with_model.limits import Limits
from agent.chat.with_model.threads import Thread

__all__ = ["Assistant", "Limits", "Thread"]
