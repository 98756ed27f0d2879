"""The reader process: file bytes on standard input, JSON lines on standard output.

It imports the standard library, the workbook reader and a few small modules, no more, so that its
address space can be limited; and it can be killed at any time without loss.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from graphs.intake.files.shown_text import shown_text
from graphs.intake.formats.delimited import batches, sheet_frame, text_frames
from graphs.intake.formats.file_errors import Fault
from graphs.intake.formats.limits import Limits
from graphs.intake.formats.markup_tables import is_markup, markup_frames
from graphs.intake.formats.xlsx_metadata import SheetScan, scan_sheet, sheet_parts
from graphs.intake.formats.xlsx_package import Package, open_package
from graphs.intake.formats.xlsx_styles import styles_of

__all__ = ["frames", "main", "settings"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_WORKBOOK = (
    (b"%PDF", "document", "PDF"),
    (b"\x89PNG", "document", "PNG"),
    (b"\xff\xd8\xff", "document", "JPEG"),
    (b"GIF8", "document", "GIF"),
    (b"{\\rtf", "document", "RTF"),
    (b"Rar!", "packed", "RAR"),
    (b"7z\xbc\xaf", "packed", "7z"),
    (b"\x1f\x8b", "packed", "gzip"),
    (b"MIME-Version:", "not_a_workbook", "MHTML"),
    (b"SQLite format", "not_a_workbook", "SQLite"),
    (b"MZ", "not_a_workbook", "EXE"),
    (b"\x7fELF", "not_a_workbook", "ELF"),
)
_BASE = 64 * 1024 * 1024
_PLACE = 160  # bytes a place of the field may take: the value, its text on the heap, slack


def main() -> None:
    """Read standard input and write what was found, or why it cannot be read."""
    limits = Limits(**json.loads(sys.argv[1]))
    _bound(limits)
    content = sys.stdin.buffer.read()
    try:
        for frame in frames(content, limits, guard=_bound_reader):
            _send(frame)
        _send({"end": True})
    except Fault as fault:
        _send({"fault": fault.key, "values": {k: str(v) for k, v in fault.values.items()}})
    except MemoryError:
        _send({"fault": "memory", "values": {}})
    except Exception as error:  # noqa: BLE001  # a file nobody thought of is refused, not a crash
        _send({"fault": "damaged", "values": {"what": type(error).__name__}})


def _send(frame: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(frame, ensure_ascii=True).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def frames(
    content: bytes, limits: Limits, *, guard: Callable[[int, int, Limits], None] | None = None
) -> Iterator[dict[str, Any]]:
    """Give a frame for each sheet and for each batch of its rows.

    ``guard`` is called with the places and the unpacked bytes before the workbook reader is let in.

    Raises
    ------
    Fault
        The file cannot be read.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise Fault("empty")
    if len(content) > limits.bytes:
        raise Fault("too_large", size=len(content), limit=limits.bytes)
    if content.startswith(b"PK"):
        return _package_frames(content, limits, guard)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Fault("encrypted")
        if "WordDocument".encode("utf-16-le") in content:
            raise Fault("document", what="Word")
        return _old_frames(content, limits)
    for magic, fault, what in _NO_WORKBOOK:
        if content.startswith(magic):
            raise Fault(fault, what=what)
    if is_markup(content):
        return markup_frames(content, limits)
    return text_frames(content, limits)


