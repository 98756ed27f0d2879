"""A download: files with a manifest that can still be read in a year, in one zip."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from graphs.interchange.export_formats import FORMATS
from graphs.interchange.sheet import Sheet
from graphs.interchange.zip_file import zip_bytes
from graphs.model import Snapshot
from graphs.text import Language, Text

__all__ = ["View", "bundle", "manifest_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a download shows: where it comes from, and its filters in words and as an address."""

    title: Text
    filters: Text
    address: str


def manifest_line(snapshot: Snapshot, view: View) -> Text:
    """Return the manifest in one line, as pictures carry it.

    Examples
    --------
    >>> import datetime as dt
    >>> view = View(title=Text.same("上街区"), filters=Text(zh="全部", en="everything"), address="?")
    >>> manifest_line(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), view).zh
    '上街区 · 时点 2010-06-15 · 台账第 0 版 · 全部'
    """
    mark = Text(zh=" · 虚构演示数据", en=" · invented demonstration data")
    return Text(
        zh="{title} · 时点 {day} · 台账第 {revision} 版 · {filters}",
        en="{title} · as of {day} · ledger revision {revision} · {filters}",
    ).format(
        title=view.title,
        day=snapshot.as_of.isoformat(),
        revision=snapshot.revision,
        filters=view.filters,
    ) + (mark if snapshot.synthetic else Text.same(""))


def bundle(
    snapshot: Snapshot,
    view: View,
    sheets: tuple[Sheet, ...],
    *,
    graph: nx.MultiGraph[str] | None = None,
    formats: tuple[str, ...],
    language: Language,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return one zip with lists and graph in the formats asked for, a manifest, and extra files.

    The same view gives the same bytes: nothing in it tells the time of the download.
    """
    files: dict[str, bytes] = {}
    for key in formats:
        files |= FORMATS[key].write(sheets, language, graph)
    files |= dict(extra or {})
    files["manifest.json"] = _manifest(snapshot, view, sheets, files)
    return zip_bytes(dict(sorted(files.items())))


def _manifest(
    snapshot: Snapshot, view: View, sheets: tuple[Sheet, ...], files: Mapping[str, bytes]
) -> bytes:
    content = {
        "format": "graphs-download",
        "version": 1,
        "title": {"zh": view.title.zh, "en": view.title.en},
        "ledger": snapshot.ledger,
        "scope": snapshot.scope.words,
        "effective_as_of": snapshot.as_of.isoformat(),
        "known_at_revision": snapshot.revision,
        "head_digest": snapshot.digest,
        "filters": {"zh": view.filters.zh, "en": view.filters.en, "address": view.address},
        "synthetic": snapshot.synthetic,
        "note": {
            "zh": "以 = + - @ 等开头的文字前加了英文单引号，以免被当作公式。",
            "en": "Text that begins with = + - @ and the like carries a leading apostrophe, so that "
            "no spreadsheet takes it for a formula.",
        },
        "sheets": {
            sheet.key: {
                "rows": len(sheet.rows),
                "figure": {"zh": sheet.figure.zh, "en": sheet.figure.en} if sheet.figure else None,
                "columns": {
                    column.key: {
                        "zh": f"{column.label.zh}：{column.note.zh}",
                        "en": f"{column.label.en}: {column.note.en}",
                    }
                    for column in sheet.columns
                },
            }
            for sheet in sheets
        },
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
