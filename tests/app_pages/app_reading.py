"""What a rendered screen says: every text of every element, without knowing the kinds of them.

It walks the messages that Streamlit sends to the browser, so that a new kind of widget is read
without a change here.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame.menu import menu_items
from graphs.ledger import Revision
from graphs.model import Snapshot

SCREENS = tuple(item.name for item in menu_items())

# Fields that no one reads on the screen: ids, names of files and icons, formats of the protocol.
_UNSEEN = frozenset(
    {
        "id", "form_id", "icon", "type", "format", "columns", "component_name", "js_content",
        "js_source_path", "html_content", "css_content", "css_source_path", "json", "url",
        "deferred_file_id", "min", "max", "default", "element_id", "page", "page_script_hash",
    }
)  # fmt: skip
_TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
# Colours, badges and icons of Streamlit's markdown; drawn, not read.
_DIRECTIVE = re.compile(r":(?:[a-z-]+(?=\[)|material/\w+:)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
# A digest, and in tables the stable key beside its wording, are written for programs.
_CODE = re.compile(r"\b[0-9a-f]{12,64}\b")
_KEY = re.compile(r"[a-z][a-z_]*(=[a-z_]+(; [a-z][a-z_]*=[a-z_]+)*)?")  # or reasons by column
_LATIN = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the kind of element that says it."""

    kind: str
    words: str


_COPIED = frozenset({"code", "json"})
"""What is copied to a command line or read by programs, in no language."""


def said(screen: AppTest) -> list[Said]:
    """Return every text of a screen, in the order of its elements."""
    return list(_walk(screen._tree))


def _walk(block: Any) -> Iterator[Said]:
    kind = str(block.type)
    proto = getattr(block, "proto", None)
    if kind == "bidi_component":
        yield from _canvas(proto)
    elif kind == "dataframe":
        frame = block.value
        yield from (Said(kind, str(head)) for head in frame.columns)
        cells = (cell for row in frame.to_numpy() for cell in row)
        missing = [proto.placeholder] if proto.HasField("placeholder") else []
        shown = (missing[0] if missing and cell != cell else cell for cell in cells)  # noqa: PLR0124  # of numbers
        yield from (Said(kind, str(cell)) for cell in shown if _is_read(cell))
    elif kind in _COPIED:
        pass
    elif proto is not None and hasattr(proto, "ListFields"):
        yield from (Said(kind, _plain(kind, words)) for words in _strings(proto))
    for child in getattr(block, "children", {}).values():
        yield from _walk(child)


def _is_read(cell: object) -> bool:
    return not isinstance(cell, bool) and not _KEY.fullmatch(str(cell))


def _strings(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in _UNSEEN:
            continue
        many = [value] if isinstance(value, str) or hasattr(value, "ListFields") else value
        for each in many if isinstance(many, Iterable) else ():
            if isinstance(each, str):
                yield each
            elif hasattr(each, "ListFields"):
                yield from _strings(each)


def _plain(kind: str, words: str) -> str:
    if kind == "html":
        return html.unescape(_TAG.sub(" ", words))
    return _ESCAPE.sub(r"\1", _DIRECTIVE.sub("", words))


def _canvas(proto: Any) -> Iterator[Said]:
    data = json.loads(proto.mixed.json or "{}")
    view = data.get("view", {})
    yield from (Said("canvas", words) for words in view.get("words", {}).values())
    yield Said("canvas", view.get("sentence", ""))
    for blob in proto.mixed.arrow_blobs.values():
        table = pa.ipc.open_stream(io.BytesIO(blob.data)).read_all()
        for name in {"label", "title", "note"} & set(table.column_names):
            yield from (Said("canvas", words or "") for words in table.column(name).to_pylist())


def recorded(snapshot: Snapshot, revisions: Iterable[Revision] = ()) -> dict[str, None]:
    """Return every text that the ledger holds, the longest first; data stay as recorded."""
    found = {words for each in revisions for words in (each.actor, each.note)}
    for table in snapshot.tables.values():
        for column in table.columns:
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                found.update(value for value in column.to_pylist() if value)
    return dict.fromkeys(sorted(found, key=lambda words: (-len(words), words)))


def foreign(words: str, language: str, data: Iterable[str], allowed: Iterable[str]) -> str:
    """Return what of a text is in the other language, once data and allowed words are taken out."""
    alien = _CHINESE if language == "en" else _LATIN
    if not alien.search(words) or words in data:
        return ""
    words = _CODE.sub(" ", words)
    for known in (*allowed, *data):
        if known in words:
            words = words.replace(known, " ")
            if not alien.search(words):
                return ""
    return " ".join(alien.findall(words))
