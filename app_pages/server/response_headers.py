"""Headers of every answer: what a browser may load, frame, pass on and keep."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import graphs

__all__ = ["HEADERS", "KeptScripts", "ResponseHeaders", "content_policy", "script_tags"]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Beside the content policy, on whatever is answered."""


@cache
def content_policy() -> str:
    """Return the policy: everything from here, scripts of Streamlit's own page by their digest."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    digests = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'"
        for each in inline
    )
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {digests}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "frame-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class ResponseHeaders:
    """Adds the headers to whatever is answered, errors and refusals included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as a server asks it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = content_policy()
                for name, value in HEADERS.items():
                    headers[name] = value
                if "server" in headers:
                    del headers["server"]
                kept = scope["path"] in script_tags() and "etag" in headers
                if not (kept or scope["path"].startswith("/static/")):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, answer)


@cache
def script_tags() -> dict[str, str]:
    """Return what the scripts of our own components are now, by the paths they are asked for at."""
    scene = Path(graphs.__file__).parent / "scene"
    return {
        f"/_stcore/bidi-components/graphs.{file.parent.name}/{file.name}": _tag(file)
        for file in sorted(scene.glob("*/*"))
        if file.suffix in {".js", ".css"}
    }


def _tag(file: Path) -> str:
    # Weak: it is the same script, whether it travels packed or not.
    return f'W/"{hashlib.sha256(file.read_bytes()).hexdigest()[:32]}"'


class KeptScripts:
    """Lets a browser keep our scripts, asking each time whether they are still the same.

    They are most of what a picture costs on the wire: 0.7 MB, packed anew for whoever asks.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as a server asks it."""
        tag = script_tags().get(scope.get("path", "")) if scope["type"] == "http" else None
        if tag is None:
            await self.app(scope, receive, send)
            return
        kept = {"ETag": tag, "Cache-Control": "no-cache"}
        if Headers(scope=scope).get("if-none-match") == tag:
            await Response(status_code=304, headers=kept)(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update(kept)
            await send(message)

        await self.app(scope, receive, answer)
