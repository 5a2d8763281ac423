"""One gate in front of every http request and every websocket: until accounts exist, only this machine gets in."""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from progress.wording import web as kata

_LOG = logging.getLogger("pantau.gerbang")
_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
_PERANTARA = {"forwarded", "via", "x-real-ip"}


def refusal(scope: Scope) -> str | None:
    """Why this request is not from a browser on this machine, in one word for the log; None lets it in.

    A proxy on this machine looks like a local peer, so its marks count too: its headers, a Host that is not this
    machine's, and HTTP/1.0, which no browser speaks and some proxies do. An Origin must be this very server: a page of
    another program on this machine has another port.
    """
    headers = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"]]
    hosts = [v for k, v in headers if k == "host"]
    if not _is_loopback((scope.get("client") or ("",))[0]):
        return "peer"
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0].strip()):
        return "host"
    if any(k in _PERANTARA or k.startswith("x-forwarded") for k, _ in headers):
        return "perantara"
    if scope.get("http_version") == "1.0":
        return "perantara"
    if any(k == "origin" and not _same_server(v, hosts[0]) for k, v in headers):
        return "origin"
    return None


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """Nothing from outside, no eval, no framing; inline scripts only by the hashes of those in our own index page."""
    hashes = "".join(f" '{h}'" for h in script_hashes)
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
    )


class Gate:
    """Pure ASGI: 403 with one sentence, a websocket closed before it is accepted, security headers on every answer."""

    def __init__(self, app: ASGIApp, script_hashes: Iterable[str] = ()) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", content_security_policy(script_hashes).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        if (reason := refusal(scope)) is not None:
            _LOG.warning("permintaan ditolak: %s (%s)", reason, scope["type"])
            if scope["type"] == "websocket":
                await receive()
                return await send({"type": "websocket.close", "code": 1008})
            return await self._refuse(send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {k for k, _ in self._headers}
                kept = [(k, v) for k, v in message.get("headers", []) if k.lower() not in ours]
                message = {**message, "headers": kept + self._headers}
            await send(message)

        return await self._app(scope, receive, send_with_headers)

    async def _refuse(self, send: Send) -> None:
        body = kata.HANYA_KOMPUTER_INI.encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _same_server(origin: str, host: str) -> bool:
    return origin.lower() in (f"http://{host.strip().lower()}", f"https://{host.strip().lower()}")
