"""Who may ask, from where, and how much: decided before any of the body is read."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen_api.problems import MANY_FILES, error_response

__all__ = ["BodyLimit", "HostGuard", "OriginGuard", "extension_origin"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_WILDCARDS = frozenset({"0.0.0.0", "::", ""})
#: What browsers put before an add-on's id; no web page can have such an origin.
_EXTENSIONS = ("moz-extension://", "chrome-extension://", "safari-web-extension://")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class HostGuard:
    """Answers only to its own names.

    A page elsewhere can point a name of its own at 127.0.0.1 and read what the service answers
    (DNS rebinding); the ``Host`` header then still carries that foreign name.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._names = _LOOPBACK | {settings.host.lower()} | {h.lower() for h in settings.hosts}
        self._any_address = settings.host in _WILDCARDS
        if self._any_address:
            self._names |= {socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.answers_to(Headers(scope=scope).get("host", "")):
            await self.app(scope, receive, send)
            return
        await error_response(Request(scope), FairscreenError("host-unknown"))(scope, receive, send)

    def answers_to(self, header: str) -> bool:
        """Whether ``header``, the value of a ``Host`` header, is one of this service's names."""
        host = _host_of(f"//{header}")
        if host is None:
            return False
        # An address cannot be rebound: only names can.
        return host in self._names or (self._any_address and _is_address(host))


class OriginGuard:
    """Refuses what another site makes a visitor's browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS or _same_site(scope):
            await self.app(scope, receive, send)
            return
        await error_response(Request(scope), FairscreenError("cross-site"))(scope, receive, send)


class BodyLimit:
    """Refuses a body over the limit, by its announced length or while it comes in."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        # JSON may write a code point outside the basic plane as two escapes: 12 bytes.
        self._plain = 12 * settings.max_text_chars + 65_536
        self._form = int(settings.max_file_mb * 1_000_000) + 8 * settings.max_text_chars + 65_536
        self._batch = int(settings.max_batch_mb * 1_000_000) + 65_536

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_form = headers.get("content-type", "").lower().startswith("multipart/form-data")
        many = scope["path"].startswith(MANY_FILES)
        limit = (self._batch if many else self._form) if is_form else self._plain
        announced = headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > limit:
            # A browser shows our answer only when it got rid of its body first: take and drop it.
            # A program hears it at once.
            if "text/html" in headers.get("accept", ""):
                await _discard(receive, at_most=4 * limit)
            code = "batch-too-large" if many and is_form else "request-too-large"
            error = FairscreenError(code, limit=f"{limit / 1e6:.0f}")
            await error_response(Request(scope), error)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, detail=f"{limit / 1e6:.0f}")
            return message

        await self.app(scope, counted, send)


async def _discard(receive: Receive, *, at_most: int) -> None:
    taken = 0
    while taken <= at_most:
        message = await receive()
        taken += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def extension_origin(origin: str) -> bool:
    """Whether ``origin`` is that of a browser's add-on, which the person installed."""
    return origin.startswith(_EXTENSIONS)


def _same_site(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    if scope["path"].startswith("/v2/") and extension_origin(headers.get("origin", "")):
        return True
    # Browsers set Sec-Fetch-Site themselves on loopback and https; "none" is the user's own act.
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True  # not a browser
    try:
        sender = urlsplit(origin).netloc.lower()
    except ValueError:  # such as "http://[::1"
        return False
    return origin != "null" and sender == headers.get("host", "").lower()


def _host_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number is refused here
        return None if parts.path or parts.query or parts.username else parts.hostname
    except ValueError:
        return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
