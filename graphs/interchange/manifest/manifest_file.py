"""``manifest.json``: what a download is of, what its columns say, its digests, and how to repeat it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.interchange.export_formats import FORMATS
from graphs.interchange.formats.formula_guard import LONGEST_CELL
from graphs.interchange.grains.grain import GRAINS
from graphs.interchange.manifest.column_units import unit_of
from graphs.interchange.manifest.view_words import View
from graphs.interchange.sheet import CellKind, Table
from graphs.interchange.zip_file import FileDigest
from graphs.model import Snapshot
from graphs.text import Text

__all__ = ["MANIFEST_NAME", "LeftOut", "manifest_file", "manifest_words"]

MANIFEST_NAME = "manifest.json"
"""The name of the manifest in a download."""

_TYPES: Mapping[CellKind, Text] = {
    "text": Text(zh="文字", en="text"),
    "integer": Text(zh="整数", en="whole number"),
    "number": Text(zh="数", en="number"),
    "flag": Text(zh="是否", en="true or false"),
    "date": Text(zh="日期（ISO 8601）", en="day (ISO 8601)"),
}

_NULL = Text(
    zh="空白即没有值；原因（未载明、不适用、无法辨认）在 absent 栏，未列出的就是空白。没有 0、-1 或文字代替空白。",
    en="A blank is no value; its reason (not stated, not applicable, unreadable) is in the column absent, "
    "and one not named there is just blank. There is no 0, -1 or word in place of a blank.",
)

_NOTE = Text(
    zh="CSV、TSV、XLSX 中以 = + - @ 等开头的文字前加了英文单引号，以免被当作公式；"
    f"控制字符已去掉；超过 {LONGEST_CELL} 字的已截断。",
    en="In CSV, TSV and XLSX text that begins with = + - @ and the like carries a leading apostrophe, so "
    "that no spreadsheet takes it for a formula; control characters are left out; text beyond "
    f"{LONGEST_CELL} characters is cut.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a format does not hold of a grain, and why."""

    grain: str
    format: str
    reason: Text


def manifest_words(snapshot: Snapshot, view: View) -> dict[str, Any]:
    """Return what a file says of where it comes from: a single line of JSON in formats with room.

    Examples
    --------
    >>> import datetime as dt
    >>> view = View(title=Text.same("甲"), filters=Text.same("全部"), address="?")
    >>> manifest_words(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), view)["as_of"]
    '2010-06-15'
    """
    return {
        "ledger": snapshot.ledger,
        "scope": snapshot.scope.words,
        "as_of": snapshot.as_of.isoformat(),
        "revision": snapshot.revision,
        "digest": snapshot.digest,
        "address": view.address,
        "synthetic": snapshot.synthetic,
    }


def manifest_file(
    snapshot: Snapshot,
    view: View,
    sheets: Sequence[tuple[str, Table]],
    files: Mapping[str, FileDigest],
    *,
    made_with: Mapping[str, Any],
    formats: tuple[str, ...],
    grains: tuple[str, ...] = (),
    left_out: Sequence[LeftOut] = (),
    version: str = "",
) -> bytes:
    """Return the manifest; ``sheets`` come with their folder, ``made_with`` repeats the download.

    ``version`` is the product's, which whoever calls knows.
    """
    content = {
        "format": "graphs-download",
        "version": 2,
        "product": {"name": "graphs", "version": version},
        "title": _both(view.title),
        "ledger": snapshot.ledger,
        "scope": snapshot.scope.words,
        "effective_as_of": snapshot.as_of.isoformat(),
        "known_at_revision": snapshot.revision,
        "head_digest": snapshot.digest,
        "filters": _both(view.filters) | {"address": view.address},
        "synthetic": snapshot.synthetic,
        "identity": None if snapshot.verified else _both(snapshot.identity),
        "made_with": dict(made_with),
        "grains": {
            key: _both(GRAINS[key].label) | {"loses": _both(GRAINS[key].loses)} for key in grains
        },
        "formats": {
            key: _both(FORMATS[key].label) | {"loses": _both(FORMATS[key].loses)} for key in formats
        },
        "left_out": [
            {"grain": each.grain, "format": each.format} | _both(each.reason) for each in left_out
        ],
        "note": _both(_NOTE),
        "null": _both(_NULL),
        "sheets": {f"{folder}{sheet.key}": _sheet(sheet) for folder, sheet in sheets},
        "files": {
            name: {"bytes": each.size, "sha256": each.sha256}
            for name, each in sorted(files.items())
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _sheet(sheet: Table) -> dict[str, Any]:
    return {
        "rows": sheet.row_count,
        "figure": _both(sheet.figure) if sheet.figure else None,
        "columns": {
            column.key: {
                "type": column.kind,
                "type_words": _both(_TYPES[column.kind]),
                "unit": _both(unit) if (unit := unit_of(column, sheet.key)) else None,
                "zh": f"{column.label.zh}：{column.note.zh}",
                "en": f"{column.label.en}: {column.note.en}",
            }
            for column in sheet.columns
        },
    }


def _both(words: Text) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
