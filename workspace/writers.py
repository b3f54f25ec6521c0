"""The writer and the language model that a workspace's settings describe."""

from typing import Literal

from agent.models import ModelSettings, Prices, chat_model
from agent.writers import ExtractiveWriter, Writer
from personas.errors import PrerequisiteMissing
from workspace.settings import Settings

WriterKind = Literal["extractive", "llm"]


def make_writer(settings: Settings, kind: WriterKind | None) -> Writer:
    """The writer asked for; by default the model that is set, else the extractive one."""
    chosen = kind or ("llm" if settings.has_model else "extractive")
    if chosen == "extractive":
        return ExtractiveWriter()
    model_settings = model_of(settings)
    model = chat_model(model_settings)
    if model is None:
        raise PrerequisiteMissing(
            "No language model is set: set VERISM_BASE_URL or VERISM_API_KEY, and VERISM_MODEL "
            "(or the same names in verism.toml), or draft with --writer extractive."
        )
    from agent.writers.llm import LLMWriter

    return LLMWriter(model, model_settings)


def model_of(settings: Settings) -> ModelSettings:
    """The chat model that a workspace's settings describe."""
    given = {"api_key": settings.api_key} if settings.api_key is not None else {}
    return ModelSettings(
        provider=settings.provider,
        base_url=settings.base_url or "",
        model=settings.model or "",
        timeout=settings.timeout,
        max_retries=settings.max_retries,
        max_output_tokens=settings.max_output_tokens,
        structured_output=settings.structured_output,
        temperature=settings.temperature,
        prices=Prices(input=settings.input_price, output=settings.output_price),
        **given,
    )
