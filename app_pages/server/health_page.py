"""``/healthz``: whether the ledgers can be reached, the head of the first, and room on the disk."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graphs.errors import GraphsError
from graphs.ledger import Home

__all__ = ["health_route"]

_ROOM = 200_000_000


def health_route(home: Home) -> Route:
    """Return the route; it says nothing that a stranger could use."""

    async def healthz(_request: Request) -> Response:
        found = await asyncio.to_thread(_health, home)
        return JSONResponse(found, 200 if all(v is not False for v in found.values()) else 503)

    return Route("/healthz", healthz)


def _health(home: Home) -> dict[str, object]:
    free = shutil.disk_usage(_there(home.folder)).free
    try:
        with home.open(home.entries()[0].key) as ledger:
            head = ledger.head()
    except (GraphsError, IndexError):
        return {"ledger": False, "disk": free > _ROOM}
    return {"ledger": True, "head": head.digest[:12], "disk": free > _ROOM}


def _there(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())
