"""The words sent to models, and the strict loader that reads them."""

from prompts.loading import Prompt, Rendered, available, load_prompt

__all__ = ["Prompt", "Rendered", "available", "load_prompt"]
