"""The access log: what was asked for and how it went, never what was sent.

Lines go to the logger ``fairscreen.access`` at level INFO. The path is the route's template, so
that a text someone pasted into the address bar stays out; queries and bodies are never read.
"""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["AccessLog"]

_logger = logging.getLogger("fairscreen.access")


class AccessLog:
    """Writes one line an answer: method, route, status, milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "(no route)")
            _logger.info(
                "%s %s %d %.0f ms",
                _method(scope), route, status, 1000 * (perf_counter() - started),
            )  # fmt: skip


def _method(scope: Scope) -> str:
    # The method is the client's word too: only the usual ones are repeated.
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return scope["method"] if scope["method"] in known else "OTHER"
