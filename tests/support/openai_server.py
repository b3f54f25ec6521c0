"""A real HTTP server on loopback that speaks the OpenAI chat interface and answers by script: a double for any model.

    with OpenAIServer(author=honest) as server:
        settings = ModelSettings(base_url=server.base_url, model="scripted")

An author is a function from what was asked to the data of an answer. `script` is a list of replies that are used up
first, one a call: an `Answer` with any status, delay, text, refusal or broken body.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.support.loopback import Handler, Loopback

_EVIDENCE = re.compile(r"<evidence>\n(.*?)\n</evidence>", re.DOTALL)
_FAILED = re.compile(r"<failed>\n(.*?)\n</failed>", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """One scripted reply."""

    text: str = ""
    data: Any = None
    """Answered as JSON instead of the text."""
    status: int = 200
    delay: float = 0.0
    """Seconds before anything is sent."""
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    """Tools that are called, with their arguments, in place of text."""
    refusal: str | None = None
    finish_reason: str = "stop"
    usage: bool = True
    cached: int = 0
    """Tokens of the prompt that the server says it had in its cache."""
    body: bytes | None = None
    """Sent as it is, in place of a chat completion."""
    promised: int = 0
    """Bytes of the body that are announced, when it breaks off before them."""

    @property
    def content(self) -> str:
        """The message's text."""
        return json.dumps(self.data) if self.data is not None else self.text


@dataclass
class Asked:
    """A request as an author sees it."""

    body: dict[str, Any]
    path: str = "/v1/chat/completions"

    @property
    def prompt(self) -> str:
        """All messages, joined."""
        return "\n".join(str(message.get("content") or "") for message in self.body.get("messages", []))

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The lines of evidence of the last message that has any."""
        found = _EVIDENCE.findall(self.prompt)
        return [json.loads(line) for line in found[-1].splitlines() if line.strip()] if found else []

    @property
    def failed(self) -> list[dict[str, Any]]:
        """The failed claims of a request for repair."""
        found = _FAILED.findall(self.prompt)
        return [json.loads(line) for line in found[-1].splitlines() if line.strip()] if found else []

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema asked for, by response format or by tool; empty for plain JSON."""
        shape = self.body.get("response_format", {}).get("json_schema", {}).get("schema")
        tools = self.body.get("tools") or [{"function": {"parameters": {}}}]
        return shape or tools[0]["function"]["parameters"]

    @property
    def task(self) -> str:
        """`section`, `narrative`, `journey`, `repair` or `chat`."""
        if self.failed:
            return "repair"
        for task, mark in (("section", "\nSection: "), ("narrative", "\n<claims>\n"), ("journey", "\nStages: ")):
            if mark in self.prompt:
                return task
        return "chat"


Author = Callable[[Asked], Any]


def honest(asked: Asked) -> dict[str, Any]:
    """Claims that hold: themes by slot, exact quotations, inferences marked as such."""
    lines = asked.evidence
    themes = [line for line in lines if line["is"] == "theme"]
    quotable = [line for line in lines if line["is"] == "quotable"]
    claims = [
        _claim(
            f"{{{line['alias']}}} speak of {line['label'].lower()}.",
            "theme",
            [line["alias"], *line["shown_by"].split()[:3]],
        )
        for line in themes[:1]
    ]
    claims += [
        _claim(f"“{line['words']}”", "verbatim", [line["alias"]], excerpt=line["words"]) for line in quotable[:1]
    ]
    return {
        "enough_evidence": bool(claims),
        "claims": [_placed(claim, asked.task, place) for place, claim in enumerate(claims)],
    }


def _claim(text: str, kind: str, citations: list[str], excerpt: str = "") -> dict[str, Any]:
    return {"text": text, "kind": kind, "citations": citations, "excerpt": excerpt}


def _placed(claim: dict[str, Any], task: str, place: int) -> dict[str, Any]:
    if task == "narrative":
        return {**claim, "part": "narrative"}
    if task == "journey":
        part = "thoughts" if claim["kind"] == "verbatim" else "actions"
        return {**claim, "part": part, "stage": "purchase"}
    return claim


