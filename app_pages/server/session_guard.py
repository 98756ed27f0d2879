"""The door of the app: no page, file, upload or websocket without a session and its rights."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from app_pages.server.health_page import METRICS
from app_pages.server.made_files import made_for
from app_pages.server.read_log import note
from app_pages.server.session_visitor import DESK_COOKIE, SEEN, is_office, sight_key
from app_pages.server.sign_on.open_id import SIGN_ON_PATHS, sign_on_file
from graphs.access import ONE_DESK, Allowed, Area, Session, Visitor, may

__all__ = ["OPEN_PATHS", "SessionGuard"]

OPEN_PATHS = frozenset({"/sign-in", "/healthz", "/_stcore/health", METRICS})
"""What a stranger is answered; figures give themselves to this machine only."""

_FRESH_PATHS = frozenset({"/password", "/sign-out"})
_CORE = re.compile(
    r"/_stcore/(health|host-config|stream|upload_file/[^/]+/[^/]+|bidi-components/.*)"
)
_MEDIA = re.compile(r"/media/([^/]+)")
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")


@dataclass(frozen=True, slots=True)
class _Request:
    """A request as the guard looks at it."""

    scope: Scope
    headers: Headers
    key: str
    session: Session | None
    visitor: Visitor | None

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    @property
    def asks_for_page(self) -> bool:
        """Whether a browser wants a page to show, and no file, picture or stream."""
        method = str(self.scope.get("method", ""))
        return method == "GET" and "text/html" in self.headers.get("accept", "")


class SessionGuard:
    """Lets through what a visitor may have; everything else is answered alike and without a reason."""

    def __init__(self, app: ASGIApp, *, folder: Path, hosts: tuple[str, ...]) -> None:
        self.app = app
        declared = sign_on_file(folder).exists()
        self.open_paths = OPEN_PATHS | SIGN_ON_PATHS if declared else OPEN_PATHS
        self.folder = folder
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as a server asks it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request = self._read(scope)
        refused = self._refusal(request)
        if refused is None:
            await self.app(scope, receive, self._with_desk_cookie(request, send))
        elif scope["type"] == "websocket":
            note("refused", request.visitor, path=request.path)
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            if refused.status_code != 303:
                note("refused", request.visitor, path=request.path)
            await refused(scope, receive, send)

    def _read(self, scope: Scope) -> _Request:
        cookies = dict(HTTPConnection(scope).cookies)
        key, session = sight_key(cookies, self.folder)
        visitor = ONE_DESK if not is_office(self.folder) else None
        if session is not None:
            visitor = session.account.visitor
        return _Request(scope, Headers(scope=scope), key, session, visitor)

    def _refusal(self, request: _Request) -> Response | None:
        """Return the answer to what is not let through; ``None`` lets it through.

        1. The host is one of ours, and a websocket comes from a page of that host.
        2. Of Streamlit's own addresses only those that the pages need.
        3. Somebody is signed in, and chose a password.
        4. A file or an upload belongs to a session of theirs, and they have the right.
        """
        host = request.headers.get("host", "")
        if _place(f"//{host}")[0] not in self.hosts:
            return PlainTextResponse("unknown host", 400)
        path = request.path
        if path.startswith("/_stcore/") and not _CORE.fullmatch(path):
            return PlainTextResponse("not found", 404)
        if path in self.open_paths and request.scope["type"] == "http":
            return None
        unknown = _unknown(request)
        if unknown is not None:
            return unknown
        return _websocket(request, host) if request.scope["type"] == "websocket" else _file(request)

    def _with_desk_cookie(self, request: _Request, send: Send) -> Send:
        """Give a browser at one desk a cookie of its own, so that no other takes its sessions.

        With whatever page it opens first: a link leads to any screen, and files, uploads and
        pictures are answered to the browser of the session only.
        """
        if request.visitor != ONE_DESK or request.key or not request.asks_for_page:
            return send
        value = secrets.token_urlsafe(24)
        cookie = f"{DESK_COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict"

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        return answer


def _unknown(request: _Request) -> Response | None:
    if request.visitor is None:
        return _sign_in(request, "/sign-in")
    fresh = request.session is not None and request.session.account.fresh
    return _sign_in(request, "/password") if fresh and request.path not in _FRESH_PATHS else None


def _sign_in(request: _Request, where: str) -> Response:
    if request.asks_for_page:
        query = bytes(request.scope.get("query_string", b"")).decode("latin-1")
        wanted = f"{request.path}?{query}" if query else request.path
        return RedirectResponse(f"{where}?{urlencode({'to': wanted})}", 303)
    return PlainTextResponse("sign in", 401)


def _websocket(request: _Request, host: str) -> Response | None:
    if _place(request.headers.get("origin", ""))[1] != host:
        return PlainTextResponse("", 403)
    parts = [each.strip() for each in request.headers.get("sec-websocket-protocol", "").split(",")]
    # The third names a session to go on with: it must be one of the same browser, or none of this
    # process: whose server was started again, or ended beside another, gets a new one.
    if len(parts) > 2 and parts[2] not in SEEN.get(request.key, ()) and _is_live(parts[2]):
        return PlainTextResponse("", 403)
    return None


def _place(address: str) -> tuple[str, str]:
    """Return the host of an address, and the host with its port; blanks where it is none.

    Examples
    --------
    >>> _place("//localhost:8501"), _place("//[::1"), _place("//localhost:99999")
    (('localhost', 'localhost:8501'), ('', ''), ('', ''))
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # a half bracket, a port that is no number
        return "", ""
    return (parts.hostname or "", parts.netloc) if port != 0 else ("", "")


def _is_live(ident: str) -> bool:
    """Return whether this process has a session of this id, open or waiting to be taken up again."""
    manager: Any = get_instance()._session_mgr  # noqa: SLF001  # there is no public way
    return manager.is_active_session(ident) or manager._session_storage.get(ident) is not None  # noqa: SLF001


def _file(request: _Request) -> Response | None:
    missing = PlainTextResponse("File not found", 404)
    visitor = request.visitor or Visitor(account="")
    if upload := _UPLOAD.fullmatch(request.path):
        theirs = upload[1] in SEEN.get(request.key, ())
        return None if theirs and _any(visitor, Area.import_, Area.backup, Area.plan) else missing
    media = _MEDIA.fullmatch(request.path)
    if media is None:
        return None
    manager = get_instance().media_file_mgr
    of_sessions: Mapping[str, Mapping[str, str]] = manager._files_by_session_and_coord  # noqa: SLF001  # there is no public way
    ident = media[1].partition(".")[0]
    own = SEEN.get(request.key, set())
    theirs = not own.isdisjoint(made_for(ident)) or any(
        ident in of_sessions.get(each, {}).values() for each in own
    )
    try:
        kind = manager._storage.get_file(media[1]).kind  # type: ignore[attr-defined]  # noqa: SLF001
    except MediaFileStorageError:
        return missing
    saved = kind == MediaFileKind.DOWNLOADABLE
    if not theirs or (saved and not _any(visitor, Area.download)):
        return missing
    if saved:
        note("download", visitor, path=request.path)
    return None


def _any(visitor: Visitor, *areas: Area) -> bool:
    return any(may(visitor, area) == Allowed() for area in areas)
