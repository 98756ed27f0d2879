"""Ways that use a page which is open already: an account that ends, another account, odd messages."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from office_server import Client, media_in
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from test_hostile_requests import answered, browser_of, hear_out
from test_strangers import OWN, PASSWORD, QUERY, Office, office, told
from two_towns import MARK
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from graphs.access import Sessions

__all__ = ["office"]


def asks(line: ClientConnection, query: str = QUERY, page: str = "", **more: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    for name, value in more.items():
        setattr(message.rerun_script, name, value)
    line.send(message.SerializeToString())
    return answered(line)


def idle(office: Office, client: Client) -> None:
    an_hour_ago = time.time() - 3600
    session = Sessions(office.accounts).of(
        client.cookies["graphs_session"], now=dt.datetime.now(dt.UTC)
    )
    assert session is not None
    path = office.home / "access" / "sessions" / f"{session.key}.json"
    os.utime(path, (an_hour_ago, an_hour_ago))


def signed_out(office: Office, client: Client) -> None:
    Client(office.port, dict(client.cookies)).form("/sign-out")


def reset(office: Office, client: Client) -> None:
    office.accounts.reset("passing", now=dt.datetime.now(dt.UTC))


def disabled(office: Office, client: Client) -> None:
    office.accounts.disable("passing")


def chosen_anew(office: Office, client: Client) -> None:
    office.accounts.change_password("passing", f"{PASSWORD}-2", now=dt.datetime.now(dt.UTC))


ENDINGS = (idle, signed_out, reset, chosen_anew, disabled)


@pytest.mark.parametrize("ends", ENDINGS)
def test_a_page_that_is_open_shows_nothing_once_its_session_is_over(
    office: Office, ends: Callable[[Office, Client], None]
) -> None:
    now = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    with suppress(Exception):
        office.accounts.add("passing", post="过路岗", grants=["analyst@division:t1"], now=now)
    office.accounts.reset("passing", now=now)
    office.accounts.change_password("passing", PASSWORD, now=now)
    client = browser_of(office, "passing")
    with client.socket() as line:
        files = media_in(asks(line, page="download"))
        assert "甲镇".encode() in asks(line)
        ends(office, client)
        for page in ("", "download", "network", "organisation"):
            after = asks(line, page=page)
            assert not any(each.encode() in after for each in (OWN, MARK, "甲镇"))
            assert "请先登录".encode() in after
        for each in files:
            assert client.ask(each, Accept="*/*").status == 401


def test_the_next_account_in_one_browser_gets_nothing_of_the_one_before(office: Office) -> None:
    client = browser_of(office, "analyst.qu")
    before = dict(client.cookies)
    with client.socket() as line:
        files = media_in(asks(line, page="download"))
        assert files
        session = client.run(QUERY)[1]
        _ = browser_of(office, "viewer.jia")  # its password is the known one
        answer = client.form("/sign-in", account="viewer.jia", password=PASSWORD)
        assert answer.status == 303
        assert client.cookies["graphs_session"] != before["graphs_session"]
        for each in files:
            assert client.ask(each, Accept="*/*").status == 404
        with pytest.raises(InvalidStatus):
            client.socket(session=session)
        # Who was signed in before is signed out: the other tab shows nothing more.
        assert "请先登录".encode() in asks(line, page="download")
    assert Client(office.port, before).ask("/network").status == 303


def test_a_form_of_another_site_signs_nobody_out(office: Office) -> None:
    """It comes without the cookies of ours, and its answer must not take them away."""
    answer = Client(office.port).ask("/sign-out", "POST", "form=x")
    assert not [each for each in answer.cookies if each.startswith("graphs_session")]
    client = browser_of(office, "viewer.jia")
    kept = dict(client.cookies)
    client.ask("/sign-out", "POST", "form=x")
    assert client.cookies["graphs_session"] == kept["graphs_session"]
    assert client.ask("/network").status == 200


HOSTS = ("[::1", "127.0.0.1:x", "127.0.0.1:99999", "[127.0.0.1]", "@127.0.0.1:0", "[v1.x]", "%31")


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_no_host_is_refused_and_breaks_nothing(office: Office, host: str) -> None:
    answer = Client(office.port).ask("/network", Host=host)
    assert answer.status == 400
    with pytest.raises(InvalidStatus) as refused:
        browser_of(office, "viewer.jia").socket(origin=f"http://{host}")
    assert refused.value.response.status_code == 403


def test_a_second_request_on_a_line_is_judged_as_the_first(office: Office) -> None:
    """A request that is open to all, and behind it one that is not, in one parcel."""
    client = browser_of(office, "viewer.jia")
    cookie = f"Cookie: graphs_session={client.cookies['graphs_session']}\r\n"
    head = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{}\r\n"
    parcel = head.format("/network", cookie) + head.format("/network", "Connection: close\r\n")
    with socket.create_connection(("127.0.0.1", office.port), timeout=60) as line:
        line.sendall(parcel.encode())
        got = b""
        while part := line.recv(65536):
            got += part
    assert re.findall(rb"HTTP/1.1 (\d+)", got) == [b"200", b"303"]


OPERATIONS = ("install_skills", "dismiss_skills_nudge")


@pytest.mark.parametrize("kind", OPERATIONS)
def test_no_message_lets_the_server_write_files_of_its_own(office: Office, kind: str) -> None:
    """Streamlit's page asks for it where its developer sits; behind a proxy everybody seems to."""
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        getattr(message.backend_operation_request, kind).SetInParent()
        line.send(message.SerializeToString())
        assert "backend_operation_response" not in kinds(asks(line))
    log = (office.home / "access" / f"reads-{office.port}.jsonl").read_text("utf-8")
    assert f"message {kind}" in log


