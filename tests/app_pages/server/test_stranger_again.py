"""Yet further ways: accounts that change under a running server, odd cookies, lines and addresses."""

from __future__ import annotations

import datetime as dt
import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from nonempty import nonempty
from office_server import Client, media_in
from test_hostile_requests import browser_of, raw
from test_hostile_requests import request as plain_request
from test_stranger_turns import (
    asks,
    deferred,
    download_screen,
    is_not_heard,
    pressed,
    session_of,
)
from test_strangers import OWN, PASSWORD, QUERY, Office, office, told
from two_towns import MARK
from websockets.exceptions import InvalidStatus

__all__ = ["office"]


@contextmanager
def spoiled(office: Office, spoil: Callable[[Path], object]) -> Iterator[None]:
    path = office.accounts.file
    content = path.read_bytes()
    try:
        spoil(path)
        yield
    finally:
        path.write_bytes(content)


SPOILED: dict[str, Callable[[Path], object]] = {
    "taken away": lambda path: path.unlink(),
    "half": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "nobody's": lambda path: path.write_text('[{"name": "x"}]'),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=list(SPOILED))
def test_a_file_of_accounts_replaced_under_the_server_opens_it_to_nobody(
    office: Office, spoil: Callable[[Path], object]
) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        assert "甲镇".encode() in asks(line)
        with spoiled(office, spoil):
            assert Client(office.port).ask("/network").status == 303
            assert Client(office.port).ask("/_stcore/stream", Accept="*/*").status == 401
            with pytest.raises(InvalidStatus):
                Client(office.port).socket()
            assert "请先登录".encode() in asks(line)
            answer = Client(office.port).form("/sign-in", account="viewer.jia", password=PASSWORD)
            assert answer.status in {200, 401}
            assert "graphs_session" not in "".join(answer.cookies)
            assert Client(office.port).ask("/healthz").status == 503
        assert client.ask("/network").status == 200
        assert "甲镇".encode() in asks(line)
    log = (office.home / "access" / f"server-{office.port}.jsonl").read_text("utf-8")
    assert "Traceback" not in log


def turned(office: Office, name: str, **values: object) -> None:
    with office.accounts.stored.changing() as kept:
        kept[name] = replace(kept[name], **values)


@pytest.fixture
def passing(office: Office) -> Client:
    """A browser of an account whose rights change."""
    now = dt.datetime.now(dt.UTC)
    with suppress(Exception):
        office.accounts.add("turning", post="轮岗", grants=["analyst@whole"], now=now)
    turned(office, "turning", grants=("analyst@whole",))
    return browser_of(office, "turning")


@pytest.mark.parametrize("grants", [("analyst@division:t1",), ("viewer@whole",), ()])
def test_what_was_drawn_before_a_right_was_withdrawn_is_neither_made_nor_given(
    office: Office, passing: Client, grants: tuple[str, ...]
) -> None:
    """An open page, its drawn files, its buttons whose files are made at a click, its next run."""
    with passing.socket() as line:
        sent = download_screen(line)
        session, buttons, files = session_of(sent), sorted(deferred(sent)), media_in(b"".join(sent))
        late = pressed(line, buttons[0], session)
        assert passing.ask(late, Accept="*/*").status == 200
        turned(office, "turning", grants=grants)
        for each in nonempty([late, *files]):
            assert passing.ask(each, Accept="*/*").status == 401
        assert is_not_heard(office, line, buttons[-1], session)
        assert MARK.encode() not in asks(line, page="download")


MEDIA = (
    "{}/",
    "{}%00",
    "{}.html",
    "/./{}",
    "/media/../{}",
    "{}?x",
    "{};a",
    "{}#x",
    "//{}",
    "{}%2f..",
)


