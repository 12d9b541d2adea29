"""Who may ask for what: pages are for the browser on this machine alone, and for no other site that is open in it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MISDIRECTED, FORBIDDEN = 421, 403
_OWN = (None, "same-origin", "none")
"""What a browser says of a request that a page of this server makes, or its user; older ones say nothing."""
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guarded:
    """An application whose requests have been looked at: those of strangers get 421 or 403, and reach nothing.

    A request is for one of the `hosts`: the address of another machine's name may be turned to this one. No other site
    reads a page, a stream or a line, and none of them acts; a link on it may lead to the pages in `linked`.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], linked: tuple[str, ...]) -> None:
        self._app, self._hosts, self._linked = app, hosts, linked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = refusal(scope["method"], scope["path"], Headers(scope=scope), self._hosts, self._linked)
        if refused is not None:
            status, why = refused
            return await PlainTextResponse(f"{why}\n", status, _HEADERS)(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *given]}
            await send(message)

        return await self._app(scope, receive, send_with_headers)


def refusal(
    method: str, path: str, headers: Mapping[str, str], hosts: frozenset[str], linked: tuple[str, ...]
) -> tuple[int, str] | None:
    """Returns the status and the reason with which a request is refused; None for one that is answered."""
    host, origin = headers.get("host", ""), headers.get("origin")
    if host not in hosts:
        return MISDIRECTED, "this is no address of this preview; see the one that `journeymap serve` wrote"
    if origin != f"http://{host}" and (origin is not None or method not in ("GET", "HEAD")):
        return FORBIDDEN, "another site may not ask for this"
    if headers.get("sec-fetch-site") in _OWN:
        return None
    follows = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if follows and method in ("GET", "HEAD") and (path == "/" or path.startswith(linked)):
        return None
    return FORBIDDEN, "another site may not ask for this"
