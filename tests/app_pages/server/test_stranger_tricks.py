"""Further ways of a stranger and a viewer: methods, spellings of a path, headers, floods, old files."""

from __future__ import annotations

import datetime as dt
import socket
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from nonempty import nonempty
from office_server import Client, media_in
from streamlit.proto.BackMsg_pb2 import BackMsg
from test_hostile_requests import answered, browser_of, hear_out, raw
from test_strangers import PASSWORD, QUERY, Office, _password, office, told
from two_towns import MARK
from websockets.exceptions import ConnectionClosed, InvalidStatus

__all__ = ["office"]

METHODS = ("HEAD", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "SEARCH", "get", "TRACK")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["/network", "/media/0123456789abcdef.csv", "/static/js/index.js"])
def test_no_method_opens_what_another_does_not(office: Office, method: str, path: str) -> None:
    answer = Client(office.port).ask(path, method)
    assert answer.status in {303, 400, 401, 404, 405}
    assert not told(answer.body)
    answer = Client(office.port).ask(path, "POST", b"", X_HTTP_Method_Override="GET")
    assert answer.status in {401, 404}


SPELLINGS = (
    "//network", "/%2e/network", "/./network", "/network/", "/network;x", "/%6eetwork", "/network%20",
    "/sign-in/..%2fnetwork", "/sign-in%2f..%2fnetwork", "/healthz/../network", "/healthz/%2e%2e/network",
    "/_stcore/health/../stream", "/_stcore//host-config", "//_stcore/metrics", "/_stcore/%6detrics",
    "/metrics/../network", "/metrics/", "/media//0123.csv", "/static/..;/network", "/network?x=/sign-in",
    "/sign-in/network", "/sign-in%00/network", "/network#/sign-in", "/.well-known/../network", "/%c0%ae%c0%ae/network",
)  # fmt: skip


@pytest.mark.parametrize("path", SPELLINGS)
def test_no_spelling_of_a_path_goes_round_the_door(office: Office, path: str) -> None:
    answer = raw(
        office,
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode(),
    )
    status = answer.split(b" ", 2)[1]
    assert status in {b"303", b"400", b"401", b"404"}, answer[:200]
    assert not told(answer)
    if status == b"303":
        assert b"location: /sign-in?" in answer.lower()


SMUGGLED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Prefix": "//evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Original-Host": "evil.example",
    "X-Accel-Redirect": "/network",
    "X-Sendfile": "/etc/passwd",
    "Forwarded": "host=evil.example;proto=https",
    "X-Real-IP": "127.0.0.1",
    "Range": "bytes=0-10",
    "Content-Encoding": "gzip",
}


@pytest.mark.parametrize("name", list(SMUGGLED))
def test_a_header_neither_opens_a_page_nor_leads_elsewhere(office: Office, name: str) -> None:
    answer = Client(office.port).ask("/network", **{name: SMUGGLED[name]})
    assert answer.status == 303
    assert answer.headers["location"] == "/sign-in?to=%2Fnetwork"
    assert "evil" not in str(answer.headers) + answer.text


def test_a_header_of_a_proxy_does_not_make_more_tries(office: Office) -> None:
    """The tries are counted by the line's own address, whatever a header names."""
    found = [
        Client(office.port).ask("/sign-on", X_Forwarded_For=f"10.0.0.{n}").status for n in range(3)
    ]
    assert set(found) == {303}


def test_two_cookies_of_one_name_are_no_key(office: Office) -> None:
    for pair in ("graphs_session=a.b; graphs_session=c.d", "graphs_session=; graphs_session=x"):
        assert Client(office.port).ask("/network", Cookie=pair).status == 303
    many = "; ".join(f"graphs_session={n}.x" for n in range(500))
    assert Client(office.port).ask("/network", Cookie=many).status == 303


PROTOCOLS = (
    ["streamlit", "x" * 5000],
    ["streamlit", "token", "0" * 36],
    ["x", "graphs_session=a.b"],  # malformed: the server says so in the words of who asked
    ["x", "token", "../../x", "y"],
    ["other"],
)


@pytest.mark.parametrize("asked", PROTOCOLS)
def test_what_a_stranger_asks_a_stream_for_opens_none(office: Office, asked: list[str]) -> None:
    line = HTTPConnection("127.0.0.1", office.port, timeout=60)
    line.request(
        "GET",
        "/_stcore/stream",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Protocol": ", ".join(asked),
            "Origin": f"http://127.0.0.1:{office.port}",
        },
    )
    answer = line.getresponse()
    assert answer.status in {400, 403}
    assert not told(answer.read())
    line.close()


