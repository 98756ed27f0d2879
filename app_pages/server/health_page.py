"""``/healthz``: whether the ledgers can be reached, the head of the first, and room on the disk."""

from __future__ import annotations

import asyncio
import ipaddress
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from app_pages.server.read_log import noted
from app_pages.server.session_visitor import SEEN, is_office, sessions
from app_pages.server.sign_on.open_id import sign_on_file
from app_pages.server.stream_limits import open_streams
from graphs.errors import GraphsError
from graphs.ledger import Home

__all__ = ["METRICS", "health_routes"]

METRICS = "/metrics"
"""Where the figures are; asked on this machine only, whoever else is told that nothing is there."""

_ROOM = 200_000_000


def health_routes(home: Home) -> list[Route]:
    """Return the routes: health, which gives nothing to a stranger, and figures for this machine."""

    async def healthz(_request: Request) -> Response:
        found = await asyncio.to_thread(_health, home)
        return JSONResponse(found, 200 if all(v is not False for v in found.values()) else 503)

    async def metrics(request: Request) -> Response:
        if not _of_this_machine(request):
            return PlainTextResponse("not found", 404)
        return PlainTextResponse(_figures())

    return [Route("/healthz", healthz), Route(METRICS, metrics)]


def _health(home: Home) -> dict[str, object]:
    room = shutil.disk_usage(_there(home.folder)).free > _ROOM
    try:
        with home.open(home.entries()[0].key) as ledger:
            found: dict[str, object] = {"ledger": True, "head": ledger.head().digest[:12]}
    except (GraphsError, IndexError):
        found = {"ledger": False}
    return {**found, "disk": room, **({} if _lets_in(home.folder) else {"accounts": False})}


def _lets_in(folder: Path) -> bool:
    """Return whether there is a way in: an office whose accounts are gone or damaged has none."""
    if not is_office(folder) or sign_on_file(folder).exists():
        return True
    try:
        return bool(sessions(folder).accounts.listed())
    except GraphsError:
        return False


def _of_this_machine(request: Request) -> bool:
    """Return whether a program here asks, and no proxy for somebody else."""
    passed_on = any(
        name.startswith(("x-forwarded", "forwarded", "via")) for name in request.headers
    )
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    peer = request.client.host if request.client else ""
    return not passed_on and all(_is_loopback(each) for each in (named, peer))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _figures() -> str:
    """Return the figures of this process as monitoring programs read them."""
    found: dict[str, float] = {
        "graphs_streams_open": open_streams(),
        "graphs_browser_sessions": len(SEEN),
        "graphs_threads": threading.active_count(),
        "graphs_processor_seconds_total": time.process_time(),
    }
    lines = [f"{name} {value}" for name, value in found.items()]
    lines += [f'graphs_noted_total{{act="{act}"}} {n}' for act, n in sorted(noted.items())]
    return "\n".join(lines) + "\n"


def _there(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())