def test_no_spelling_of_another_s_file_gives_it(office: Office) -> None:
    owner, thief = browser_of(office, "analyst.qu"), browser_of(office, "viewer.jia")
    with owner.socket() as line:
        sent = download_screen(line)
        where = pressed(line, min(deferred(sent)), session_of(sent))
        whole = owner.ask(where, Accept="*/*").body
        assert whole
        for each in MEDIA:
            answer = thief.ask(each.format(where), Accept="*/*")
            assert (
                answer.status in {301, 307, 400, 401, 404}
                or answer.body == thief.ask("/network").body
            )
        for head in ({"Range": "bytes=0-9"}, {"If_None_Match": "*"}, {"If_Range": "x"}):
            answer = thief.ask(where, Accept="*/*", **head)
            assert answer.status == 404
            assert "content-range" not in answer.headers


COOKIES = (
    '"{}"', " {}", "{} ", "{}%00", "{}.x", "{}\t", "%{}", "{}=", "=", "$Version=1; graphs_session={}x",
)  # fmt: skip


@pytest.mark.parametrize("spelling", COOKIES)
def test_a_cookie_in_another_spelling_is_that_session_or_none(
    office: Office, spelling: str
) -> None:
    """Whatever a parser makes of it, it is never another's, and breaks nothing."""
    good = browser_of(office, "viewer.jia").cookies["graphs_session"]
    client = Client(office.port, {"graphs_session": spelling.format(good)})
    answer = client.ask("/network")
    assert answer.status in {200, 303}
    with suppress(InvalidStatus):
        assert MARK.encode() not in client.run(QUERY)[0]


STREAMS = (
    ["streamlit", "a", "{}"], ["streamlit", "", "{}"], ["x", "y", "{}"], ["streamlit", "a", "b", "{}"],
    ["{}"], ["token", "{}", "streamlit"], ["streamlit", "a", "{}", "{}"], ["STREAMLIT", "a", "{}"],
)  # fmt: skip


@pytest.mark.parametrize("names", STREAMS, ids=repr)
def test_no_subprotocol_takes_up_another_s_page(office: Office, names: list[str]) -> None:
    with browser_of(office, "analyst.qu").socket() as line:
        session = session_of(download_screen(line))
        thief = browser_of(office, "viewer.jia")
        offered = ", ".join(names).format(*[session] * 2)
        head = "\r\n".join(
            (
                "GET /_stcore/stream HTTP/1.1", f"Host: 127.0.0.1:{office.port}", "Upgrade: websocket",
                "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Origin: {thief.origin}",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", f"Sec-WebSocket-Protocol: {offered}",
                f"Cookie: graphs_session={thief.cookies['graphs_session']}", "", "",
            )
        )  # fmt: skip
        got = raw(office, head.encode())
        assert MARK.encode() not in got
        assert session.encode() not in got.partition(b"\r\n\r\n")[2]
        assert asks(line)  # its own page goes on


SMUGGLED = {
    "space before the colon": plain_request("Cookie : graphs_session=x"),
    "folded header": plain_request("X-A: b\r\n c"),
    "chunked, and a length": plain_request("Transfer-Encoding: chunked", "Content-Length: 4"),
    "half chunked": plain_request("Transfer-Encoding: xchunked"),
    "two lengths": plain_request("Content-Length: 0", "Content-Length: 30"),
    "signed length": plain_request("Content-Length: +3"),
    "another host behind": plain_request("Host: evil.example"),
    "bare line ends": plain_request().replace(b"\r\n", b"\n"),
    "absolute address": plain_request(path="http://evil.example/network"),
    "no host": plain_request().replace(b"Host: 127.0.0.1\r\n", b""),
    "header of the proxy": plain_request("X-Remote-User: keeper", "X-Forwarded-User: keeper"),
    "rewritten address": plain_request("X-Original-URL: /download", "X-Rewrite-URL: /download"),
    "another method": plain_request("X-HTTP-Method-Override: POST"),
    "an old protocol": plain_request().replace(b"HTTP/1.1", b"HTTP/1.0"),
}  # fmt: skip


@pytest.mark.parametrize("sent", SMUGGLED.values(), ids=list(SMUGGLED))
def test_a_request_in_disguise_is_answered_as_a_stranger_s(office: Office, sent: bytes) -> None:
    got = raw(office, sent)
    status = got.split(b" ", 2)[1:2]
    assert not got or status in ([b"303"], [b"400"], [b"401"], [b"404"], [b"501"]), got[:200]
    assert not told(got.partition(b"\r\n\r\n")[2])
    assert got.count(b"HTTP/1.") <= 1
    assert Client(office.port).ask("/healthz").status == 200


