"""Write the files of a download: lists, picture and manifest in one zip, from the columns they need."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graphs import __version__
from graphs.commands.command_line.command_desk import (
    STREAM,
    Desk,
    refuse_existing,
    refused_target,
)
from graphs.commands.command_line.view_picture import scene_of
from graphs.errors import InputError
from graphs.interchange import (
    Address,
    DownloadRequest,
    columns_read,
    manifest_line,
    view_of,
    write_grain_bundle,
)
from graphs.ledger import Extract, Ledger, statement_source
from graphs.model import RECORDS, Scope, Snapshot, collector_paused
from graphs.scene import Outline, picture_files, pictures
from graphs.text import Text
from graphs.whole_file import write_in_place

__all__ = ["ExportFiles", "chosen_picture", "needed_snapshot", "scope_and_day"]

_NO_PICTURE = "none"
_OUTSIDE = Extract(columns={"profile": None, "division": ("synthetic",)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFiles:
    """A download that is about to be written: its view, request and target."""

    desk: Desk
    ledger: Ledger
    view: Address
    request: DownloadRequest
    target: Path
    beneath: Outline | None

    def write(self, snapshot: Snapshot) -> bytes:
        """Write the zip whole or not at all; return its manifest.

        Raises
        ------
        InputError
            It cannot be written here.
        """
        desk, target = self.desk, self.target
        refuse_existing(target, stream=True)
        # rows by the million and no cycle in them: the collector would look at each again and again
        with desk.working(Text(zh="导出", en="exporting")), collector_paused():
            if target == STREAM:
                manifest = self._to_stream(snapshot)
            else:
                try:
                    with write_in_place(target) as written:
                        manifest = self._pack(written, snapshot)
                except (OSError, ValueError) as error:
                    raise refused_target(target, error) from error
        say = desk.remark if target == STREAM else desk.say
        say(manifest_line(snapshot, view_of(self.view, snapshot.profile, snapshot)))
        desk.written(target)
        return manifest

    def _to_stream(self, snapshot: Snapshot) -> bytes:
        with tempfile.TemporaryFile() as written:
            manifest = self._pack(written, snapshot)
            written.seek(0)
            sys.stdout.flush()
            shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return manifest

    def _pack(self, written: IO[bytes], snapshot: Snapshot) -> bytes:
        request = self.request
        source = statement_source(self.ledger, snapshot.revision)
        return write_grain_bundle(
            written,
            snapshot,
            view_of(self.view, snapshot.profile, snapshot),
            request.streams(snapshot, source),
            request=request,
            extra=self._pictures(snapshot),
            version=__version__,
        )

    def _pictures(self, snapshot: Snapshot) -> Mapping[str, bytes]:
        if not self.request.picture:
            return {}
        shown = view_of(self.view, snapshot.profile, snapshot)
        return picture_files(
            scene_of(self.view, snapshot, self.request.picture, self.beneath),
            self.request.pictures,
            title=shown.title,
            line=manifest_line(snapshot, shown),
            language=self.request.language,
        )


def scope_and_day(ledger: Ledger, scope: Scope, as_of: dt.date | None) -> Snapshot:
    """Return a snapshot for its scope, day and revision: as little as says them.

    Raises
    ------
    NotFound
        The scope is not there on that day.
    """
    if ledger.visitor.unbound and scope.kind in ("whole", "division"):
        return ledger.extract(_OUTSIDE, scope, as_of)
    return ledger.snapshot(scope, as_of)


def needed_snapshot(ledger: Ledger, request: DownloadRequest) -> Snapshot:
    """Return the snapshot that a download is made of: only the columns it needs where that will do.

    A manifest says whether anything in the scope is invented. Where what is read is not, and
    something else might be, everything is looked at.
    """
    columns = columns_read(request) if ledger.visitor.unbound else None
    where = (request.scope, request.as_of)
    if columns is not None:
        with collector_paused():
            found = ledger.extract(Extract(columns=columns, in_units=True), *where)
        marks = Extract(columns=dict.fromkeys(RECORDS, ("synthetic",)))
        if found.synthetic or not ledger.extract(marks, *where).synthetic:
            return found
    return ledger.snapshot(*where)


def chosen_picture(snapshot: Snapshot, chosen: str | None) -> str:
    """Return the key of the picture that goes along; blank for none, the first by default.

    Raises
    ------
    InputError
        There is no such picture.
    """
    offered = pictures(snapshot)
    if chosen is None:
        return next(iter(offered))
    if chosen in offered or chosen.startswith("around:"):
        return chosen
    keys = [Text.same(key) for key in (_NO_PICTURE, *offered)]
    raise InputError(
        Text(
            zh="没有图“{chosen}”；可选 {keys}",
            en="there is no picture “{chosen}”; choose from {keys}",
        ).format(chosen=chosen, keys=Text.join(keys))
    )
