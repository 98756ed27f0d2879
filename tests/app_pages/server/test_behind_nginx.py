"""Two processes behind nginx and one PostgreSQL: what ends of them, and what a browser notices."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import postgres_server
import pytest
from office_proxy import SITE, proxied
from office_server import Client, serving
from two_towns import AT, POST, records
from websockets.exceptions import InvalidStatus

from graphs.access import Accounts, Sessions
from graphs.ledger import create
from graphs.model import Change

QUERY = "?ledger=shared"
OWN = "甲镇".encode()


@dataclass(slots=True)
class Database:
    """A PostgreSQL of its own, that is stopped and started again."""

    folder: Path
    owner: dict[str, object]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = ("-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses=")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(postgres_server.find_binaries() / "postgres"), *words],
                cwd="/",
                stdout=log,
                stderr=log,
                **self.owner,  # type: ignore[call-overload]  # user, group and extra_groups
            )
        postgres_server._await_answer(self.folder, self.process)

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    @property
    def url(self) -> str:
        return postgres_server._url(self.folder).render_as_string(hide_password=False)


@contextmanager
def database() -> Iterator[Database]:
    folder = Path(tempfile.mkdtemp(prefix="graphs-pg-", dir="/tmp"))  # a socket's path is short
    owner = postgres_server._owner(folder)
    postgres_server._make_cluster(postgres_server.find_binaries(), folder, owner)
    found = Database(folder, owner)
    found.start()
    try:
        yield found
    finally:
        found.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Site:
    """The office: its home, its database, its two processes, and a browser without a session."""

    home: Path
    database: Database
    ports: tuple[int, int]
    stranger: Client
    processes: tuple[ExitStack, ExitStack]

    def browser(self, name: str = "viewer.jia") -> Client:
        kept = Sessions(Accounts(self.home / "access"))
        cookie = kept.begin(kept.accounts.find(name), now=dt.datetime.now(dt.UTC))
        return replace(self.stranger, cookies={"graphs_session": cookie})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("office")
    accounts, now = Accounts(home / "access"), dt.datetime.now(dt.UTC)
    for number in range(8):
        name = f"viewer.{number}" if number else "viewer.jia"
        accounts.add(name, post="甲镇查看岗", grants=["viewer@division:t1"], now=now)
        accounts.change_password(
            name, f"长而好记的口令-2026-{number}", now=now - dt.timedelta(minutes=1)
        )
    with database() as stored, ExitStack() as first, ExitStack() as second:
        with create(stored.url, ledger_id="towns") as made:
            made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
        said = {"LEDGER_URL": stored.url, "GRAPHS_HOSTS": SITE}
        ports = (
            first.enter_context(serving(home, **said)),
            second.enter_context(serving(home, **said)),
        )
        with proxied(tmp_path_factory.mktemp("nginx"), ports) as stranger:
            yield Site(home, stored, ports, stranger, (first, second))


def test_a_browser_signs_in_over_tls_and_its_cookie_is_for_tls_only(site: Site) -> None:
    client = replace(site.stranger, cookies={})
    assert client.ask("/network").headers["location"] == "/sign-in?to=%2Fnetwork"
    answer = client.form("/sign-in", account="viewer.jia", password="长而好记的口令-2026-0")  # noqa: S106
    assert answer.status == 303, answer.text
    [cookie] = [each for each in answer.cookies if each.startswith("graphs_session")]
    assert "Secure" in cookie
    assert "max-age" in client.ask("/network").headers["strict-transport-security"]
    assert OWN in client.run(QUERY)[0]


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics"])
def test_figures_are_closed_whatever_name_is_asked_for(site: Site, path: str) -> None:
    for client in (site.stranger, site.browser()):
        for host in (SITE, "127.0.0.1", "localhost"):
            assert client.ask(path, Host=host).status == 404
    assert Client(site.ports[0]).ask("/metrics").status == 200


def test_names_that_a_browser_forges_do_not_pass(site: Site) -> None:
    answer = site.stranger.ask("/sign-in", X_Office_User="keeper")
    assert "graphs_session" not in "".join(answer.cookies)
    with pytest.raises(InvalidStatus):
        site.browser().socket(origin="https://evil.example")
    with pytest.raises(InvalidStatus):
        replace(site.stranger, cookies={}).socket()


def test_whoever_tries_very_often_is_slowed_down(site: Site) -> None:
    found = [site.stranger.ask("/sign-in").status for _ in range(60)]
    assert 503 in found
    assert site.browser().ask("/network").status == 200


def test_a_database_that_is_started_again_is_said_and_found_again(site: Site) -> None:
    client = site.browser()
    assert OWN in client.run(QUERY)[0]
    site.database.stop()
    said, _ = client.run(QUERY)
    assert "打不开".encode() in said
    assert str(site.database.folder).encode() not in said
    assert b"Traceback" not in said
    assert client.ask("/healthz").status == 503
    site.database.start()
    time.sleep(3)
    assert OWN in client.run(QUERY)[0]
    assert client.ask("/healthz").status == 200


def test_a_process_that_is_killed_signs_nobody_out(site: Site) -> None:
    """Several browsers, so that each process has some; a session of the dead one begins anew."""
    browsers = [site.browser(f"viewer.{n}" if n else "viewer.jia") for n in range(8)]
    sessions = [each.run(QUERY)[1] for each in browsers]
    site.processes[0].close()
    assert len(set(sessions)) == len(browsers)
    for browser, session in zip(browsers, sessions, strict=True):
        assert browser.ask("/network").status == 200
        with browser.socket(session=session):
            pass
        assert OWN in browser.run(QUERY)[0]


def test_the_lines_of_both_processes_are_json_in_files_of_their_own(site: Site) -> None:
    logs = sorted((site.home / "access").glob("*-*.jsonl"))
    assert logs
    assert {each.stem.rpartition("-")[2] for each in logs} <= {str(port) for port in site.ports}
    for each in logs:
        assert not each.parent.stat().st_mode & 0o077
        for line in each.read_text("utf-8").splitlines():
            assert json.loads(line)["at"]
