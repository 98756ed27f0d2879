"""A plain client of Streamlit's own stream: what a browser says and hears, without a browser."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

__all__ = ["Answer", "StreamClient"]

_KEPT_RUNS = 2  # a browser forgets a message that so many runs did not name


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One rerun as its user saw it."""

    what: str
    seconds: float
    bytes: int
    messages: int
    faults: tuple[str, ...] = ()
    by_kind: Mapping[str, int] = field(default_factory=dict)


class StreamClient:
    """One open page: its widgets, what it keeps of earlier messages, and the pages of its menu."""

    def __init__(self, address: str, *, query: str = "") -> None:
        self._address = address.replace("http://", "ws://") + "/_stcore/stream"
        self._origin = address
        self._query = query
        self._stream: ClientConnection | None = None
        self._values: dict[str, WidgetState] = {}
        self._kept: dict[str, int] = {}
        self._runs = 0
        self.page = ""
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self.fragments: dict[str, None] = {}

    async def __aenter__(self) -> Self:
        self._stream = await connect(
            self._address,
            origin=self._origin,
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
            open_timeout=60,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            await self._stream.close()

    def widget(self, key: str) -> str:
        """Return the id of the drawn widget of a key."""
        return next(ident for ident in self.widgets if ident.endswith(f"-{key}"))

    async def visit(self, name: str) -> Answer:
        """Turn to a screen by its name in addresses."""
        self.page = self.pages[name]
        self._values.clear()
        self.fragments.clear()
        self.widgets.clear()
        return await self.run(f"visit {name}")

    async def choose(self, key: str, value: str, *, fragment: str = "") -> Answer:
        """Choose an entry of a list."""
        return await self._set(f"choose {key}", self.widget(key), fragment, string_value=value)

    async def open_list(self, key: str, *, fragment: str = "") -> Answer:
        """Unfold, or fold, a part that is drawn when it is open."""
        ident = self.widget(key)
        now = ident in self._values and self._values[ident].bool_value
        return await self._set(f"list {key}", ident, fragment, bool_value=not now)

    async def _set(self, what: str, ident: str, fragment: str, **value: Any) -> Answer:
        self._values[ident] = WidgetState(id=ident, **value)
        return await self.run(what, fragment=fragment)

    async def run(self, what: str, *, fragment: str = "") -> Answer:
        """Ask for a rerun, of the screen or of one fragment, and wait for all of it."""
        assert self._stream is not None
        began = time.perf_counter()
        await self._stream.send(self._request(fragment).SerializeToString())
        size, count, faults, kinds = 0, 0, [], dict[str, int]()
        while True:
            async with asyncio.timeout(120):
                raw = await self._stream.recv()
            assert isinstance(raw, bytes)
            size, count = size + len(raw), count + 1
            message = ForwardMsg.FromString(raw)
            fault, kind = self._hear(message)
            kinds[kind] = kinds.get(kind, 0) + len(raw)
            faults += [fault] if fault else []
            finished = message.WhichOneof("type") == "script_finished"
            if finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        self._forget()
        return Answer(
            what=what,
            seconds=time.perf_counter() - began,
            bytes=size,
            messages=count,
            faults=tuple(faults),
            by_kind=kinds,
        )

    def _request(self, fragment: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_script_hash = self.page
        state.fragment_id = fragment
        state.widget_states.widgets.extend(self._values.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Asia/Shanghai"
        state.context_info.locale = "zh-CN"
        return message

    def _hear(self, message: ForwardMsg) -> tuple[str, str]:
        """Take in a message; return what went wrong in it, and what kind it is."""
        kind = str(message.WhichOneof("type"))
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        elif kind == "navigation":
            self.pages = {
                each.url_pathname: each.page_script_hash for each in message.navigation.app_pages
            }
            self.page = message.navigation.page_script_hash or self.page
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            return self._draw(message)
        elif kind == "script_finished":
            wrong = message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
            return ("compile error" if wrong else ""), kind
        return "", kind

    def _draw(self, message: ForwardMsg) -> tuple[str, str]:
        delta = message.delta
        if delta.fragment_id:
            self.fragments[delta.fragment_id] = None
        if delta.WhichOneof("type") == "add_block":
            block = delta.add_block
            named = getattr(block, str(block.WhichOneof("type")), None)
            for ident in (block.id, getattr(named, "id", "")):
                if ident:
                    self.widgets[ident] = "block"
            return "", "block"
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind, None)
        ident = getattr(element, "id", "")
        if ident:
            self.widgets[ident] = kind
        if kind == "exception":
            return (
                f"{delta.new_element.exception.type}: {delta.new_element.exception.message}",
                kind,
            )
        if kind == "alert" and delta.new_element.alert.format == delta.new_element.alert.ERROR:
            return delta.new_element.alert.body, kind
        return "", kind

    def _forget(self) -> None:
        self._runs += 1
        self._kept = {
            name: run for name, run in self._kept.items() if self._runs - run <= _KEPT_RUNS
        }
