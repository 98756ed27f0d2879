"""More ways of a stranger and of a viewer of one town: raw requests, worn cookies, forged messages."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from nonempty import nonempty
from office_server import Client, media_in
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from test_strangers import PASSWORD, QUERY, Office, _password, office, told
from two_towns import MARK
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from graphs.access import Sessions

__all__ = ["office"]


def browser_of(office: Office, name: str) -> Client:
    """Return a browser with a session of an account, which costs no password."""
    if office.accounts.find(name).fresh:
        _password(office, name)
    cookie = Sessions(office.accounts).begin(
        office.accounts.find(name), now=dt.datetime.now(dt.UTC)
    )
    return Client(office.port, {"graphs_session": cookie})


def raw(office: Office, request: bytes, *, seconds: float = 20) -> bytes:
    """Send bytes as they are; return all that is answered before the line is closed."""
    with socket.create_connection(("127.0.0.1", office.port), timeout=seconds) as line:
        got = b""
        with suppress(OSError):  # whoever is sent too much closes the line
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65536):
                got += part
        return got


def request(*lines: str, path: str = "/network", host: str = "127.0.0.1") -> bytes:
    head = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *lines]
    return "\r\n".join([*head, "", ""]).encode("latin-1")


RAW = {
    "giant header": request(f"X-Big: {'a' * 200_000}"),
    "giant cookie": request(f"Cookie: graphs_session={'a' * 100_000}"),
    "a thousand headers": request(*(f"X-{n}: a" for n in range(1000))),
    "giant path": request(path="/" + "a" * 100_000),
    "two hosts": request("Host: localhost"),
    "no host": b"GET /network HTTP/1.1\r\nConnection: close\r\n\r\n",
    "old protocol": b"GET /network HTTP/1.0\r\n\r\n",
    "whole address": request(path="http://127.0.0.1/network"),
    "no protocol": b"GET /network\r\n\r\n",
    "two lengths": request("Content-Length: 0", "Content-Length: 5"),
    "length and chunks": request("Content-Length: 3", "Transfer-Encoding: chunked"),
    "nul in the path": request(path="/network%00"),
    "dots": request(path="/static/..%2f..%2f..%2fetc/passwd"),
    "double dots": request(path="/media/%252e%252e/%252e%252e/access/accounts.json"),
    "backslashes": request(path="/media/..\\..\\access\\accounts.json"),
    "upgrade to nothing": request("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"),
    "method of its own": b"EVIL /network HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "options": b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "trace": b"TRACE /network HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "latin cookie": request("Cookie: graphs_session=\xff\xfe.\xff"),
}


@pytest.mark.parametrize("way", list(RAW))
def test_a_malformed_request_is_given_nothing_and_ends_nothing(office: Office, way: str) -> None:
    answer = raw(office, RAW[way])
    status = answer.split(b" ", 2)[1:2]
    assert not status or status[0] in {b"303", b"400", b"401", b"404", b"405", b"431"}, answer[:300]
    assert not told(answer)
    assert b"Traceback" not in answer
    assert Client(office.port).ask("/healthz").status == 200


def test_a_slow_form_is_let_go_and_holds_up_nobody(office: Office) -> None:
    head = "Content-Length: 4000\r\nContent-Type: application/x-www-form-urlencoded"
    with socket.create_connection(("127.0.0.1", office.port), timeout=30) as line:
        line.sendall(f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\na".encode())
        began = time.monotonic()
        assert Client(office.port).ask("/healthz").status == 200
        assert b" 401 " in line.recv(65536)[:20]
        assert time.monotonic() - began < 25


@pytest.mark.parametrize(
    "part", ["cut", "longer", "other signature", "other token", "doubled", "upper"]
)
def test_a_worn_cookie_is_none(office: Office, part: str) -> None:
    client = browser_of(office, "viewer.jia")
    good = client.cookies["graphs_session"]
    token, _, signature = good.rpartition(".")
    client.cookies["graphs_session"] = {
        "cut": good[:-1],
        "longer": good + "0",
        "other signature": f"{token}.{'0' * len(signature)}",
        "other token": f"{token[:-1]}_.{signature}",
        "doubled": f"{good}.{good}",
        "upper": f"{token}.{signature.upper()}",
    }[part]
    assert client.ask("/network").status == 303
    with pytest.raises(InvalidStatus):
        client.socket()


def test_a_session_nobody_looked_at_for_half_an_hour_is_over(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    assert client.ask("/network").status == 200
    an_hour_ago = time.time() - 3600
    for each in (office.home / "access" / "sessions").glob("*.json"):
        if json.loads(each.read_text())["account"] == "viewer.jia":
            os.utime(each, (an_hour_ago, an_hour_ago))
    assert client.ask("/network").status == 303


def test_the_names_of_session_files_are_worth_nothing(office: Office) -> None:
    browser_of(office, "viewer.jia")
    for each in nonempty(list((office.home / "access" / "sessions").glob("*.json"))):
        client = Client(office.port, {"graphs_session": f"{each.stem}.{each.stem}"})
        assert client.ask("/network").status == 303


@pytest.mark.parametrize("way", ["X-Office-User", "X-Remote-User", "X-Forwarded-Email"])
def test_a_proxy_s_header_is_worth_nothing_where_none_is_declared(office: Office, way: str) -> None:
    answer = Client(office.port).ask("/sign-in", **{way: "keeper", "X-Forwarded-For": "127.0.0.1"})
    assert answer.status == 200
    assert "graphs_session" not in "".join(answer.cookies)


def test_where_no_provider_is_declared_its_addresses_are_closed(office: Office) -> None:
    for path in ("/auth/login?provider=x", "/oauth2callback?code=x&state=y", "/sign-on"):
        assert Client(office.port).ask(path).status == 303


def test_figures_are_for_programs_of_this_machine(office: Office) -> None:
    assert "graphs_streams_open" in Client(office.port).ask("/metrics").text
    for header in (
        {"X-Forwarded-For": "10.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"Via": "1.1 x"},
    ):
        assert Client(office.port).ask("/metrics", **header).status == 404
    assert browser_of(office, "viewer.jia").ask("/_stcore/metrics").status == 404


def hear_out(line: ClientConnection) -> None:
    while True:
        line.recv(timeout=30)


@pytest.mark.parametrize("kind", ["text", "too large", "garbage"])
def test_a_message_of_the_wrong_kind_ends_its_stream_in_one_line(office: Office, kind: str) -> None:
    client = browser_of(office, "viewer.jia")
    log = office.home / "access" / f"server-{office.port}.jsonl"
    before = log.stat().st_size if log.exists() else 0
    with client.socket() as line:
        line.send({"text": "hello", "too large": b"\0" * 9_000_000, "garbage": b"\xff" * 99}[kind])
        with pytest.raises(ConnectionClosed) as closed:
            hear_out(line)
    assert closed.value.rcvd is None or closed.value.rcvd.code in {1002, 1003, 1009}
    assert (log.stat().st_size if log.exists() else 0) - before < 3000
    assert "甲镇".encode() in client.run(QUERY)[0]


def test_a_flood_of_messages_ends_its_stream(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    message = BackMsg()
    message.clear_cache = True
    with client.socket() as line:
        with suppress(ConnectionClosed):
            for _ in range(400):
                line.send(message.SerializeToString())
        with pytest.raises(ConnectionClosed):
            hear_out(line)
    assert Client(office.port).ask("/healthz").status == 200


def answered(line: ClientConnection) -> bytes:
    got = b""
    while True:
        part = line.recv(timeout=120)
        assert isinstance(part, bytes)
        got += part
        if ForwardMsg.FromString(part).WhichOneof("type") == "script_finished":
            return got


HIDDEN = ("imports", "duplicates", "ledgers", "plan", "download", "records")


@pytest.mark.parametrize("screen", HIDDEN)
def test_a_screen_that_is_hidden_is_refused_by_its_address_with_who_could(
    office: Office, screen: str
) -> None:
    sent, _ = browser_of(office, "viewer.jia").run(QUERY, screen)
    assert MARK.encode() not in sent
    assert "有权的角色是".encode() in sent


WIDGETS = ("confirm", "write", "post", "draft", "undo", "save", "delete", "apply", "approve")


@pytest.mark.parametrize("screen", ["records", "proposals", "history", "imports", "duplicates"])
def test_forged_widget_messages_write_nothing(office: Office, screen: str) -> None:
    """Whatever widget a message names, drawn or not: the ledger is as it was."""
    client = browser_of(office, "viewer.jia")
    head = json.loads(Client(office.port).ask("/healthz").body)["head"]
    with client.socket() as line:
        asked = BackMsg()
        asked.rerun_script.query_string = QUERY
        asked.rerun_script.page_name = screen
        line.send(asked.SerializeToString())
        sent = answered(line)
        drawn = {each.decode() for each in ids_in(sent)}
        forged = [f"$$ID-{'0' * 32}-{screen}:{name}" for name in WIDGETS]
        for ident in [*sorted(drawn)[:40], *forged]:
            asked.rerun_script.widget_states.widgets.extend(
                [WidgetState(id=ident, trigger_value=True)]
            )
        line.send(asked.SerializeToString())
        answered(line)
    assert json.loads(Client(office.port).ask("/healthz").body)["head"] == head


def ids_in(sent: bytes) -> set[bytes]:
    return set(re.findall(rb"\$\$ID-[0-9a-f]{32}-[\w:.-]+", sent))


def test_files_of_an_account_that_was_disabled_are_gone(office: Office) -> None:
    now = dt.datetime.now(dt.UTC)
    office.accounts.add("short", post="临时岗", grants=["analyst@whole"], now=now)
    office.accounts.change_password("short", PASSWORD, now=now - dt.timedelta(minutes=1))
    client = browser_of(office, "short")
    sent, _ = client.run(QUERY, "statistics")
    office.accounts.disable("short")
    assert client.ask("/network").status == 303
    for each in media_in(sent):
        assert client.ask(each, Accept="*/*").status == 401


def test_a_viewer_gets_no_upload_and_no_download_of_his_own_session(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        asked = BackMsg()
        asked.rerun_script.query_string = QUERY
        line.send(asked.SerializeToString())
        session = next(
            found for found in iter(lambda: session_in(line.recv(timeout=120)), None) if found
        )
        for method in ("PUT", "POST", "DELETE"):
            answer = client.ask(f"/_stcore/upload_file/{session}/f", method, b"x")
            assert answer.status in {403, 404}


def session_in(part: bytes | str) -> str:
    assert isinstance(part, bytes)
    message = ForwardMsg.FromString(part)
    if message.WhichOneof("type") == "new_session":
        return message.new_session.initialize.session_id
    return ""


@pytest.fixture(scope="module", autouse=True)
def undisturbed(office: Office) -> Iterator[None]:
    """Nothing of all this leaves a path, a password or a trace of a program on any page."""
    yield
    lines = [
        json.loads(each)
        for file in Path(office.home / "access").glob("reads-*.jsonl")
        for each in file.read_text("utf-8").splitlines()
    ]
    assert PASSWORD not in str(lines)
