"""The organisation's sign-on by OpenID Connect: Streamlit's own routes, and what is made of them.

Streamlit (``st.login``, by Authlib) leads to the provider, checks what comes back and leaves it in a
signed cookie that lasts a month. Here that cookie is worth one thing: within minutes a session of
this app's own, by the declared table; it is taken away again whatever becomes of it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from app_pages.server.sign_on.sign_in_html import is_secure, own_address, wanted
from graphs.access import SIGN_ON_FILE, Account, Accounts, ClaimTable, account_of

__all__ = ["SIGN_ON_PATHS", "OpenId", "sign_on_file"]

SIGN_ON_PATHS = frozenset({"/sign-on", "/auth/login", "/oauth2callback"})
"""What a stranger is answered besides, where there is a provider."""

_TO_COOKIE = "graphs_to"
_LASTS = 600


def sign_on_file(folder: Path) -> Path:
    """Return where a provider is declared for the ledgers of a folder."""
    return folder / "access" / SIGN_ON_FILE


@dataclass(frozen=True, slots=True)
class OpenId:
    """The sign-on of a home; nothing where none is declared."""

    table: ClaimTable | None

    @classmethod
    def of_folder(cls, folder: Path) -> OpenId:
        """Return the sign-on that is declared beside the accounts.

        Raises
        ------
        InputError
            The declaration is wrong.
        """
        return cls(ClaimTable.from_file(sign_on_file(folder)))

    def lead(self, request: Request) -> Response:
        """Lead to the provider, as ``st.login`` does, and keep which page was wanted."""
        answer = RedirectResponse(f"/auth/login?provider={encode_provider_token('default')}", 303)
        answer.set_cookie(
            _TO_COOKIE,
            wanted(request),
            max_age=_LASTS,
            httponly=True,
            samesite="lax",
            secure=is_secure(request),
        )
        return answer

    def came(self, request: Request) -> bool:
        """Return whether a browser comes back from the provider."""
        return self.table is not None and USER_COOKIE_NAME in request.cookies

    def account(self, request: Request, accounts: Accounts, *, now: dt.datetime) -> Account:
        """Return the account of whoever comes back.

        Raises
        ------
        AccessRefused
            What the provider says is over or not meant for us, no rule applies, or the account is
            closed.
        """
        table = self.table or ClaimTable(issuer="", client="", rules=())
        return account_of(accounts, table.claimant(_claims(request), now=now))

    def back_to(self, request: Request) -> str:
        """Return the page that was wanted before."""
        return own_address(request.cookies.get(_TO_COOKIE, "")) or "/"

    def forget(self, request: Request, answer: Response) -> None:
        """Take away what came back: no session is begun with it again."""
        for name in request.cookies:
            if name == _TO_COOKIE or name.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
                answer.delete_cookie(name)


def _claims(request: Request) -> Mapping[str, Any]:
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name, "").encode("latin-1", errors="replace")
        return decode_signed_value(secret, name, value)

    try:
        found = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
