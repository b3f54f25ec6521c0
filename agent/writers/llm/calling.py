"""One structured call of a chat model: strict schema, forced tool call, or plain JSON; usage is counted."""

import json
from typing import Any, NamedTuple

import openai
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.runnables import Runnable
from pydantic import BaseModel

from agent.models.errors import UNREADABLE, explained, told
from agent.models.settings import ModelSettings
from agent.tokens import count_tokens
from agent.writers.protocol import Fault, FaultName, Usage
from personas.errors import BadInput
from prompts import load_prompt

_TOOL = "answer"
_LIST_BOUND = "maxItems"


class Reply(NamedTuple):
    """The text of an answer (data as JSON), what went wrong with it, and what the call took.

    There is a text beside a fault only where the answer broke off at its greatest length.
    """

    text: str
    fault: Fault | None
    usage: Usage


def ask(model: BaseChatModel, settings: ModelSettings, messages: list[BaseMessage], schema: type[BaseModel]) -> Reply:
    """The model's answer. Raises PrerequisiteMissing or BadInput when no further call will succeed."""
    if settings.structured_output == "json_object":
        messages = [*messages[:-1], _with_form(messages[-1], schema)]
    try:
        message = _message(model, settings, messages, schema.model_json_schema())
    except openai.LengthFinishReasonError as error:
        message = _broken_off(error)
    except (ModelError, openai.OpenAIError, *UNREADABLE) as error:
        return Reply("", _fault(error, settings), Usage(calls=1))
    if not isinstance(message, AIMessage):
        return Reply("", Fault(name="empty answer", detail="it held no message"), Usage(calls=1))
    text = _text(message)
    fault = _stopped(message)
    kept = text if fault is None or fault.name == "incomplete data" else ""
    return Reply(kept, fault, _usage(message, messages, text, settings))


def _broken_off(error: openai.LengthFinishReasonError) -> AIMessage:
    """What had come of an answer that reached its greatest length; the client raises it instead of handing it out."""
    completion = error.completion
    told, text = completion.usage, completion.choices[0].message.content or ""
    message = AIMessage(text, response_metadata={"finish_reason": "length"})
    if told is not None:
        message.usage_metadata = UsageMetadata(
            input_tokens=told.prompt_tokens, output_tokens=told.completion_tokens, total_tokens=told.total_tokens
        )
    return message


def _message(model: BaseChatModel, settings: ModelSettings, messages: list[BaseMessage], schema: dict[str, Any]) -> Any:
    """What the server sends; one that knows no bounds of lists (Amazon's refuses them) is asked without."""
    try:
        with explained(settings):
            return _bound(model, settings, schema).invoke(messages)
    except BadInput as error:
        if _LIST_BOUND not in str(error.__cause__):
            raise
    with explained(settings):
        return _bound(model, settings, _unbounded(schema)).invoke(messages)


def _unbounded(schema: Any) -> Any:
    """A schema without the bounds of its lists."""
    if isinstance(schema, dict):
        return {name: _unbounded(value) for name, value in schema.items() if name != _LIST_BOUND}
    return [_unbounded(value) for value in schema] if isinstance(schema, list) else schema


def _with_form(last: BaseMessage, schema: type[BaseModel]) -> BaseMessage:
    """The last message and the answer's schema in words, for a server that is given it in no other way."""
    described = json.dumps(schema.model_json_schema(), separators=(",", ":"))
    form = load_prompt("form").render(schema=described).user
    return last.model_copy(update={"content": f"{last.content}\n\n{form}"})


def _bound(model: BaseChatModel, settings: ModelSettings, described: dict[str, Any]) -> Runnable[Any, Any]:
    match settings.structured_output:
        case "json_schema":
            shape = {"name": _TOOL, "schema": described, "strict": True}
            return model.bind(response_format={"type": "json_schema", "json_schema": shape})
        case "tools":
            function = {"name": _TOOL, "description": "The answer.", "parameters": described, "strict": True}
            choice = {"type": "function", "function": {"name": _TOOL}}
            return model.bind(tools=[{"type": "function", "function": function}], tool_choice=choice)
        case "json_object":
            return model.bind(response_format={"type": "json_object"})


def _text(message: AIMessage) -> str:
    """The arguments of the tool call where there is one, whole or broken; else the text."""
    if message.tool_calls:
        arguments = message.tool_calls[0]["args"]
        return json.dumps(arguments, ensure_ascii=False) if arguments else ""
    if message.invalid_tool_calls:
        return str(message.invalid_tool_calls[0]["args"] or "")
    return str(message.text)


def _stopped(message: AIMessage) -> Fault | None:
    refused = message.additional_kwargs.get("refusal")
    if refused:
        return Fault(name="refusal", detail=f"the model declined: {str(refused)[:120]}")
    match message.response_metadata.get("finish_reason"):
        case "content_filter":
            return Fault(name="refusal", detail="the server's content filter stopped it")
        case "length":
            return Fault(name="incomplete data", detail="it broke off at the limit of max_output_tokens")
    return None


def _usage(message: AIMessage, asked: list[BaseMessage], text: str, settings: ModelSettings) -> Usage:
    told = message.usage_metadata
    given = (told["input_tokens"], told["output_tokens"]) if told and told["input_tokens"] else None
    read, written = given or (
        sum(count_tokens(str(part.content), settings.model) for part in asked),
        count_tokens(text, settings.model),
    )
    usd = settings.prices.of(read, written)
    cached = (told.get("input_token_details", {}).get("cache_read") or 0) if told and given else 0
    return Usage(
        input_tokens=read,
        cached_tokens=cached,
        output_tokens=written,
        calls=1,
        usd=usd,
        estimated=given is None,
    )


def _fault(error: Exception, settings: ModelSettings) -> Fault:
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return Fault(name="refusal", detail="the server's content filter stopped it")
    return Fault(name=_sort(error), detail=told(error, settings))


def _sort(error: Exception) -> FaultName:
    match error:
        case ModelTimeoutError() | openai.APITimeoutError():
            return "timeout"
        case ModelRateLimitError() | openai.RateLimitError():
            return "rate limit"
        case ContextOverflowError():
            return "too long"
    return "server error"
