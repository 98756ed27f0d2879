"""How the pages of sign-in look: plain HTML without a script, in either language."""

from __future__ import annotations

import html
import secrets
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graphs.access import PASSWORD_RULE
from graphs.text import Language, Text

__all__ = [
    "FORM_COOKIE",
    "NOT_WANTED",
    "is_secure",
    "onward",
    "own_address",
    "page",
    "page_language",
    "wanted",
]

FORM_COOKIE = "graphs_form"
"""The cookie that says that a form was drawn for this browser."""

NOT_WANTED = frozenset(
    {
        "/sign-in",
        "/password",
        "/sign-out",
        "/sign-on",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
    }
)
"""Addresses that nobody is led back to."""

_TITLE = Text(zh="党建联建关系图谱", en="Party co-building network")


def page_language(request: Request) -> Language:
    """The language asked for here, else that of the page that was wanted."""
    chosen = request.query_params.get("lang")
    further = parse_qs(urlsplit(request.query_params.get("to", "")).query)
    return "en" if (chosen or further.get("lang", [""])[0]) == "en" else "zh"


def wanted(request: Request) -> str:
    """The page that was asked for before the sign-in: one of this app, else its first page."""
    first = "/?lang=en" if request.query_params.get("lang") == "en" else "/"
    return own_address(request.query_params.get("to", "")) or first


def own_address(to: str) -> str:
    """Return an address where it is a page of this app; blank for any other.

    Examples
    --------
    >>> own_address("/network?lang=en"), own_address("//evil.example/"), own_address("/sign-out")
    ('/network?lang=en', '', '')
    """
    parts = urlsplit(to)
    own = to.startswith("/") and not to.startswith("//") and to.isprintable() and "\\" not in to
    if not own or parts.scheme or parts.netloc or parts.path in NOT_WANTED:
        return ""
    return to


def is_secure(request: Request) -> bool:
    """Return whether the browser speaks TLS, here or with the proxy."""
    return request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"


def page(
    request: Request, action: str, *, wrong: Text | None = None, sign_on: bool = False
) -> Response:
    """Draw the form of an action; ``sign_on`` offers the organisation's own sign-on first."""
    label, fields = _PAGES[action]
    language = page_language(request)
    query, other = (
        html.escape(urlencode({"lang": each, "to": wanted(request)}))
        for each in (language, "zh" if language == "en" else "en")
    )
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    inputs = "".join(
        f'<label>{html.escape(_label(action, name).say(language))}<input name="{name}" required '
        f'autocomplete="{_COMPLETE[name]}" type="{"text" if name == "account" else "password"}">'
        "</label>"
        for name in fields
    )
    said = f'<p role="alert">{html.escape(wrong.say(language))}</p>' if wrong else ""
    if action in _HINTS and not wrong:
        said = f"<p>{html.escape(_HINTS[action].say(language))}</p>"
    if sign_on:
        words = html.escape(_SIGN_ON.say(language))
        said += f'<a class="on" href="/sign-on?{query}">{words}</a>'
    words = html.escape(label.say(language))
    links = [f'<a href="{action}?{other}">{"中文" if language == "en" else "English"}</a>']
    if action != "/sign-in":
        words_back = html.escape(_BACK.say(language))
        links.insert(0, f'<a href="{html.escape(wanted(request))}">{words_back}</a>')
    body = (
        f'{said}<form method="post" action="{action}?{query}">{inputs}'
        f'<input type="hidden" name="form" value="{html.escape(token)}"><button>{words}</button>'
        f"</form><nav>{''.join(links)}</nav>"
    )
    answer = HTMLResponse(_document(words, body, language), 401 if wrong else 200)
    answer.set_cookie(
        FORM_COOKIE, token, httponly=True, samesite="strict", secure=is_secure(request)
    )
    return answer


def _label(action: str, name: str) -> Text:
    return _PRESENT if (action, name) == ("/password", "password") else _LABELS[name]


def onward(to: str, language: Language, *, out: bool = False) -> HTMLResponse:
    """Draw a page that leads on by itself, after a sign-in, or ``out`` to the provider's sign-out.

    Whoever comes from the provider's site comes from another one: the browser would not show the
    new cookie, which is for this site's own pages alone, if it were sent on directly.
    """
    words = html.escape((_ONWARD_OUT if out else _ONWARD).say(language))
    link = html.escape(to)
    body = f'<meta http-equiv="refresh" content="0;url={link}"><p><a href="{link}">{words}</a></p>'
    return HTMLResponse(_document(words, body, language))


def _document(heading: str, body: str, language: Language) -> str:
    title = html.escape(_TITLE.say(language))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{heading} · {title}</title>'
        f"<style>{_STYLE}</style><main><h1>{title}</h1>{body}</main>"
    )


_SIGN_ON = Text(zh="用单位统一登录", en="Sign in with the organisation's account")
_ONWARD = Text(zh="已登录，进入系统", en="Signed in: go on")
_ONWARD_OUT = Text(
    zh="已退出本系统，接着退出统一登录", en="Signed out here; now of the organisation's sign-on"
)
_BACK = Text(zh="返回", en="Back")
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
_PRESENT = Text(zh="现用口令", en="Present password")
_COMPLETE = {"account": "username", "password": "current-password", "new": "new-password"}

_STYLE = """
body{margin:0;font:16px/1.6 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;background:#f5f4f2;color:#262626}
main{max-width:22rem;margin:12vh auto;padding:2rem;background:#fff;border-top:4px solid #9e1b22}
h1{font-size:1.25rem;margin:0 0 1.5rem}label{display:block;margin-bottom:1rem}
input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #767676}
button{font:inherit;width:100%;padding:.6rem;border:0;background:#9e1b22;color:#fff;cursor:pointer}
[role=alert]{color:#9e1b22}a{color:#5c5c5c}nav{display:flex;gap:1.5rem;margin-top:1rem}
.on{display:block;margin-bottom:1.5rem;padding:.6rem;border:1px solid #9e1b22;color:#9e1b22;
text-align:center;text-decoration:none;padding-inline:0}
"""
