"""``open``: start the app and print its address."""

from __future__ import annotations

import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import NoReturn

from graphs.commands.command_line.command import LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE, INTERRUPTED, UNAVAILABLE
from graphs.commands.command_line.usage_errors import count
from graphs.errors import ComponentMissing, InputError
from graphs.ledger import Entry
from graphs.text import Language, Text

__all__ = ["address_of", "free_port", "open_"]

_ROOT = Path(__file__).resolve().parents[3]
_FIRST_PORT = 8501
_PORTS = 50
_START_SECONDS = 60
_STANDARD_ERROR = 2  # what the app says is no answer of ours


@command(
    order=10,
    zh="启动应用并显示网址",
    en="start the app and print its address",
    arguments=(
        LEDGER,
        argument(
            "--port",
            zh="端口；缺省从 8501 起找第一个空闲的",
            en="port; by default the first free one from 8501 on",
            type=count,
        ),
        argument(
            "--host",
            zh="监听地址；缺省只对本机开放",
            en="address to listen on; by default this machine only",
            default="127.0.0.1",
        ),
        argument(
            "--browser",
            zh="就绪后打开浏览器",
            en="open a browser when it is ready",
            action="store_true",
        ),
    ),
    examples=(
        example("open", zh="在本机打开", en="open on this machine"),
        example(
            "open --ledger demo --port 8600", zh="直接打开演示区", en="go straight to the demo"
        ),
        example(
            "open --ledger postgresql://db.example/graphs --host 0.0.0.0",
            zh="为全区提供服务，台账在 PostgreSQL 上；须先建账号",
            en="serve a district from a ledger on PostgreSQL; there must be accounts",
        ),
    ),
)
def open_(desk: Desk, *, ledger: str | None, port: int | None, host: str, browser: bool) -> int:
    """Start the app with our settings, print its address, and stay until it is stopped."""
    script = _ROOT / "streamlit_app.py"
    if not script.is_file() or importlib.util.find_spec("streamlit") is None:
        raise ComponentMissing(
            Text(
                zh="没有装好应用；请在源码目录内运行 pip install -r requirements.txt",
                en="the app is not installed; in its source folder run pip install -r requirements.txt",
            )
        )
    entry = desk.entry(ledger)
    desk.open(ledger).close()  # a wrong ledger is told here, not in the browser
    chosen = free_port(host, port)
    address = address_of(host, chosen, entry, desk.language, named=ledger is not None)
    line = [
        sys.executable,
        "-m",
        "app_pages.server.launcher",
        "--port",
        str(chosen),
        "--host",
        host,
    ]
    # Streamlit reads its settings, and the app its icons, from the folder it is started in.
    app = subprocess.Popen(line, cwd=_ROOT, env=_environment(desk, entry), stdout=_STANDARD_ERROR)  # noqa: S603  # our own program
    usual = signal.signal(signal.SIGTERM, _interrupt)
    try:
        _wait(app, host, chosen)
        desk.say(
            Text(zh="网址：{a}（Ctrl-C 停止）", en="address: {a} (Ctrl-C stops)").format(a=address)
        )
        sys.stdout.flush()
        if browser:
            webbrowser.open(address)
        return DONE if app.wait() == 0 else UNAVAILABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, usual)
        app.terminate()
        app.wait()


def _interrupt(*_: object) -> NoReturn:
    # A service manager's stop ends the app too, as Ctrl-C does.
    raise KeyboardInterrupt


def free_port(host: str, wanted: int | None) -> int:
    """Return the port asked for, else the first free one from 8501 on.

    Raises
    ------
    InputError
        The port asked for is taken, or no port is free.
    """
    for port in [wanted] if wanted else range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # As the server binds, so that a port it just left counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError):
                continue
        return port
    problem = Text(zh="端口 {port} 不可用", en="port {port} cannot be used").format(port=wanted)
    none = Text(zh="没有空闲端口", en="no port is free")
    raise InputError(
        (problem if wanted else none)
        + Text(zh="；用 --port 另选一个", en="; choose another with --port")
    )


def address_of(host: str, port: int, entry: Entry, language: Language, *, named: bool) -> str:
    """Return the address a browser on this machine opens.

    Examples
    --------
    >>> demo = Entry(key="demo", title=Text.same("演示"), kind="shipped", where="x")
    >>> address_of("0.0.0.0", 8501, demo, "en", named=True)
    'http://127.0.0.1:8501/?ledger=demo&lang=en'
    """
    shown = _local(host)
    query = [f"ledger={entry.key or 'shared'}"] if named else []
    query += ["lang=en"] if language == "en" else []
    place = f"[{shown}]" if ":" in shown else shown
    return f"http://{place}:{port}/" + ("?" + "&".join(query) if query else "")


def _environment(desk: Desk, entry: Entry) -> dict[str, str]:
    found = dict(os.environ, GRAPHS_HOME=str(desk.home.folder.resolve()))
    where = desk.home.shared_url if entry.key else entry.where
    if where:  # the app starts in another folder
        found["LEDGER_URL"] = where if "://" in where else str(Path(where).resolve())
    return found


def _wait(app: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Wait until the app answers.

    Raises
    ------
    ComponentMissing
        It ended instead; what it said is above.
    """
    for _ in range(_START_SECONDS * 10):
        if app.poll() is not None:
            raise ComponentMissing(
                Text(
                    zh="应用没有启动成功，原因见上面的输出",
                    en="the app did not start; what it said is above",
                )
            )
        # Not through urllib, which would ask a proxy for this machine's own address.
        connection = http.client.HTTPConnection(_local(host), port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()


def _local(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # compared, not bound
