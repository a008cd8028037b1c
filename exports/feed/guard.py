"""Around every answer: headers that keep browsers safe, one line of log, counts; a bug shows no detail."""

import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exports.feed.metrics import Counters

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
SECURE_ONLY = (b"strict-transport-security", b"max-age=31536000")
"""Only where the connection is encrypted, as the standard asks."""
WHAT, TOKEN = "rota.what", "rota.token"
"""What was asked, and ten signs of the digest of its token: set by who answers, for the log."""

_log = logging.getLogger("rota.feed")


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, counters: Counters) -> None:
        self.app = app
        self.counters = counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        told: dict[str, Any] = {"status": 0, "size": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                message["headers"] = _with_headers(message["headers"], scope["scheme"])
            elif message["type"] == "http.response.body" and scope["method"] != "HEAD":
                told["size"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            _log.error("a bug: %s", type(error).__name__, exc_info=error)
            if not told["status"]:
                await watched({"type": "http.response.start", "status": 500, "headers": []})
                await watched({"type": "http.response.body", "body": b""})
        seconds = time.perf_counter() - began
        what = scope.get(WHAT, "other")
        self.counters.note(what, told["status"], told["size"], seconds)
        _log.info(
            "%s %s %s %d %d B %.1f ms",
            _method(scope["method"]), what, scope.get(TOKEN, "-"), told["status"], told["size"],
            seconds * 1000,
        )  # fmt: skip


def _with_headers(given: Any, scheme: str) -> list[tuple[bytes, bytes]]:
    headers = [*given, *HEADERS]
    if not any(name.lower() == POLICY[0] for name, _ in headers):
        headers.append(POLICY)
    if scheme == "https":
        headers.append(SECURE_ONLY)
    return headers


def _method(method: str) -> str:
    """The method as it may stand in a log: what a stranger made up is not repeated."""
    return method if method in _METHODS else "?"


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "REPORT"})