@pytest.mark.parametrize("path", ["/stream", "//_stcore/stream", "/_stcore/stream/", "/network"])
def test_a_stream_has_one_address(office: Office, path: str) -> None:
    client = browser_of(office, "viewer.jia")
    cookie = f"graphs_session={client.cookies['graphs_session']}"
    lines = (
        f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{office.port}", "Connection: Upgrade",
        "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        f"Origin: http://127.0.0.1:{office.port}", f"Cookie: {cookie}", "", "",
    )  # fmt: skip
    with socket.create_connection(("127.0.0.1", office.port), timeout=60) as line:
        line.sendall("\r\n".join(lines).encode())
        assert line.recv(65536).split(b" ", 2)[1] in {b"403", b"404"}


def test_a_file_of_a_session_is_closed_to_another_browser_of_the_same_account(
    office: Office,
) -> None:
    mine = browser_of(office, "analyst.qu")
    other = browser_of(office, "analyst.qu")
    with mine.socket() as line:
        asked = BackMsg()
        asked.rerun_script.query_string = QUERY
        asked.rerun_script.page_name = "network"
        line.send(asked.SerializeToString())
        files = media_in(answered(line))
        assert files
        for each in files:
            assert mine.ask(each).status == 200
            assert other.ask(each).status == 404


def test_a_file_is_gone_with_its_session(office: Office) -> None:
    client = browser_of(office, "analyst.qu")
    sent, _ = client.run(QUERY, "network")
    files = media_in(sent)
    assert files
    client.form("/sign-out")
    for each in files:
        assert client.ask(each, Accept="*/*").status == 401
    client = browser_of(office, "analyst.qu")
    for each in files:
        assert client.ask(each, Range="bytes=0-9").status == 404


KINDS = ("clear_cache", "load_git_info", "debug_shutdown_runtime", "debug_disconnect_websocket")


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_that_no_page_sends_is_not_heard(office: Office, kind: str) -> None:
    """Any session could empty the caches of all of them, with the ledgers that others read."""
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        message = BackMsg()
        setattr(message, kind, True)
        line.send(message.SerializeToString())
        asked = BackMsg()
        asked.rerun_script.query_string = QUERY
        line.send(asked.SerializeToString())
        assert "甲镇".encode() in answered(line)
    log = (office.home / "access" / f"reads-{office.port}.jsonl").read_text("utf-8")
    assert f"message {kind}" in log


def test_a_message_that_would_swell_is_not_unpacked(office: Office) -> None:
    """A hundred megabytes of nothing in a hundred kilobytes: no packing is agreed to."""
    client = browser_of(office, "viewer.jia")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(100))
    packed += packer.flush(zlib.Z_SYNC_FLUSH)[:-4]
    with client.socket() as line:
        assert not line.protocol.extensions
        # Whole, said to be packed, binary; its length in eight bytes; a mask that changes nothing.
        head = bytes([0xC2, 0xFF]) + len(packed).to_bytes(8, "big") + bytes(4)
        with suppress(OSError):
            line.socket.sendall(head + packed)
        with pytest.raises(ConnectionClosed):
            hear_out(line)
    assert Client(office.port).ask("/healthz").status == 200


def test_guesses_from_many_addresses_at_once_lock_the_account(office: Office) -> None:
    now = dt.datetime.now(dt.UTC)
    office.accounts.add("guessed", post="被猜岗", grants=["viewer@whole"], now=now)
    _password(office, "guessed")

    def guess(number: int) -> int:
        where = (f"127.0.0.{number + 2}", 0)
        line = HTTPConnection("127.0.0.1", office.port, timeout=60, source_address=where)
        head = {"Host": "127.0.0.1", "Cookie": "graphs_form=own", "Accept": "text/html"}
        head["Content-Type"] = "application/x-www-form-urlencoded"
        wrong = {"account": "guessed", "password": f"guess {number}", "form": "own"}
        line.request("POST", "/sign-in", urlencode(wrong), head)
        status = line.getresponse().status
        line.close()
        return status

    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(guess, range(24))) == {401}
    assert office.accounts.find("guessed").locked_until > time.time()
    answer = Client(office.port).form("/sign-in", account="guessed", password=PASSWORD)
    assert answer.status == 401


def test_a_session_id_of_a_page_that_was_closed_is_worth_nothing_to_another(
    office: Office,
) -> None:
    _, session = browser_of(office, "analyst.qu").run(QUERY)
    assert session
    thief = browser_of(office, "viewer.jia")
    with pytest.raises(InvalidStatus):
        thief.socket(session=session)
    assert MARK.encode() not in thief.run(QUERY)[0]


def test_a_page_that_was_wanted_is_told_as_text(office: Office) -> None:
    to = '/network?x="><script>alert(1)</script>'
    page = Client(office.port).ask(f"/sign-in?{urlencode({'to': to, 'lang': 'en'})}")
    assert "<script" not in page.text
    assert nonempty([page.text.count("&lt;script") or page.text.count("%3Cscript")])
    where = Client(office.port).ask("/network?a=%0d%0aSet-Cookie:%20x=y").headers["location"]
    assert urlsplit(where).path == "/sign-in"
    assert "\n" not in where
