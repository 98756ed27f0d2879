"""Forty ways of a stranger, and of a viewer of one town, tried on a real server over HTTP."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from office_server import Client, media_in, serving
from two_towns import AT, MARK, POST, records
from websockets.exceptions import InvalidStatus, WebSocketException

from app_pages.parts.frame.menu import menu_items
from graphs.access import Accounts
from graphs.ledger import create
from graphs.model import Change

OWN = "甲支部"
QUERY = "?ledger=own-towns"
PASSWORD = "长而好记的口令-2026"  # noqa: S105  # of invented accounts


@dataclass(frozen=True, slots=True)
class Office:
    home: Path
    port: int
    accounts: Accounts

    def signed_in(self, name: str) -> Client:
        """Return a browser in which an account has signed in."""
        client = Client(self.port)
        answer = client.form("/sign-in", account=name, password=_password(self, name))
        assert answer.status == 303, answer.text
        return client


def _password(office: Office, name: str) -> str:
    now = dt.datetime.now(dt.UTC)
    office.accounts.reset(name, now=now)
    office.accounts.change_password(name, PASSWORD, now=now)
    return PASSWORD


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    (home / "own").mkdir()
    with create(str(home / "own" / "towns.ledger"), ledger_id="towns") as made:
        steps = [Change(record=each) for each in records()]
        made.apply(*steps, actor=POST, note="初始", at=AT)
    accounts = Accounts(home / "access")
    now = dt.datetime.now(dt.UTC)
    for name, post, grant in (
        ("viewer.jia", "甲镇查看岗", "viewer@division:t1"),
        ("steward.jia", POST, "steward@division:t1"),
        ("analyst.qu", "区分析岗", "analyst@whole"),
        ("keeper", "区管理岗", "administrator@whole"),
    ):
        accounts.add(name, post=post, grants=[grant], now=now)
    with serving(home) as port:
        yield Office(home, port, accounts)


PATHS = (
    "/", "/network", "/records", "/download", "/ledgers", f"/{QUERY}", "/index.html",
    "/static/js/index.js", "/manifest.json", "/_stcore/metrics", "/_stcore/host-config",
    "/_stcore/script-health-check", "/_stcore/agent/openapi.json", "/_stcore/agent/interact",
    "/_stcore/bidi-components/graphs.canvas/canvas.js", "/component/x/index.html",
    "/media/0123456789abcdef.png", "/_stcore/upload_file/s/f", "/../accounts.json",
    "/access/accounts.json", "/app/static/x", "/oauth2callback", "/auth/login", "/%2e%2e/access/cookie.key",
    "//evil.example/", "/sign-in/../network", "/SIGN-IN", "/healthz/x",
)  # fmt: skip


def told(body: bytes) -> bool:
    """Whether an answer holds anything of the ledger or of the app."""
    return any(
        each.encode() in body for each in (MARK, OWN, "streamlit", "Streamlit", "accounts", "/work")
    )


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_no_page_is_answered_to_a_stranger(office: Office, path: str, method: str) -> None:
    answer = Client(office.port).ask(path, method)
    assert answer.status in (303, 400, 401, 404), answer.text
    assert not told(answer.body)
    if answer.status == 303:
        assert urlsplit(answer.headers["location"]).path == "/sign-in"


def test_a_link_leads_to_its_page_once_its_reader_has_signed_in(office: Office) -> None:
    client = Client(office.port)
    link = "/network?ledger=own-towns&lang=en&id=%E7%94%B2"
    asked = client.ask(link).headers["location"]
    page = client.ask(asked)
    assert "Sign in" in page.text
    answer = client.form(asked, account="viewer.jia", password=_password(office, "viewer.jia"))
    assert (answer.status, answer.headers["location"]) == (303, link)


ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "network", "/x\r\nSet-Cookie: a=b", "/sign-in", "/sign-out",
)  # fmt: skip


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_a_link_to_the_sign_in(office: Office, to: str) -> None:
    where = f"/sign-in?{urlencode({'to': to})}"
    answer = Client(office.port).form(
        where, account="viewer.jia", password=_password(office, "viewer.jia")
    )
    assert (answer.status, answer.headers["location"]) == (303, "/")


FORGED = {
    "cookie": {"Cookie": "graphs_session=abc.def"},
    "unsigned cookie": {"Cookie": "graphs_session=viewer.jia"},
    "path in a cookie": {"Cookie": "graphs_session=../accounts.x"},
    "user header": {"X-Forwarded-User": "keeper"},
    "remote user": {"Remote-User": "keeper", "X-Remote-User": "keeper"},
    "authorization": {"Authorization": "Basic a2VlcGVyOng="},
    "bearer": {"Authorization": "Bearer keeper"},
    "forwarded": {"Forwarded": "for=127.0.0.1", "X-Forwarded-For": "127.0.0.1"},
    "streamlit user": {"Cookie": "_streamlit_user=eyJpc19sb2dnZWRfaW4iOnRydWV9"},
    "rewrite": {"X-Original-URL": "/sign-in", "X-Rewrite-URL": "/sign-in"},
    "desk cookie": {"Cookie": "graphs_desk=abc"},
}


@pytest.mark.parametrize("way", list(FORGED))
def test_a_forged_header_or_cookie_gives_nothing(office: Office, way: str) -> None:
    answer = Client(office.port).ask("/network", **FORGED[way])
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in?to=%2Fnetwork")
    assert not told(answer.body)
    with pytest.raises(InvalidStatus):
        Client(office.port).socket(**FORGED[way])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil"])
def test_a_strange_host_is_refused(office: Office, host: str) -> None:
    assert Client(office.port).ask("/sign-in", Host=host).status == 400


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:1"])
def test_no_websocket_opens_from_elsewhere_even_with_a_session(
    office: Office, origin: str | None
) -> None:
    client = office.signed_in("viewer.jia")
    with pytest.raises(InvalidStatus):
        client.socket(origin=origin)


def test_every_answer_carries_the_headers(office: Office) -> None:
    for path in ("/sign-in", "/", "/nowhere", "/healthz", "/_stcore/health"):
        found = Client(office.port).ask(path).headers
        assert "frame-ancestors 'none'" in found["content-security-policy"]
        assert "unsafe-eval'" not in found["content-security-policy"].replace(
            "wasm-unsafe-eval'", ""
        )
        assert (found["x-content-type-options"], found["referrer-policy"]) == (
            "nosniff",
            "no-referrer",
        )
        assert "camera=()" in found["permissions-policy"]
        assert found["cache-control"] == "no-store"


def test_the_cookie_of_a_session_is_closed_to_scripts_and_other_sites(office: Office) -> None:
    client = Client(office.port)
    answer = client.form("/sign-in", account="viewer.jia", password=_password(office, "viewer.jia"))
    [cookie] = [each for each in answer.cookies if each.startswith("graphs_session")]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_whoever_guesses_learns_nothing_and_is_locked_out(office: Office) -> None:
    said = {
        Client(office.port)
        .form("/sign-in", account=name, password="x" * 12)
        .text.split("role=")[1][:200]
        for name in ("keeper", "nobody", "KEEPER", "")
    }
    assert len(said) == 1
    for _ in range(5):
        Client(office.port).form("/sign-in", account="keeper", password=PASSWORD[1:])
    locked = office.accounts.find("keeper")
    assert locked.locked_until > 0


def test_a_form_of_another_site_signs_nobody_in(office: Office) -> None:
    client = Client(office.port)
    wanted = _password(office, "viewer.jia")
    assert client.form("/sign-in", account="viewer.jia", password=wanted, form="x").status == 401
    assert "graphs_session" not in client.cookies


def test_a_first_password_opens_nothing_but_its_change(office: Office) -> None:
    now = dt.datetime.now(dt.UTC)
    first = office.accounts.reset("viewer.jia", now=now)
    client = Client(office.port)
    client.form("/sign-in", account="viewer.jia", password=first)
    assert client.ask("/network").headers["location"] == "/password?to=%2Fnetwork"
    with pytest.raises(InvalidStatus):
        client.socket()
    assert client.form("/password", password=first, new="short").status == 401
    assert client.form("/password", password=first, new=PASSWORD).status == 303
    assert client.ask("/network").status == 200


def test_signing_out_ends_it_in_every_window(office: Office) -> None:
    client = office.signed_in("viewer.jia")
    other = Client(office.port, dict(client.cookies))
    assert "甲镇".encode() in other.run(QUERY)[0]
    client.form("/sign-out")
    assert other.ask("/network").status == 303
    with pytest.raises(InvalidStatus):
        other.socket()


def test_a_disabled_account_is_out_at_once(office: Office) -> None:
    now = dt.datetime.now(dt.UTC)
    office.accounts.add("gone", post="临时岗", grants=["viewer@whole"], now=now)
    client = office.signed_in("gone")
    office.accounts.disable("gone")
    assert client.ask("/network").status == 303


SCREENS = ("", *(item.name for item in menu_items()))
ADDRESSES = ("", "&scope=division:t2", "&scope=division:c", "&scope=chain:n2", "&scope=ego:o3:2",
             "&organisation=o3", "&focus=o3")  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_a_viewer_of_one_town_sees_nothing_beyond_it_on_any_screen(
    office: Office, screen: str
) -> None:
    client = office.signed_in("viewer.jia")
    for address in ADDRESSES:
        sent, _ = client.run(QUERY + address, screen)
        assert MARK.encode() not in sent, address
        for each in media_in(sent):
            assert MARK.encode() not in client.ask(each).body


@pytest.mark.parametrize("screen", ["network", "organisation", "statistics", "questions", "brief"])
def test_a_viewer_of_one_town_sees_his_own_where_he_names_no_place(
    office: Office, screen: str
) -> None:
    sent, _ = office.signed_in("viewer.jia").run(QUERY, screen)
    words = sent.decode(errors="replace")
    assert "甲" in words
    assert "没有范围" not in words
    assert "甲镇" in words


def test_a_stolen_session_id_or_file_address_gives_nothing(office: Office) -> None:
    analyst = office.signed_in("analyst.qu")
    with analyst.socket() as line:
        del line
        sent, session = analyst.run(QUERY, "download")
        assert session
        thief = office.signed_in("viewer.jia")
        with pytest.raises(InvalidStatus):
            thief.socket(session=session)
        for each in media_in(sent):
            assert thief.ask(each).status == 404
            assert Client(office.port).ask(each, Accept="*/*").status == 401
        put = f"/_stcore/upload_file/{session}/f1"
        assert thief.ask(put, "PUT", b"x").status == 404
        assert Client(office.port).ask(put, "PUT", b"x").status == 401


def test_an_address_names_no_file_and_no_database(office: Office) -> None:
    client = office.signed_in("steward.jia")
    for words in (
        "own/towns.ledger", "/etc/passwd", "../access/accounts.json", "sqlite:///x.ledger",
        "postgresql://x/y", "shared", "demo", "shangjie-2010",
    ):  # fmt: skip
        sent, _ = client.run(f"?ledger={words}")
        assert MARK.encode() not in sent
        assert b"passwd: " not in sent
        assert str(office.home).encode() not in sent
        assert b"Traceback" not in sent


def test_the_read_log_says_who_did_what(office: Office) -> None:
    Client(office.port).ask("/network")
    office.signed_in("viewer.jia").run(QUERY)
    lines = [
        json.loads(each)
        for each in (office.home / "access" / f"reads-{office.port}.jsonl")
        .read_text("utf-8")
        .splitlines()
    ]
    assert {"sign-in", "refused"} <= {each["act"] for each in lines}
    assert PASSWORD not in str(lines)


def test_health_tells_a_stranger_little(office: Office) -> None:
    found = json.loads(Client(office.port).ask("/healthz").body)
    assert set(found) == {"ledger", "head", "disk"}


def test_garbage_on_an_open_websocket_ends_nothing(office: Office) -> None:
    client = office.signed_in("viewer.jia")
    with client.socket() as line:
        for part in (b"", b"\xff" * 100, b"not protobuf"):
            try:
                line.send(part)
            except WebSocketException:
                break
    assert "甲镇".encode() in client.run(QUERY)[0]
