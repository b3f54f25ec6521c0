"""Making the chat model that the settings describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from agent.models.settings import ModelSettings
from personas.errors import BadInput, PrerequisiteMissing

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NO_KEY = SecretStr("not-needed")


def chat_model(settings: ModelSettings) -> BaseChatModel | None:
    """The chat model of the settings, or None when there is neither a key nor an address. Nothing is called yet.

    Raises BadInput when the model's name or the address is missing or wrong, PrerequisiteMissing when a key is
    missing.
    """
    if not settings.configured:
        return None
    _check(settings)
    from langchain_openai import AzureChatOpenAI, ChatOpenAI

    common: dict[str, Any] = {
        "timeout": settings.timeout,
        "max_retries": settings.max_retries,
        "temperature": settings.temperature,
        "seed": settings.seed,
        "max_tokens": settings.max_output_tokens,
        "stream_usage": True,
        "use_responses_api": settings.use_responses_api,
    }
    if settings.provider == "azure":
        place = {"azure_endpoint": settings.base_url, "azure_deployment": settings.model}
        return AzureChatOpenAI(api_key=settings.api_key, api_version=settings.api_version, **place, **common)
    key = settings.api_key if settings.api_key.get_secret_value() else _NO_KEY
    return ChatOpenAI(model=settings.model, api_key=key, base_url=settings.base_url or None, **common)


def _check(settings: ModelSettings) -> None:
    if not settings.model:
        raise BadInput(
            "The model's address or key is set, but not its name: set VERISM_MODEL, or `model` in verism.toml."
        )
    if settings.base_url and not settings.base_url.startswith(("http://", "https://")):
        raise BadInput(
            f"The model's address {settings.base_url!r} is not a web address: it must begin with http:// or https://."
        )
    if settings.provider == "azure" and not settings.base_url:
        raise BadInput(
            "Azure needs the address of your resource: set VERISM_BASE_URL to https://NAME.openai.azure.com."
        )
    if settings.provider == "azure" and not settings.api_key.get_secret_value():
        raise PrerequisiteMissing("Azure needs a key: set VERISM_API_KEY.")
