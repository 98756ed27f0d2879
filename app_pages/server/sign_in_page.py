"""Sign-in, sign-out and the change of a first password: plain pages without a script."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app_pages.server.read_log import note
from app_pages.server.session_visitor import COOKIE, SEEN, sessions
from app_pages.server.trusted_header import TrustedHeader
from graphs.access import LONGEST, PASSWORD_RULE, Session, Sessions
from graphs.errors import AccessRefused
from graphs.text import Language, Text

__all__ = ["sign_in_routes"]

_TITLE = Text(zh="党建联建关系图谱", en="Party co-building network")
_FORM_COOKIE = "graphs_form"
_MOST_BYTES = 4096
_TRIES, _WITHIN = 300, 60.0
_LATER = Text(zh="请从本页登录，或稍后再试", en="sign in from this page, or try again later")

_HEADER = TrustedHeader.from_environment()

_tries: defaultdict[str, deque[float]] = defaultdict(deque)


def sign_in_routes(folder: Path) -> list[Route]:
    """Return the routes; the accounts are in the folder of the ledgers."""
    pages: dict[str, Callable[[Sessions, Request], Awaitable[Response]]] = {
        "/sign-in": _sign_in,
        "/password": _change_password,
        "/sign-out": _sign_out,
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


async def _sign_in(kept: Sessions, request: Request) -> Response:
    claim = _HEADER.claim(request)
    if claim:
        return _claimed(kept, request, claim)
    if request.method == "GET":
        return _page(request, "/sign-in")
    form = await _form(request)
    if form is None or not _rate(request):
        return _page(request, "/sign-in", wrong=_LATER)
    name, password = form.get("account", ""), form.get("password", "")
    try:
        account = await asyncio.to_thread(kept.accounts.sign_in, name, password, now=_now())
    except AccessRefused as refused:
        note("sign-in refused", None, tried=name[:40])
        return _page(request, "/sign-in", wrong=refused.message)
    note("sign-in", account.visitor)
    # A session of its own for each sign-in: none that was there before is taken on.
    return _signed_in(request, kept.begin(account.name, now=_now()))


def _claimed(kept: Sessions, request: Request, claim: str) -> Response:
    try:
        account = kept.accounts.claimed(claim)
    except AccessRefused as refused:
        note("sign-in refused", None, tried=claim[:40])
        return _page(request, "/sign-in", wrong=refused.message)
    note("sign-in", account.visitor, by="header")
    return _signed_in(request, kept.begin(account.name, now=_now()))


async def _change_password(kept: Sessions, request: Request) -> Response:
    session = _session(kept, request)
    if session is None:
        return RedirectResponse("/sign-in", 303)
    if request.method == "GET":
        return _page(request, "/password")
    form = await _form(request)
    if form is None or not _rate(request):
        return _page(request, "/password", wrong=_LATER)
    name, old, new = session.account.name, form.get("password", ""), form.get("new", "")
    try:
        await asyncio.to_thread(kept.accounts.sign_in, name, old, now=_now())
        await asyncio.to_thread(kept.accounts.change_password, name, new, now=_now())
    except AccessRefused as refused:
        return _page(request, "/password", wrong=refused.message)
    note("password changed", session.account.visitor)
    later = _now() + dt.timedelta(milliseconds=1)
    return _signed_in(request, kept.begin(name, now=later))


async def _sign_out(kept: Sessions, request: Request) -> Response:
    session = _session(kept, request)
    if request.method == "GET":
        return _page(request, "/sign-out")
    if session is not None and await _form(request) is not None:
        kept.end(session)
        SEEN.pop(session.key, None)
        note("sign-out", session.account.visitor)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _session(kept: Sessions, request: Request) -> Session | None:
    return kept.of(request.cookies.get(COOKIE, ""), now=_now())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _rate(request: Request) -> bool:
    """Return whether an address has tries left this minute."""
    tried, now = _tries[request.client.host if request.client else ""], time.monotonic()
    while tried and now - tried[0] > _WITHIN:
        tried.popleft()
    tried.append(now)
    return len(tried) <= _TRIES


async def _form(request: Request) -> dict[str, str] | None:
    """Return the fields of a form that this app drew for this browser; ``None`` of any other."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    try:
        sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    except UnicodeDecodeError:
        return None
    own = request.cookies.get(_FORM_COOKIE, "")
    same = secrets.compare_digest(own.encode(), sent.get("form", "").encode())
    return sent if own and same else None