LEDGERS = (
    "../../", "../own/towns.ledger", "own/../own-towns", "file:///etc/passwd", "C:\\x", "\\\\host\\x",
    "own-towns%00", "OWN-TOWNS", "own-towns/../../access/accounts.json", "sqlite:///:memory:",
    "postgresql://127.0.0.1:1/x", "own-ｔowns", "own-towns;own-other", "demo", "~", "${HOME}",
)  # fmt: skip


def test_no_spelling_of_a_ledger_s_key_opens_a_file_or_another_ledger(office: Office) -> None:
    from urllib.parse import quote

    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        for each in LEDGERS:
            sent = asks(line, f"?ledger={quote(each)}&scope=division:t2")
            assert MARK.encode() not in sent, each
            assert b"Traceback" not in sent, each
            assert str(office.home).encode() not in sent, each


VALUES = (
    "as_of",
    "lang",
    "scope",
    "id",
    "find",
    "view",
    "plan",
    "draft",
    "scenario",
    "filter",
    "q",
    "page",
)


def test_no_value_of_an_address_shows_an_error_s_inside(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        for name in VALUES:
            for value in ("99999-99-99", "..%2f..%2fdesks%2fkeeper", "%00", "%F0%9F%98%80" * 50):
                sent = asks(line, f"{QUERY}&{name}={value}", "plan" if name == "plan" else "")
                assert MARK.encode() not in sent, (name, value)
                for inside in (b"Traceback", b"SELECT ", b"Error(", str(office.home).encode()):
                    assert inside not in sent, (name, value, inside)


TRIED = 'keeper\n{"act": "sign-in"}\r\n\u2028\u2029\x85\x1b[2J\x9b2J\u202eretsam'


def test_a_name_that_was_tried_makes_one_line_of_the_log_however_it_is_read(
    office: Office,
) -> None:
    path = office.home / "access" / f"reads-{office.port}.jsonl"
    before = len(path.read_text("utf-8").splitlines()) if path.exists() else 0
    assert Client(office.port).form("/sign-in", account=TRIED, password=TRIED).status == 401
    lines = path.read_text("utf-8").splitlines()[before:]
    assert [json.loads(each)["act"] for each in lines] == ["sign-in refused"]
    assert not {"\x1b", "\x9b", "\u202e"} & set("".join(lines))
    assert json.loads(lines[0])["tried"] == TRIED[:40]


def test_a_hundred_lines_that_say_half_a_request_keep_nobody_waiting(office: Office) -> None:
    with ExitStack() as held:
        for number in range(100):
            line = held.enter_context(socket.create_connection(("127.0.0.1", office.port)))
            half = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n"
            line.sendall(half if number % 2 else half + b"\r\nform=")
        began = time.process_time()
        assert Client(office.port).ask("/healthz").status == 200
        assert browser_of(office, "viewer.jia").ask("/network").status == 200
        assert time.process_time() - began < 5


def test_signing_out_while_pages_are_asked_breaks_none_and_ends_all(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    tabs = [Client(office.port, dict(client.cookies)) for _ in range(6)]

    def look(tab: Client) -> set[int]:
        return {tab.ask("/network").status for _ in range(10)}

    with ThreadPoolExecutor(7) as pool:
        looks = [pool.submit(look, each) for each in tabs]
        assert Client(office.port, dict(client.cookies)).form("/sign-out").status == 303
        seen = set().union(*(each.result(120) for each in looks))
    assert seen <= {200, 303}
    assert {each.ask("/network").status for each in tabs} == {303}


def test_what_is_not_there_and_what_is_not_theirs_are_answered_with_the_same_words(
    office: Office,
) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        answers = []
        for ident in ("o3", "o9"):
            sent = asks(line, f"{QUERY}&id={ident}", "organisation")
            assert OWN.encode() in sent or b"\xe6" in sent
            answers.append(b"\xe6\x9c\xaa" in sent or b"\xe6\xb2\xa1\xe6\x9c\x89" in sent)
        assert answers[0] == answers[1]