@dataclass
class OpenAIServer(Loopback):
    """The server; `requests` holds every body that it was sent, in order."""

    author: Author = honest
    script: list[Answer] = field(default_factory=list)
    every: Answer | None = None
    """Given to every call once the script is used up, in place of the author."""
    requests: list[dict[str, Any]] = field(default_factory=list)

    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        return _handler(self)

    def answer(self, asked: Asked) -> Answer:
        """What to answer: the script, then `every`, then the author."""
        with self._lock:
            self.requests.append(asked.body)
            if self.script:
                return self.script.pop(0)
        if self.every is not None:
            return self.every
        written = self.author(asked)
        return written if isinstance(written, Answer) else Answer(data=written)


def _handler(server: OpenAIServer) -> type[BaseHTTPRequestHandler]:
    class Chat(Handler):
        def reply(self, asked: dict[str, Any]) -> None:
            request = Asked(asked, self.path)
            answer = server.answer(request)
            time.sleep(answer.delay)
            try:
                self._told(answer, request)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _told(self, answer: Answer, asked: Asked) -> None:
            if answer.status != 200:
                error = {"error": {"message": answer.text or "scripted error", "type": "scripted", "code": None}}
                self.send(answer.status, json.dumps(error).encode())
            elif answer.body is not None:
                self.send(200, answer.body, promised=answer.promised)
            elif asked.body.get("stream"):
                self._stream(answer, asked)
            else:
                self.send(200, json.dumps(_completion(answer, asked)).encode())

        def _stream(self, answer: Answer, asked: Asked) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for chunk in _chunks(answer, asked):
                self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
                self.wfile.flush()
            self.wfile.write(b"data: [DONE]\n\n")

    return Chat


def _completion(answer: Answer, asked: Asked) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer.content, "refusal": answer.refusal}
    if (
        asked.body.get("tools")
        and answer.refusal is None
        and asked.body.get("tool_choice") not in (None, "auto", "none")
    ):
        name = asked.body["tools"][0]["function"]["name"]
        call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": answer.content}}
        message |= {"content": None, "tool_calls": [call]}
    if answer.calls:
        message |= {"content": None, "tool_calls": _called(answer)}
    choice = {"index": 0, "message": message, "finish_reason": answer.finish_reason, "logprobs": None}
    usage = {"usage": _usage(answer, asked)} if answer.usage else {}
    return {**_head(asked, "chat.completion"), "choices": [choice], **usage}


def _chunks(answer: Answer, asked: Asked) -> Iterator[dict[str, Any]]:
    """The role once, the text in pieces, the end, and the usage where it was asked for."""
    head = _head(asked, "chat.completion.chunk")
    pieces = re.findall(r".{1,12}", answer.content, re.DOTALL)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces)]
    if answer.calls:
        deltas = [{"role": "assistant", "content": None, "tool_calls": _called(answer)}]
    elif answer.refusal is not None:
        deltas = [{"role": "assistant", "refusal": answer.refusal}]
    for delta in deltas:
        yield {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": answer.finish_reason}]}
    if answer.usage and asked.body.get("stream_options", {}).get("include_usage"):
        yield {**head, "choices": [], "usage": _usage(answer, asked)}


def _called(answer: Answer) -> list[dict[str, Any]]:
    return [
        {
            "index": place, "id": f"call-{place}", "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments)},
        }
        for place, (name, arguments) in enumerate(answer.calls)
    ]  # fmt: skip


def _head(asked: Asked, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1_780_000_000, "model": asked.body.get("model", "scripted")}


def _usage(answer: Answer, asked: Asked) -> dict[str, Any]:
    read, written = len(asked.prompt) // 4, max(1, len(answer.content) // 4)
    cached = {"prompt_tokens_details": {"cached_tokens": answer.cached}} if answer.cached else {}
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written, **cached}
