"""The organisation's sign-on with a real provider: its claims give posts and grants, or nothing."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from office_server import Answer, Client, free_port, serving
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from two_towns import AT, MARK, POST, records

from graphs.access import Accounts, Sessions
from graphs.ledger import create
from graphs.model import Change

SECRET = "s" * 40
COOKIE = "_streamlit_user"

USERS = (
    {"sub": "7", "groups": ["jia-taizhang", "jia-kan"]},
    {"sub": "8", "groups": "qu-shenpi"},
    {"sub": "9", "groups": ["nobody-knows"], "roles": "administrator@whole"},
)

RULES = f"""
[[rule]]
claim = "groups"
value = "jia-taizhang"
post = "{POST}"
grants = ["steward@division:t1"]

[[rule]]
claim = "groups"
value = "qu-shenpi"
post = "区审批岗"
grants = ["approver@whole"]
"""


@dataclass(frozen=True, slots=True)
class District:
    """An office, its provider, and where both answer."""

    home: Path
    port: int
    issuer: str

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.home / "access")


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def declared(issuer: str, port: int, rules: str = RULES) -> str:
    return (
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\nclient_id = "graphs"\nclient_secret = "x"\nissuer = "{issuer}"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n{rules}'
    )


@contextmanager
def provider() -> Iterator[str]:
    """Start a provider that signs real tokens, and return what it is called."""
    port = free_port()
    users = [each for user in USERS for each in ("--user-claims", json.dumps(user))]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    issuer = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5).close()  # noqa: S310  # our own
                break
            except OSError:
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def office(folder: Path, issuer: str, rules: str = RULES) -> Iterator[District]:
    (folder / "own").mkdir()
    (folder / "access").mkdir()
    with create(str(folder / "own" / "towns.ledger"), ledger_id="towns") as made:
        made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
    port = free_port()
    (folder / "access" / "sign_on.toml").write_text(declared(issuer, port, rules), "utf-8")
    with serving(folder, at=port):
        yield District(folder, port, issuer)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with provider() as issuer, office(tmp_path_factory.mktemp("office"), issuer) as found:
        yield found


def at_provider(where: str, sub: str) -> str:
    """Sign in at the provider as one of its users; return where it leads back to."""
    assert urlsplit(where).hostname == "localhost", where
    body = urlencode({"sub": sub}).encode()
    opener = build_opener(_Stay())
    try:
        opener.open(Request(where, data=body), timeout=30)  # noqa: S310  # our own provider
    except OSError as answer:
        return str(answer.headers["location"])  # type: ignore[attr-defined]  # an HTTPError
    raise AssertionError(where)


def local(where: str) -> str:
    parts = urlsplit(where)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def signed_on(district: District, sub: str, to: str = "/network?lang=en") -> tuple[Client, Answer]:
    """Go the whole way of a browser, and return it with the last answer."""
    client = Client(district.port)
    page = client.ask(f"/sign-in?{urlencode({'to': to})}")
    assert "/sign-on?" in page.text
    login = client.ask(f"/sign-on?{urlencode({'to': to})}").headers["location"]
    away = client.ask(login).headers["location"]
    callback = at_provider(away, sub)
    home = client.ask(local(callback))
    assert home.status in {302, 303}
    page = client.ask(local(home.headers["location"]))
    return client, client.ask(local(page.headers["location"]))


def test_whom_the_provider_names_gets_the_post_of_the_table(district: District) -> None:
    client, page = signed_on(district, "7")
    assert page.status == 200
    assert 'url=/network?lang=en"' in page.text
    [given] = [each for each in page.cookies if each.startswith("graphs_session")]
    assert "SameSite=strict" in given
    sent, _ = client.run("?ledger=own-towns")
    assert "甲镇".encode() in sent
    assert MARK.encode() not in sent
    [account] = [each for each in district.accounts.listed() if each.posts[0] == POST]
    assert account.grants == ("steward@division:t1",)
    assert account.claim == f"{district.issuer} 7"


def test_what_the_provider_left_in_the_browser_is_taken_away(district: District) -> None:
    client, page = signed_on(district, "8")
    taken = [each for each in page.cookies if each.startswith(COOKIE)]
    assert len(taken) >= 2
    assert all("Max-Age=0" in each for each in taken)
    assert client.ask("/network").status == 200


def test_whom_no_rule_names_gets_nothing(district: District) -> None:
    client, page = signed_on(district, "9")
    assert page.status == 401
    assert "no post is declared" in page.text or "没有为您登记岗位" in page.text
    assert "graphs_session" not in "".join(page.cookies)
    assert client.ask("/network").status == 303


def test_a_disabled_account_is_out_at_once_and_stays_out(district: District) -> None:
    client, _ = signed_on(district, "8")
    [account] = [each for each in district.accounts.listed() if each.posts[0] == "区审批岗"]
    district.accounts.disable(account.name)
    assert client.ask("/network").status == 303
    assert signed_on(district, "8")[1].status == 401


def claims(district: District, **other: object) -> dict[str, object]:
    now = int(dt.datetime.now(dt.UTC).timestamp())
    return {
        "iss": district.issuer, "aud": "graphs", "sub": "7", "iat": now, "exp": now + 60,
        "groups": ["jia-taizhang"], "is_logged_in": True, **other,
    }  # fmt: skip


WRONG: dict[str, dict[str, object]] = {
    "over": {"exp": 1},
    "of yesterday": {"iat": 1},
    "of tomorrow": {"iat": 99999999999},
    "another provider": {"iss": "https://evil.example"},
    "another client": {"aud": ["other"]},
    "nobody": {"sub": ""},
    "no moment": {"iat": None},
    "another group": {"groups": "jia"},
}


@pytest.mark.parametrize("way", ["right", *WRONG])
def test_a_token_counts_while_it_is_fresh_and_meant_for_us(district: District, way: str) -> None:
    words = json.dumps(claims(district, **WRONG.get(way, {})))
    client = Client(district.port)
    client.cookies[COOKIE] = create_signed_value(SECRET, COOKIE, words).decode()
    answer = client.ask("/sign-in")
    assert answer.status == (200 if way == "right" else 401)
    assert ("graphs_session" in "".join(answer.cookies)) == (way == "right")


def test_a_token_counts_once_whoever_holds_the_cookies_of_the_browser(district: District) -> None:
    """Also at the same moment, in two browsers, and with the cookies of before they were taken."""
    words = json.dumps(claims(district, nonce="once"))
    cookie = create_signed_value(SECRET, COOKIE, words).decode()
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(
                lambda _: Client(district.port, {COOKIE: cookie}).ask("/sign-in?lang=en"), range(4)
            )
        )
    assert sorted(each.status for each in found) == [200, 401, 401, 401]
    assert all("used once" in each.text for each in found if each.status == 401)
    again = Client(district.port, {COOKIE: create_signed_value(SECRET, COOKIE, words).decode()})
    assert again.ask("/sign-in").status == 401
    assert again.ask("/network").status == 303


def test_signing_out_here_leads_to_the_provider_s_own_sign_out(district: District) -> None:
    client, _ = signed_on(district, "7")
    answer = client.form("/sign-out?lang=en")
    assert answer.status == 200
    [where] = re.findall(r'content="0;url=([^"]+)"', answer.text)
    where = html.unescape(where)
    asked = dict(parse_qsl(urlsplit(where).query))
    assert where.startswith(f"{district.issuer}/")
    assert asked["client_id"] == "graphs"
    assert urlsplit(asked["post_logout_redirect_uri"]).path == "/oauth2callback"
    assert asked["id_token_hint"].count(".") == 2
    with urlopen(where, timeout=30) as page:  # noqa: S310  # our own provider
        assert page.status == 200
    assert client.ask("/network").status == 303
    assert client.ask("/oauth2callback").status in {302, 303}


def test_a_session_of_a_password_ends_here_alone(district: District) -> None:
    now = dt.datetime.now(dt.UTC)
    first = district.accounts.add("own", post="区查看岗", grants=["viewer@whole"], now=now)
    cookie = Sessions(district.accounts).begin(
        district.accounts.find("own"), now=now + dt.timedelta(seconds=1)
    )
    assert first
    client = Client(district.port, {"graphs_session": cookie})
    answer = client.form("/sign-out")
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in")


def test_a_forged_token_is_worth_nothing(district: District) -> None:
    words = json.dumps(claims(district))
    for secret in ("t" * 40, "", "graphs"):
        client = Client(district.port)
        client.cookies[COOKIE] = create_signed_value(secret or " ", COOKIE, words).decode()
        assert client.ask("/network").status == 303
        assert client.ask("/sign-in").status == 401
        assert client.ask("/network").status == 303
    for callback in ("", "?code=x&state=y", "?error=access_denied&error_description=%0d%0ax"):
        answer = Client(district.port).ask(f"/oauth2callback{callback}")
        assert answer.status in {302, 303}
        assert "graphs_session" not in "".join(answer.cookies)


def test_a_callback_counts_in_the_browser_that_asked_only(district: District) -> None:
    client = Client(district.port)
    away = client.ask(client.ask("/sign-on").headers["location"]).headers["location"]
    callback = local(at_provider(away, "7"))
    assert dict(parse_qsl(urlsplit(callback).query))["code"]
    other = Client(district.port)
    other.ask(callback)
    assert other.ask("/network").status == 303


def test_nobody_gets_in_before_the_first_sign_on_where_a_provider_is_declared(
    tmp_path: Path,
) -> None:
    with office(tmp_path, "http://localhost:1") as found:
        assert not found.accounts.file.exists()
        assert Client(found.port).ask("/network").status == 303
        assert Client(found.port).ask("/sign-on").status == 303