def kinds(sent: bytes) -> str:
    return repr(sent)


def deferred(sent: list[bytes]) -> set[str]:
    found = set()
    for part in sent:
        message = ForwardMsg.FromString(part)
        if message.WhichOneof("type") == "delta":
            button = message.delta.new_element.download_button
            if button.deferred_file_id:
                found.add(button.deferred_file_id)
    return found


def heard(line: ClientConnection) -> list[bytes]:
    got = []
    while True:
        part = line.recv(timeout=120)
        assert isinstance(part, bytes)
        got.append(part)
        if ForwardMsg.FromString(part).WhichOneof("type") == "script_finished":
            return got


def session_of(sent: list[bytes]) -> str:
    """Return the id of the session that drew what was sent: a page names it when it asks for files."""
    return next(
        found.new_session.initialize.session_id
        for found in map(ForwardMsg.FromString, sent)
        if found.WhichOneof("type") == "new_session"
    )


def download_screen(line: ClientConnection) -> list[bytes]:
    message = BackMsg()
    message.rerun_script.query_string = QUERY
    message.rerun_script.page_name = "download"
    line.send(message.SerializeToString())
    return heard(line)


def ask_for(line: ClientConnection, ident: str, session: str) -> None:
    """Press a button whose file is made at the click."""
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.session_id = session
    message.backend_operation_request.deferred_file.file_id = ident
    line.send(message.SerializeToString())


def pressed(line: ClientConnection, ident: str, session: str) -> str:
    """Press a button and return the address of the file it makes."""
    ask_for(line, ident, session)
    while True:
        part = line.recv(timeout=120)
        assert isinstance(part, bytes)
        answer = ForwardMsg.FromString(part)
        if answer.WhichOneof("type") == "backend_operation_response":
            where = answer.backend_operation_response.deferred_file.url
            assert where.startswith("/media/"), answer
            return where


def in_vain(office: Office) -> int:
    """Return how often a button was pressed that is not heard."""
    path = office.home / "access" / f"reads-{office.port}.jsonl"
    return path.read_text("utf-8").count("message deferred_file")


def is_not_heard(office: Office, line: ClientConnection, ident: str, session: str) -> bool:
    before = in_vain(office)
    ask_for(line, ident, session)
    until = time.monotonic() + 120
    while in_vain(office) == before and time.monotonic() < until:
        time.sleep(0.05)
    return in_vain(office) > before


def test_a_file_is_made_for_whom_its_button_was_drawn_only(office: Office) -> None:
    owner, thief = browser_of(office, "analyst.qu"), browser_of(office, "analyst.qu")
    with owner.socket() as own, thief.socket() as other:
        sent = download_screen(own)
        session, theirs = session_of(sent), session_of(download_screen(other))
        drawn = sorted(deferred(sent))
        assert drawn
        for named in (session, theirs):
            for ident in (drawn[0], drawn[-1], ""):
                assert is_not_heard(office, other, ident, named)
        where = pressed(own, drawn[0], session)
        assert owner.ask(where, Accept="*/*").status == 200
        assert thief.ask(where, Accept="*/*").status == 404


LOOKS = (
    {"page_script_hash": "0" * 32},
    {"page_script_hash": "../../etc/passwd"},
    {"page_name": "../streamlit_app"},
)


@pytest.mark.parametrize("more", LOOKS, ids=repr)
def test_a_forged_run_shows_its_own_town_or_nothing(office: Office, more: dict[str, str]) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        asks(line)
        for query in (QUERY, f"{QUERY}&scope=division:t2", f"{QUERY}&id=o3&q={MARK}"):
            sent = asks(line, query, **more)
            # What was asked for may be repeated, in the address and as not understood; never more.
            for repeated in (f"q={MARK}", f"q：“{MARK}”：不认识"):
                sent = sent.replace(repeated.encode(), b"")
            assert MARK.encode() not in sent
            assert b"Traceback" not in sent
            assert str(office.home).encode() not in sent