def _bound(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows keeps to the watch of the parent
        return
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _bound_reader(places: int, unpacked: int, limits: Limits) -> None:
    """Leave the reader what an honest sheet of this size needs; one text repeated is no honest one."""
    try:
        import resource
        from pathlib import Path

        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * 4096
    except (ImportError, OSError):
        return
    most = min(limits.memory, taken + _BASE + places * _PLACE + 2 * unpacked)
    resource.setrlimit(resource.RLIMIT_AS, (most, limits.memory))


def _package_frames(
    content: bytes, limits: Limits, guard: Callable[[int, int, Limits], None] | None
) -> Iterator[dict[str, Any]]:
    package = open_package(content, limits)
    if "content.xml" in package.names:
        yield from _open_document_frames(content, package, limits, guard)
        return
    parts = sheet_parts(package, limits)
    styles = styles_of(package)
    scans: dict[str, SheetScan] = {}
    for sheet in parts:
        if sheet.part in package.names and "worksheets" in sheet.part:
            scans[sheet.name] = scan_sheet(package, sheet, styles, limits)
    places = sum(scan.rows * scan.columns for scan in scans.values())
    if places > limits.cells:
        raise Fault("too_many_cells", limit=limits.cells, sheet=parts[0].name)
    unpacked = sum(entry.file_size for entry in package.archive.infolist())
    if guard is not None:
        guard(places, unpacked, limits)
    yield from _book_frames(content, limits, scans)


def _open_document_frames(
    content: bytes,
    package: Package,
    limits: Limits,
    guard: Callable[[int, int, Limits], None] | None,
) -> Iterator[dict[str, Any]]:
    """Give the frames of an OpenDocument spreadsheet; its text and pictures are no workbook."""
    if b"spreadsheet" not in b"".join(
        package.chunks("mimetype") if "mimetype" in package.names else ()
    ):
        raise Fault("document", what="OpenDocument")
    size = package.archive.getinfo("content.xml").file_size
    if guard is not None:
        # Repeated rows are written once and laid out in full: only the memory limit bounds them.
        guard(min(limits.cells, size), size, limits)
    yield from _book_frames(content, limits, {})


def _old_frames(content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    yield from _book_frames(content, limits, {})


def _book_frames(
    content: bytes, limits: Limits, scans: dict[str, SheetScan]
) -> Iterator[dict[str, Any]]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            name = sheet.name
            if scans and name not in scans:
                continue  # a chart sheet
            scan = scans.get(name, SheetScan())
            yield _sheet_frame(name, scan, hidden=sheet.visible != SheetVisibleEnum.Visible)
            rows = _values(book.get_sheet_by_name(name).iter_rows(), scan, name, limits)
            yield from batches(rows)
    except PasswordError:
        raise Fault("encrypted") from None
    except CalamineError as error:
        if "detect file format" in str(error):
            raise Fault("unknown_format") from None
        raise Fault("damaged", what=str(error)[:80]) from None
    except (OSError, ValueError, UnicodeError) as error:
        raise Fault("damaged", what=type(error).__name__) from None


def _sheet_frame(name: str, scan: SheetScan, *, hidden: bool) -> dict[str, Any]:
    return sheet_frame(
        name,
        hidden=hidden,
        hidden_rows=sorted(scan.hidden_rows),
        hidden_columns=sorted(scan.hidden_columns),
        merges=scan.merges,
        struck=scan.struck,
        notes=scan.notes,
    )


def _values(
    rows: Iterable[list[Any]], scan: SheetScan, sheet: str, limits: Limits
) -> Iterator[list[Any]]:
    cells = 0
    for number, row in enumerate(rows):
        if number >= limits.rows:
            raise Fault("too_many_rows", limit=limits.rows, sheet=sheet)
        texts: list[str] = []
        marks: dict[int, str] = {}
        for column, value in enumerate(row):
            mark = scan.marks.get((number, column), "") if scan.marks else ""
            text, kind = shown_text(value, mark)
            if len(text) > limits.cell_characters:
                cell = f"{column + 1}, {number + 1}"
                raise Fault("cell_too_long", cell=cell, limit=limits.cell_characters, sheet=sheet)
            texts.append(text)
            if kind:
                marks[column] = kind
        cells += len(texts)
        if cells > limits.cells:
            raise Fault("too_many_cells", limit=limits.cells, sheet=sheet)
        if any(texts) or "u" in marks.values():
            yield [number, texts, marks]


def settings(limits: Limits) -> str:
    """Return limits as the process is given them."""
    return json.dumps(asdict(limits))
