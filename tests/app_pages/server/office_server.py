"""A real server of an office in a process of its own, and a plain client that asks it anything."""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


@dataclass(slots=True)
class Client:
    """A browser without a page: it keeps cookies, and sends whatever header it is told."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    name: str = ""
    """The name of the site, where a proxy with TLS is asked for it."""
    tls: ssl.SSLContext | None = None

    @property
    def origin(self) -> str:
        return f"https://{self.name}" if self.tls else f"http://127.0.0.1:{self.port}"

    def line(self) -> http.client.HTTPConnection:
        if self.tls is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line = http.client.HTTPConnection(self.name, self.port, timeout=60)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        line.sock = self.tls.wrap_socket(plain, server_hostname=self.name)
        return line

    def ask(
        self, path: str, method: str = "GET", body: bytes | str = b"", **headers: str
    ) -> Answer:
        sent = {"Host": self.name or f"127.0.0.1:{self.port}", "Accept": "text/html"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = self.line()
        line.request(method, path, body.encode() if isinstance(body, str) else body, sent)
        got = line.getresponse()
        given = tuple(got.headers.get_all("set-cookie") or ())
        for each in given:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        named = {name.lower(): value for name, value in got.getheaders()}
        answer = Answer(status=got.status, headers=named, body=got.read(), cookies=given)
        line.close()
        return answer

    def form(self, path: str, **fields: str) -> Answer:
        from urllib.parse import urlencode

        self.ask(path)
        fields.setdefault("form", self.cookies.get("graphs_form", ""))
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, "POST", urlencode(fields), Content_Type=kind)

    def socket(
        self, origin: str | None = "own", session: str = "", **headers: str
    ) -> ClientConnection:
        asked = ["streamlit", "token", session] if session else ["streamlit"]
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        where = self.name or f"127.0.0.1:{self.port}"
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        return connect(
            f"{'wss' if self.tls else 'ws'}://{where}/_stcore/stream",
            sock=plain,
            ssl=self.tls,
            origin=self.origin if origin == "own" else origin,  # type: ignore[arg-type]
            subprotocols=asked,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
            open_timeout=60,  # as for the line: whatever else runs
            proxy=None,
        )

    def run(self, query: str = "", page: str = "") -> tuple[bytes, str]:
        """Open a session, run the app at an address, and return all it sent and the session's id."""
        with self.socket() as line:
            asked = BackMsg()
            asked.rerun_script.query_string = query
            asked.rerun_script.page_name = page
            line.send(asked.SerializeToString())
            got, session = b"", ""
            while True:
                part = line.recv(timeout=120)
                assert isinstance(part, bytes)
                got += part
                message = ForwardMsg.FromString(part)
                if message.WhichOneof("type") == "new_session":
                    session = message.new_session.initialize.session_id or session
                if message.WhichOneof("type") == "script_finished":
                    return got, session


@contextmanager
def serving(home: Path, *arguments: str, at: int = 0, **environment: str) -> Iterator[int]:
    """Start the app for a home; it is stopped afterwards."""
    port = at or free_port()
    log = home / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "app_pages.server.launcher", "--port", str(port), *arguments],
            cwd=ROOT,
            env={**os.environ, "GRAPHS_HOME": str(home), **environment},
            stdout=said,
            stderr=said,
        )
    try:
        _await(port, process, log)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            if Client(port).ask("/_stcore/health").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text())


def media_in(sent: bytes) -> list[str]:
    """Return the addresses of files in what the app sent."""
    return sorted({each.decode() for each in re.findall(rb"/media/[0-9a-f]+\.\w+", sent)})