def test_a_part_that_was_never_drawn_is_not_run(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        asks(line)
        message = BackMsg()
        message.rerun_script.query_string = f"{QUERY}&scope=division:t2"
        message.rerun_script.fragment_id = "0" * 32
        line.send(message.SerializeToString())
        assert MARK.encode() not in asks(line)


SIGNED_IN_PATHS = (
    "/_stcore/bidi-components/graphs.canvas/../../../pyproject.toml",
    "/_stcore/bidi-components/graphs.canvas/..%2f..%2f..%2fpyproject.toml",
    "/_stcore/bidi-components/graphs.canvas/%2e%2e/%2e%2e/ledger/home.py",
    "/_stcore/bidi-components/..%2faccess/accounts.json", "/_stcore/bidi-components/none/canvas.js",
    "/component/graphs.canvas/index.html", "/app/static/../accounts.json",
    "/static/..%2f..%2fruntime/app_session.py", "/static/%2e%2e/%2e%2e/version.py",
    "/_stcore/message?hash=0", "/_stcore/stream/../metrics", "/media/../access/accounts.json",
    "/media/%2e%2e%2faccess%2faccounts.json", "/_stcore/upload_file/x/..%2f..%2fy",
)  # fmt: skip


@pytest.mark.parametrize("path", SIGNED_IN_PATHS)
def test_who_is_signed_in_reads_no_file_of_the_server(office: Office, path: str) -> None:
    client = browser_of(office, "viewer.jia")
    answer = client.ask(path)
    page = client.ask("/network").body
    assert answer.status in {400, 403, 404} or answer.body == page, answer.body[:200]
    assert not told(answer.body.replace(page, b"").replace(b"Component 'none'", b""))


def test_a_giant_cookie_jar_and_a_long_address_end_no_session(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    client.cookies |= {f"x{n}": "y" * 300 for n in range(20)}
    assert client.ask("/network").status == 200
    with client.socket() as line:
        sent = asks(line, QUERY + "&x=" + "y" * 100_000 + "&scope=" + "division:" * 2000)
        assert MARK.encode() not in sent
        assert b"Traceback" not in sent
        assert "甲".encode() in asks(line)


def test_an_upload_beside_its_right_is_refused_whatever_it_is_called(office: Office) -> None:
    client = browser_of(office, "viewer.jia")
    other = browser_of(office, "analyst.qu")
    with client.socket() as line, other.socket():
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.extend(["../../x.ledger", "b.zip"])
        message.file_urls_request.session_id = other.run(QUERY)[1]
        line.send(message.SerializeToString())
        while True:
            part = line.recv(timeout=120)
            assert isinstance(part, bytes)
            answer = ForwardMsg.FromString(part)
            if answer.WhichOneof("type") == "file_urls_response":
                break
        for each in answer.file_urls_response.file_urls:
            got = client.ask(each.upload_url, "PUT", b"x")
            assert got.status in {403, 404}


def test_words_that_nearly_name_what_is_hidden_are_met_by_no_suggestion(office: Office) -> None:
    """As often and as long as they are tried: what the town has not is no word of its search."""
    client = browser_of(office, "viewer.jia")
    with client.socket() as line:
        for words in (MARK, MARK[:-1], f"{MARK}x", MARK[1:], f"{MARK}支部"):
            sent = asks(line, f"{QUERY}&find={words}", "organisation")
            sent = sent.replace(words.encode(), b"")
            assert MARK.encode() not in sent
            assert b"o3" not in re.findall(rb"id=(\w+)", sent)


def test_the_line_of_a_stream_that_says_nothing_right_is_ended_without_a_trace(
    office: Office,
) -> None:
    client = browser_of(office, "viewer.jia")
    log = office.home / "access" / f"server-{office.port}.jsonl"
    before = log.read_text("utf-8") if log.exists() else ""
    with client.socket() as line:
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        line.send(message.SerializeToString())
        message.rerun_script.widget_states.widgets.add(id="$$ID-x-None", json_value="{" * 500)
        message.rerun_script.widget_states.widgets.add(id="", string_value="\x00\ud7ff")
        line.send(message.SerializeToString())
        with suppress(ConnectionClosed, TimeoutError):
            answered(line)
        with suppress(ConnectionClosed, OSError):
            line.send(b"\x08" * 50)
            hear_out(line)
    after = (log.read_text("utf-8") if log.exists() else "")[len(before) :]
    for each in after.splitlines():
        assert "Traceback" not in json.dumps(json.loads(each)), each
    assert Client(office.port).ask("/healthz").status == 200
