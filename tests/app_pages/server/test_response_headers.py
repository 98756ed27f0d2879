"""What a browser may keep: our own scripts, and never without asking whether they are still the same."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from nonempty import nonempty
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app_pages.server.response_headers import KeptScripts, ResponseHeaders, script_tags


class Asked:
    """An app that notes what it is asked for."""

    def __init__(self, status: int = 200) -> None:
        self.paths: list[str] = []
        self.status = status

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.paths.append(scope["path"])
        answer = Response("words", self.status, headers={"Cache-Control": "public"})
        await answer(scope, receive, send)


def ask(app: Asked, path: str, tag: str = "") -> tuple[int, Mapping[str, str], bytes]:
    """Ask behind both doors; return status, headers and body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"if-none-match", tag.encode())] if tag else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    with ThreadPoolExecutor(1) as own:  # a browser of another test has a loop in this thread
        own.submit(asyncio.run, ResponseHeaders(KeptScripts(app))(scope, receive, send)).result()
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(each.get("body", b"") for each in sent)


@pytest.mark.parametrize("path", nonempty(sorted(script_tags())))
def test_a_script_of_ours_is_kept_and_sent_again_only_when_it_is_another(path: str) -> None:
    app = Asked()
    status, headers, body = ask(app, path)
    assert (status, body, headers["cache-control"]) == (200, b"words", "no-cache")
    tag = headers["etag"]
    status, headers, body = ask(app, path, tag)
    assert (status, body, headers["etag"], headers["cache-control"]) == (304, b"", tag, "no-cache")
    assert "content-security-policy" in headers
    assert app.paths == [path]
    assert ask(app, path, 'W/"another"')[0] == 200


def test_no_two_scripts_have_one_tag() -> None:
    assert len(set(script_tags().values())) == len(script_tags()) > 8


@pytest.mark.parametrize("status", [200, 404])
def test_nothing_else_is_kept(status: int) -> None:
    for path in ("/", "/_stcore/bidi-components/graphs.canvas/none.js", "/_stcore/health"):
        found = ask(Asked(status), path, next(iter(script_tags().values())))
        assert (found[0], found[1]["cache-control"]) == (status, "no-store")
        assert "etag" not in found[1]


def test_a_refusal_is_not_kept() -> None:
    _, headers, _ = ask(Asked(status=503), next(iter(script_tags())))
    assert headers["cache-control"] == "no-store"
    assert "etag" not in headers
