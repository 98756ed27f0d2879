"""The one app that ``make run`` and every server start: Streamlit behind the door of sessions."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware

from app_pages.server.health_page import health_routes
from app_pages.server.made_files import keep_owners
from app_pages.server.read_log import keep_log
from app_pages.server.response_headers import KeptScripts, ResponseHeaders
from app_pages.server.server_log import ServerLog
from app_pages.server.session_guard import SessionGuard
from app_pages.server.session_visitor import is_office
from app_pages.server.sign_in_page import sign_in_routes
from app_pages.server.stream_limits import StreamLimits
from graphs.errors import AccessRefused
from graphs.ledger import Home
from graphs.text import Text

if TYPE_CHECKING:
    from streamlit.web.server.starlette.starlette_app import App

__all__ = ["LOCAL_HOSTS", "SCRIPT", "check_binding", "make_app"]

SCRIPT = Path(__file__).resolve().parents[2] / "streamlit_app.py"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
"""The names by which this machine calls itself."""


def check_binding(address: str, home: Home) -> None:
    """Check that one desk is not opened to a network, where anybody could take any post.

    Raises
    ------
    AccessRefused
        There are no accounts, and the address is not of this machine alone.

    Examples
    --------
    >>> import tempfile
    >>> check_binding("0.0.0.0", Home(folder=Path(tempfile.mkdtemp())))
    Traceback (most recent call last):
    graphs.errors.AccessRefused: one desk listens on this machine only; ...
    """
    if is_office(home.folder) or address == "localhost":
        return
    try:
        local = ipaddress.ip_address(address).is_loopback
    except ValueError:
        local = False
    if not local:
        raise AccessRefused(
            Text(
                zh="单机只对本机开放；要供他人使用，请先建账号：python -m graphs account add",
                en="one desk listens on this machine only; to serve others make accounts first: "
                "python -m graphs account add",
            )
        )


def make_app(home: Home, *, hosts: tuple[str, ...] = (), port: int = 8501) -> App:
    """Return the app with its routes and its door; ``hosts`` are the names it answers to.

    Raises
    ------
    InputError
        A sign-on of the organisation is declared wrongly.
    """
    folder = home.folder / "access"
    keep_log(folder, port)
    log = ServerLog(folder, port)
    log.keep()

    @asynccontextmanager
    async def started(_app: App) -> AsyncIterator[None]:
        log.keep_web()
        yield

    keep_owners()
    return st.App(
        SCRIPT,
        lifespan=started,
        routes=[*sign_in_routes(home.folder), *health_routes(home)],
        middleware=[
            Middleware(ResponseHeaders),
            Middleware(SessionGuard, folder=home.folder, hosts=hosts or LOCAL_HOSTS),
            Middleware(StreamLimits),
            Middleware(KeptScripts),
        ],
    )