def _signed_in(request: Request, cookie: str) -> Response:
    answer = RedirectResponse(_wanted(request), 303)
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=_is_secure(request),
    )
    return answer


def _language(request: Request) -> Language:
    """The language named in this address, else that of the page to go to."""
    here = request.query_params.get("lang")
    wanted = parse_qs(urlsplit(request.query_params.get("to", "")).query)
    return "en" if (here or wanted.get("lang", [""])[0]) == "en" else "zh"


def _wanted(request: Request) -> str:
    """The page that was requested before the sign-in: one of this app, else its first page."""
    to = request.query_params.get("to", "")
    parts = urlsplit(to)
    own = to.startswith("/") and not to.startswith("//") and to.isprintable() and "\\" not in to
    if not own or parts.scheme or parts.netloc or parts.path in _PAGES:
        return "/?lang=en" if request.query_params.get("lang") == "en" else "/"
    return to


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"


def _page(request: Request, action: str, *, wrong: Text | None = None) -> Response:
    label, fields = _PAGES[action]
    language = _language(request)
    query, other = (
        html.escape(urlencode({"lang": each, "to": _wanted(request)}))
        for each in (language, "zh" if language == "en" else "en")
    )
    token = request.cookies.get(_FORM_COOKIE) or secrets.token_urlsafe(24)
    inputs = "".join(
        f'<label>{html.escape(_LABELS[name].say(language))}<input name="{name}" required '
        f'autocomplete="{_COMPLETE[name]}" type="{"text" if name == "account" else "password"}">'
        "</label>"
        for name in fields
    )
    said = f'<p role="alert">{html.escape(wrong.say(language))}</p>' if wrong else ""
    if action in _HINTS and not wrong:
        said = f"<p>{html.escape(_HINTS[action].say(language))}</p>"
    words = html.escape(label.say(language))
    title = html.escape(_TITLE.say(language))
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words} · {title}</title>'
        f"<style>{_STYLE}</style><main><h1>{title}</h1>{said}"
        f'<form method="post" action="{action}?{query}">{inputs}'
        f'<input type="hidden" name="form" value="{html.escape(token)}"><button>{words}</button>'
        f'</form><a href="{action}?{other}">{"中文" if language == "en" else "English"}</a></main>'
    )
    answer = HTMLResponse(page, 401 if wrong else 200)
    answer.set_cookie(
        _FORM_COOKIE, token, httponly=True, samesite="strict", secure=_is_secure(request)
    )
    return answer


_PAGES = {
    "/sign-in": (Text(zh="登录", en="Sign in"), ("account", "password")),
    "/password": (Text(zh="更改口令", en="Change the password"), ("password", "new")),
    "/sign-out": (Text(zh="退出登录", en="Sign out"), ()),
}
_HINTS = {"/password": PASSWORD_RULE}
_LABELS = {
    "account": Text(zh="账号", en="Account"),
    "password": Text(zh="口令", en="Password"),
    "new": Text(zh="新口令", en="New password"),
}
_COMPLETE = {"account": "username", "password": "current-password", "new": "new-password"}

_STYLE = """
body{margin:0;font:16px/1.6 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;background:#f5f4f2;color:#262626}
main{max-width:22rem;margin:12vh auto;padding:2rem;background:#fff;border-top:4px solid #9e1b22}
h1{font-size:1.25rem;margin:0 0 1.5rem}label{display:block;margin-bottom:1rem}
input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #767676}
button{font:inherit;width:100%;padding:.6rem;border:0;background:#9e1b22;color:#fff;cursor:pointer}
[role=alert]{color:#9e1b22}a{display:inline-block;margin-top:1rem;color:#5c5c5c}
"""
