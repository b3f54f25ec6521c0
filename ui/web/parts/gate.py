"""The gate of the local sign-in: where names are taken at their word, nobody but this machine gets an answer."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from workspace.signing_in import is_loopback

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

_PASSED_ON = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")
"""Headers by which a proxy says that somebody else is asking."""
_REFUSAL = (
    b"These pages take names at their word, so they answer this machine only. See docs/roles.md for a team's sign-in."
)


class ThisMachineOnly:
    """ASGI middleware that refuses another address, a foreign host name (DNS rebinding) and what a proxy passes on."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] not in ("http", "websocket") or _from_this_machine(scope):
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        return await send({"type": "http.response.body", "body": _REFUSAL})


def _from_this_machine(scope: Message) -> bool:
    headers = dict(scope["headers"])
    client = (scope.get("client") or ("",))[0]
    host = headers.get(b"host", b"").decode("latin-1")
    return is_loopback(client) and is_loopback(host) and not any(name in headers for name in _PASSED_ON)
