"""The author: chat models, writers, the drafting workflow, verification, the chat."""
