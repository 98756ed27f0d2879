"""Limits of a page's stream: how many are open, how much a browser says, how often, of what kind."""

from __future__ import annotations

import time
from collections import Counter, deque

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # no types shipped
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.proto.BackMsg_pb2 import BackMsg

from app_pages.server.made_files import button_session
from app_pages.server.read_log import note
from app_pages.server.session_visitor import SEEN, stream_key

__all__ = ["MESSAGE_KINDS", "MOST_STREAMS", "MOST_STREAMS_OF_ONE", "StreamLimits", "open_streams"]

MOST_STREAMS = 400
"""The pages that may be open at one process."""

MOST_STREAMS_OF_ONE = 40
"""The pages that one browser may have open."""

MOST_BYTES = 8_000_000
"""A message of a browser: what its widgets say, never a file."""

MESSAGE_KINDS = frozenset(
    {
        "rerun_script",
        "stop_script",
        "app_heartbeat",
        "file_urls_request",
        "deferred_file",
        "dataframe_chunk",
    }
)
"""What a page has to say. Streamlit knows more: one kind empties the caches of all sessions.

The last two are operations that a page asks the server for; of these too Streamlit knows more, and
one writes files beside the app.
"""

_MOST_MESSAGES, _WITHIN = 200, 10.0

_open: Counter[str] = Counter()


def open_streams() -> int:
    """Return how many pages are open at this process.

    Examples
    --------
    >>> open_streams()
    0
    """
    return _open.total()


class StreamLimits:
    """Ends a stream that says too much, too often, or something else than messages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as a server asks it."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        key = stream_key(scope)
        if _open.total() >= MOST_STREAMS or _open[key] >= MOST_STREAMS_OF_ONE:
            note("refused", None, path=str(scope["path"]), why="too many pages")
            await WebSocketClose(code=1013)(scope, receive, send)
            return
        _open[key] += 1
        try:
            await self.app(scope, _limited(scope, receive, send), send)
        finally:
            _open[key] -= 1
            if not _open[key]:
                del _open[key]


def _limited(scope: Scope, receive: Receive, send: Send) -> Receive:
    said: deque[float] = deque()

    async def listen() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            now = time.monotonic()
            said.append(now)
            while now - said[0] > _WITHIN:
                said.popleft()
            body = message.get("bytes")
            code = (
                1003 if body is None
                else 1009 if len(body) > MOST_BYTES
                else 1008 if len(said) > _MOST_MESSAGES
                else 0
            )  # fmt: skip
            if code:
                note("refused", None, path=str(scope["path"]), why=f"stream {code}")
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            kind, file = _said(body or b"")
            if kind in MESSAGE_KINDS and (not file or _may_make(scope, file)):
                return message
            note("refused", None, path=str(scope["path"]), why=f"message {kind}")

    return listen


def _may_make(scope: Scope, file: str) -> bool:
    """Return whether a file is of a button of this browser, whose session is not over meanwhile."""
    return button_session(file) in SEEN.get(stream_key(scope), ())


def _said(body: bytes) -> tuple[str, str]:
    """Return what a message is, and the id of the file it lets be made, where it does.

    One that is no message goes on, and ends its stream as none.

    Examples
    --------
    >>> _said(BackMsg(clear_cache=True).SerializeToString()), _said(b"no message at all")
    (('clear_cache', ''), ('rerun_script', ''))
    """
    try:
        message = BackMsg.FromString(body)
    except DecodeError:
        return "rerun_script", ""
    kind = str(message.WhichOneof("type"))
    if kind != "backend_operation_request":
        return kind, ""
    operation = message.backend_operation_request
    # An id that is blank is nobody's file, and must not pass for a message without one.
    file = operation.deferred_file.file_id or "-" if operation.HasField("deferred_file") else ""
    return str(operation.WhichOneof("payload")), file
