"""Sign-in, sign-out and the change of a first password: plain pages without a script."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app_pages.server.read_log import note
from app_pages.server.session_visitor import COOKIE, SEEN, sessions
from app_pages.server.sign_on.open_id import OpenId
from app_pages.server.sign_on.sign_in_html import (
    FORM_COOKIE,
    is_secure,
    onward,
    page,
    page_language,
    wanted,
)
from app_pages.server.sign_on.sign_in_tries import may_try
from app_pages.server.trusted_header import TrustedHeader
from graphs.access import LONGEST, Account, Session, Sessions
from graphs.errors import AccessRefused
from graphs.text import Text

__all__ = ["sign_in_routes"]

_MOST_BYTES, _SLOWEST = 4096, 10.0
_LATER = Text(zh="请从本页登录，或稍后再试", en="sign in from this page, or try again later")
_OUT_LATER = Text(zh="请从本页退出", en="sign out from this page")

_HEADER = TrustedHeader.from_environment()


def sign_in_routes(folder: Path) -> list[Route]:
    """Return the routes; the accounts are in the folder of the ledgers.

    Raises
    ------
    InputError
        A sign-on of the organisation is declared wrongly.
    """
    _open_id(folder)  # a wrong declaration is said at the start, to whoever starts it
    pages: dict[str, Callable[[Sessions, Request], Awaitable[Response]]] = {
        "/sign-in": _sign_in,
        "/password": _change_password,
        "/sign-out": _sign_out,
        "/sign-on": _sign_on,
    }
    kept = sessions(folder)
    return [
        Route(path, _bound(page, kept), methods=["GET", "POST"]) for path, page in pages.items()
    ]


def _bound(
    page: Callable[[Sessions, Request], Awaitable[Response]], kept: Sessions
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await page(kept, request)

    return answer


@cache
def _open_id(folder: Path) -> OpenId:
    return OpenId.of_folder(folder)


def _provider(kept: Sessions) -> OpenId:
    return _open_id(kept.accounts.folder.parent)


def _form_page(kept: Sessions, request: Request, *, wrong: Text | None = None) -> Response:
    return page(request, "/sign-in", wrong=wrong, sign_on=_provider(kept).table is not None)


async def _sign_in(kept: Sessions, request: Request) -> Response:
    claim = _HEADER.claim(request)
    if claim:
        return _claimed(kept, request, claim)
    if _provider(kept).came(request):
        return await _vouched(kept, request)
    if request.method == "GET":
        return _form_page(kept, request)
    form = await _form(request)
    if form is None or not may_try(request):
        return _form_page(kept, request, wrong=_LATER)
    name, password = form.get("account", ""), form.get("password", "")
    try:
        account = await asyncio.to_thread(kept.accounts.sign_in, name, password, now=_now())
    except AccessRefused as refused:
        note("sign-in refused", None, tried=name[:40])
        return _form_page(kept, request, wrong=refused.message)
    note("sign-in", account.visitor)
    # A session of its own for each sign-in: none that was there before is taken on.
    return _signed_in(request, _begin(kept, request, account))


def _claimed(kept: Sessions, request: Request, claim: str) -> Response:
    try:
        account = kept.accounts.claimed(claim)
    except AccessRefused as refused:
        note("sign-in refused", None, tried=claim[:40])
        return _form_page(kept, request, wrong=refused.message)
    note("sign-in", account.visitor, by="header")
    return _signed_in(request, _begin(kept, request, account))


async def _sign_on(kept: Sessions, request: Request) -> Response:
    provider = _provider(kept)
    if provider.table is None or request.method != "GET" or not may_try(request):
        return _form_page(kept, request, wrong=_LATER)
    return provider.lead(request)


async def _vouched(kept: Sessions, request: Request) -> Response:
    """Begin a session for whoever the organisation's provider vouches for."""
    provider = _provider(kept)
    try:
        account = await asyncio.to_thread(provider.account, request, kept.accounts, now=_now())
    except AccessRefused as refused:
        note("sign-in refused", None, by="provider")
        answer = _form_page(kept, request, wrong=refused.message)
    else:
        note("sign-in", account.visitor, by="provider")
        answer = onward(provider.back_to(request), page_language(request))
        token = provider.id_token(request)
        _put_cookie(request, answer, _begin(kept, request, account, token))
    provider.forget(request, answer)
    return answer


async def _change_password(kept: Sessions, request: Request) -> Response:
    session = _session(kept, request)
    if session is None:
        return RedirectResponse("/sign-in", 303)
    if request.method == "GET":
        return page(request, "/password")
    form = await _form(request)
    if form is None or not may_try(request):
        return page(request, "/password", wrong=_LATER)
    name, old, new = session.account.name, form.get("password", ""), form.get("new", "")
    try:
        await asyncio.to_thread(kept.accounts.sign_in, name, old, now=_now())
        account = await asyncio.to_thread(kept.accounts.change_password, name, new, now=_now())
    except AccessRefused as refused:
        return page(request, "/password", wrong=refused.message)
    note("password changed", session.account.visitor)
    return _signed_in(request, kept.begin(account, now=_now()))


async def _sign_out(kept: Sessions, request: Request) -> Response:
    session = _session(kept, request)
    if request.method == "GET":
        return page(request, "/sign-out")
    answer: Response = RedirectResponse("/sign-in", 303)
    # A form of another site comes without cookies: it must not take them away by its answer.
    if await _form(request) is None:
        return answer if session is None else page(request, "/sign-out", wrong=_OUT_LATER)
    if session is not None:
        _end(kept, session)
        note("sign-out", session.account.visitor)
        further = await asyncio.to_thread(_provider(kept).sign_out_address, session)
        if further:
            answer = onward(further, page_language(request), out=True)
    answer.delete_cookie(COOKIE)
    return answer


def _end(kept: Sessions, session: Session) -> None:
    kept.end(session)
    SEEN.pop(session.key, None)


def _begin(kept: Sessions, request: Request, account: Account, id_token: str = "") -> str:
    """Return the cookie of a new session; what this browser was signed in as before is over."""
    before = _session(kept, request)
    if before is not None:
        _end(kept, before)
    return kept.begin(account, now=_now(), id_token=id_token)


def _session(kept: Sessions, request: Request) -> Session | None:
    return kept.of(request.cookies.get(COOKIE, ""), now=_now())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _form(request: Request) -> dict[str, str] | None:
    """Return the fields of a form that this app drew for this browser; ``None`` of any other."""
    body = b""
    try:
        async with asyncio.timeout(_SLOWEST):
            async for part in request.stream():
                body += part
                if len(body) > _MOST_BYTES:
                    return None
    except TimeoutError:
        return None
    try:
        sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    except UnicodeDecodeError:
        return None
    own = request.cookies.get(FORM_COOKIE, "")
    same = secrets.compare_digest(own.encode(), sent.get("form", "").encode())
    return sent if own and same else None


def _signed_in(request: Request, cookie: str) -> Response:
    answer = RedirectResponse(wanted(request), 303)
    _put_cookie(request, answer, cookie)
    return answer


def _put_cookie(request: Request, answer: Response, cookie: str) -> None:
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=is_secure(request),
    )
