"""The organisation's sign-on by OpenID Connect: Streamlit's own routes, and what is made of them.

Streamlit (``st.login``, by Authlib) leads to the provider, checks what comes back and leaves it in a
signed cookie that lasts a month. Here that cookie is worth one thing, once: within minutes a session
of this app's own, by the declared table; it is taken away again whatever becomes of it. Whoever signs
out here is led to the provider to sign out there, where it has a way to.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from streamlit.auth_util import (
    build_logout_url,
    encode_provider_token,
    get_cookie_with_chunks,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from app_pages.server.sign_on.sign_in_html import is_secure, own_address, wanted
from graphs.access import (
    SIGN_ON_FILE,
    Account,
    Accounts,
    ClaimTable,
    Session,
    UsedTokens,
    account_of,
)

__all__ = ["SIGN_ON_PATHS", "OpenId", "sign_on_file"]

SIGN_ON_PATHS = frozenset({"/sign-on", "/auth/login", "/oauth2callback"})
"""What a stranger is answered besides, where there is a provider."""

_TO_COOKIE = "graphs_to"
_LASTS = 600
_PROVIDER_SECONDS = 5.0


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
            What the provider says is over, was used or is not meant for us, no rule applies, or the
            account is closed.
        """
        table = self.table or ClaimTable(issuer="", client="", rules=())
        claims = _signed(request, USER_COOKIE_NAME)
        found = table.claimant(claims, now=now)
        UsedTokens(accounts.folder).use(claims, now=now)
        return account_of(accounts, found)

    def id_token(self, request: Request) -> str:
        """Return what the provider signed for whoever comes back; blank where nothing is left."""
        return str(_signed(request, TOKENS_COOKIE_NAME).get("id_token", ""))

    def sign_out_address(self, session: Session) -> str:
        """Return where a session ends at the provider too; blank where it has no such address.

        It asks the provider, and waits for five seconds at most.
        """
        table = self.table
        if table is None or not session.account.claim.startswith(f"{table.issuer} "):
            return ""
        try:
            with urlopen(table.metadata, timeout=_PROVIDER_SECONDS) as answer:  # noqa: S310  # declared by the office
                address = json.load(answer).get("end_session_endpoint", "")
        except (URLError, OSError, ValueError, AttributeError):
            return ""
        safe = "https://" if table.issuer.startswith("https://") else ("https://", "http://")
        if not isinstance(address, str) or not address.startswith(safe):
            return ""
        return build_logout_url(address, table.client, table.callback, session.id_token or None)

    def back_to(self, request: Request) -> str:
        """Return the page that was wanted before."""
        return own_address(request.cookies.get(_TO_COOKIE, "")) or "/"

    def forget(self, request: Request, answer: Response) -> None:
        """Take away what came back: no session is begun with it again."""
        for name in request.cookies:
            if name == _TO_COOKIE or name.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
                answer.delete_cookie(name)


def _signed(request: Request, cookie: str) -> Mapping[str, Any]:
    """Return what Streamlit left in a signed cookie; nothing where it did not sign it."""
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name, "").encode("latin-1", errors="replace")
        return decode_signed_value(secret, name, value)

    try:
        found = json.loads(get_cookie_with_chunks(signed, cookie) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
