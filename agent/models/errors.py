"""Errors of a model's server, translated into what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager

import openai
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelError,
    ModelInvalidRequestError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelTimeoutError,
)

from agent.models.settings import ModelSettings
from personas.errors import BadInput, PrerequisiteMissing, VerismError


@contextmanager
def explained(settings: ModelSettings) -> Iterator[None]:
    """Errors after which no call will succeed become PrerequisiteMissing or BadInput; others pass unchanged."""
    try:
        yield
    except (ModelError, openai.APIError) as error:
        fatal = explanation(error, settings)
        if fatal is None:
            raise
        raise fatal from error


def explanation(error: Exception, settings: ModelSettings) -> VerismError | None:
    """What to do about an error after which no call will succeed; None when another call may."""
    where = f"{settings.model} at {settings.place}"
    match error:
        case ModelTimeoutError() | openai.APITimeoutError() | ContextOverflowError():
            return None
        case ModelConnectionError() | openai.APIConnectionError():
            return PrerequisiteMissing(
                f"No model server answers at {settings.place}. Start it, or correct VERISM_BASE_URL; "
                "without one, use --writer extractive."
            )
        case ModelAuthenticationError() | openai.AuthenticationError():
            return PrerequisiteMissing(f"{settings.place} refused the key: set VERISM_API_KEY to a valid one.")
        case ModelPermissionDeniedError() | openai.PermissionDeniedError():
            return PrerequisiteMissing(f"The key may not use {where}: ask for access or set another VERISM_MODEL.")
        case ModelNotFoundError() | openai.NotFoundError():
            return BadInput(
                f"There is no model {settings.model!r} at {settings.place}, or the address lacks its /v1: "
                "correct VERISM_MODEL or VERISM_BASE_URL."
            )
        case ModelInvalidRequestError() | openai.BadRequestError():
            return BadInput(
                f"{where} refused the request ({_short(error)}). If it can't do structured_output = "
                f"{settings.structured_output!r}, set another; if it refuses the temperature, leave it out."
            )
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
