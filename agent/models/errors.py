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
    ModelRateLimitError,
    ModelTimeoutError,
)

from agent.models.settings import ModelSettings
from personas.errors import BadInput, PrerequisiteMissing, VerismError

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError)
"""What the client raises at an answer that is no chat completion: a page, an empty list, a choice without a message.

The last is a stream of nothing.
"""
_MAY_PASS = (408, 409, 425)
_TOO_LARGE = 413
_NO_CREDIT = 402


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
            return PrerequisiteMissing(_unconnected(error, settings))
        case ModelAuthenticationError() | openai.AuthenticationError():
            return PrerequisiteMissing(f"{settings.place} refused the key: set VERISM_API_KEY to a valid one.")
        case ModelPermissionDeniedError() | openai.PermissionDeniedError():
            return PrerequisiteMissing(f"The key may not use {where}: ask for access or set another VERISM_MODEL.")
        case ModelNotFoundError() | openai.NotFoundError():
            return BadInput(
                f"There is no model {settings.model!r} at {settings.place}, or the address lacks its /v1: "
                "correct VERISM_MODEL or VERISM_BASE_URL."
            )
        case ModelInvalidRequestError() | openai.BadRequestError() | openai.UnprocessableEntityError():
            return BadInput(
                f"{where} refused the request ({_short(error)}). If it can't do structured_output = "
                f"{settings.structured_output!r}, set another; if it refuses the temperature, leave it out."
            )
        case openai.APIStatusError() if error.status_code == _NO_CREDIT or error.code == "insufficient_quota":
            return PrerequisiteMissing(f"{settings.place} takes no more calls with this key until more is paid for.")
        case openai.APIStatusError() if _is_final(error):
            return BadInput(
                f"{settings.place} answers calls of a chat model with {error.status_code} ({_short(error)}): "
                "correct VERISM_BASE_URL."
            )
    return None


def told(error: Exception, settings: ModelSettings) -> str:
    """What went wrong with a call and what to do, in a clause, where another call may succeed."""
    match error:
        case ModelTimeoutError() | openai.APITimeoutError():
            return f"no answer within {settings.timeout:g} seconds; a slow server needs a longer `timeout`"
        case ModelRateLimitError() | openai.RateLimitError():
            return "the server turned the call away; try again later"
        case openai.APIStatusError() if error.status_code == _TOO_LARGE:
            return "the evidence is longer than the server takes"
        case ContextOverflowError():
            return "the evidence is longer than the model can read"
        case openai.APIStatusError():
            return f"the server failed on it with {error.status_code}; its log says why"
        case ModelError() | openai.APIError() if not isinstance(error, openai.APIResponseValidationError):
            return "the server failed on it; its log says why"
    return "what came is no answer of a chat model; look whether VERISM_BASE_URL is the address of one"


def _is_final(error: openai.APIStatusError) -> bool:
    """Whether the same call is refused whenever it is made: one that came too often or is too long is not."""
    status = error.status_code
    return status < 500 and status not in (*_MAY_PASS, _TOO_LARGE) and not isinstance(error, openai.RateLimitError)


def _unconnected(error: Exception, settings: ModelSettings) -> str:
    """Why nothing whole came from an address: by what the client met last."""
    place, cause = settings.place, _met(error)
    met = _short(cause)
    match type(cause).__name__:
        case "TooManyRedirects":
            return f"{place} sends every call on to another address: correct VERISM_BASE_URL."
        case "ConnectError" if "SSL" in met:
            return (
                f"No safe connection to {place} ({met}): is it http:// or https://, and is its certificate known here?"
            )
        case "RemoteProtocolError" | "ReadError" | "WriteError" | "DecodingError":
            return (
                f"What answers at {place} broke off before its answer was whole ({met}). Look at its log, and whether "
                "VERISM_BASE_URL is the address of a model server; without one, use --writer extractive."
            )
    return (
        f"No model server answers at {place}. Start it, or correct VERISM_BASE_URL; "
        "without one, use --writer extractive."
    )


def _met(error: BaseException) -> BaseException:
    """What the connection met, under the errors of the clients; told apart by name, for clients build on several."""
    while isinstance(error, ModelError | openai.APIError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
