"""The office as it is deployed: nginx with the site of ``deploy/`` and a certificate of our own."""

from __future__ import annotations

import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ensure
from office_server import Client, free_port

DEPLOY = Path(__file__).parents[3] / "deploy"
SITE = "graphs.district.example"


def openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def certificates(folder: Path) -> None:
    """Make an authority of our own and let it sign the site's certificate."""
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=district CA",
        "-keyout", folder / "ca.key", "-out", folder / "ca.crt",
    )  # fmt: skip
    openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={SITE}",
        "-keyout", folder / "office.key", "-out", folder / "office.csr",
    )  # fmt: skip
    (folder / "names").write_text(f"subjectAltName=DNS:{SITE}")
    openssl(
        "x509", "-req", "-in", folder / "office.csr", "-CA", folder / "ca.crt", "-CAkey",
        folder / "ca.key", "-CAcreateserial", "-days", "2", "-extfile", folder / "names",
        "-out", folder / "office.crt",
    )  # fmt: skip


def site(folder: Path, port: int, ports: Sequence[int]) -> str:
    """Return the site of ``deploy/`` with this machine's folders and ports."""
    words = (DEPLOY / "nginx-site.conf").read_text("utf-8")
    words = words.replace("/etc/graphs/tls", str(folder)).replace("listen 443", f"listen {port}")
    words = words.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    words = words.replace("/etc/nginx/graphs-proxy.conf", str(DEPLOY / "graphs-proxy.conf"))
    for given, own in zip(("8501", "8502"), ports, strict=True):
        words = words.replace(f"127.0.0.1:{given}", f"127.0.0.1:{own}")
    temporary = "".join(
        f"{each}_temp_path {folder}/{each}; "
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"pid {folder}/pid; error_log {folder}/error; worker_processes 1; daemon off;\n"
        f"events {{}}\nhttp {{\naccess_log off; {temporary}\n{words}\n}}\n"
    )


@contextmanager
def proxied(folder: Path, ports: Sequence[int]) -> Iterator[Client]:
    """Start nginx before these processes; give a browser that asks for the site."""
    nginx = ensure.find_proxy()
    assert nginx is not None, "nginx is installed by tests/ensure.py"
    certificates(folder)
    port = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(site(folder, port, ports), "utf-8")
    process = subprocess.Popen([nginx, "-c", conf], stderr=subprocess.DEVNULL)
    client = Client(port, name=SITE, tls=ssl.create_default_context(cafile=folder / "ca.crt"))
    try:
        for _ in range(100):
            try:
                client.ask("/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield client
    finally:
        process.terminate()
        process.wait(30)
