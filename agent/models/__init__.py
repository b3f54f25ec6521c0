"""Chat models from settings: any OpenAI-compatible server, with errors that say what to do."""

from agent.models.making import chat_model
from agent.models.settings import ModelSettings, Output, Prices

__all__ = ["ModelSettings", "Output", "Prices", "chat_model"]
