"""``export``: exactly a view as one zip, the same bytes as the download screen's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphs.access import Area
from graphs.commands.command_line.command import command
from graphs.commands.command_line.command_desk import Desk, refuse_existing
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.export_arguments import (
    EXPORT_ARGUMENTS,
    EXPORT_EXAMPLES,
    ExportArguments,
)
from graphs.commands.command_line.export_files import (
    ExportFiles,
    chosen_picture,
    needed_snapshot,
    scope_and_day,
)
from graphs.commands.command_line.kept_manifest import (
    check_same_ledger,
    differing_files,
    manifest_bytes,
)
from graphs.commands.command_line.view_picture import outline_of
from graphs.commands.command_line.view_query import filters_of, query_of
from graphs.errors import InputError
from graphs.interchange import FORMATS, GRAINS, Address, DownloadRequest, request_of_manifest
from graphs.ledger import Entry, Ledger
from graphs.scene import PICTURE_FORMATS
from graphs.text import Text

__all__ = ["export"]

_PAGE = "html"


@command(
    order=70,
    area=Area.download,
    zh="下载视图：边表、点表、上报数对照、清单和图",
    en="download a view: edges, nodes, reported figures, manifest and picture",
    arguments=EXPORT_ARGUMENTS,
    examples=EXPORT_EXAMPLES,
)
def export(desk: Desk, **named: Any) -> int:
    """Write lists, manifest and picture of exactly a view, or those of a manifest once more."""
    arguments = ExportArguments(**named)
    if arguments.from_manifest is not None:
        arguments.check_manifest_alone()
        return _again(desk, arguments, arguments.from_manifest)
    entry, view = _view(desk, arguments)
    beneath = outline_of(
        desk, entry, arguments.outline, (arguments.outline_datum, arguments.ledger_datum)
    )
    with desk.open(entry.key or entry.where, revision=arguments.revision) as opened:
        request = _request(opened, view, arguments)
        target = arguments.output or Path(f"{entry.key or opened.id}-{request.as_of}.zip")
        refuse_existing(target, stream=True)
        snapshot = needed_snapshot(opened, request)
        if request.picture:
            key = chosen_picture(snapshot, arguments.picture or view.picture or None)
            request = replace(request, picture=key)
        ExportFiles(
            desk=desk, ledger=opened, view=view, request=request, target=target, beneath=beneath
        ).write(snapshot)
    if view.since:
        words = Text(
            zh="图画的是一日，未与 {d} 对比", en="the picture is of one day, not compared with {d}"
        )
        desk.remark(words.format(d=str(view.since)))
    return DONE


def _view(desk: Desk, arguments: ExportArguments) -> tuple[Entry, Address]:
    """Return the ledger and the view that the arguments name.

    Raises
    ------
    InputError
        They name no view.
    """
    query = query_of(arguments.address) if arguments.address is not None else {}
    query |= {"scope": arguments.scope} if arguments.scope else {}
    query |= {"as_of": arguments.as_of.isoformat()} if arguments.as_of else {}
    query |= filters_of(arguments.filter)
    entry = desk.entry(arguments.ledger or query.get("ledger"))
    query["ledger"] = entry.key  # a path or a database address stays out of the manifest
    query.setdefault("lang", desk.language)
    view, problems = Address.parse(query)
    if problems:
        raise InputError(
            Text(zh="视图写法不对，未导出", en="this is no view; nothing was exported"), problems
        )
    return entry, view


def _request(opened: Ledger, view: Address, arguments: ExportArguments) -> DownloadRequest:
    """Return the download written out; a picture that is not chosen yet is the first there is."""
    begun = scope_and_day(opened, opened.shown_scope(view.scope), view.as_of)
    picture = arguments.picture or view.picture or "first"
    picture = "" if picture == "none" else picture
    return DownloadRequest(
        scope=begun.scope,
        as_of=begun.as_of,
        revision=begun.revision,
        language=view.language,
        filters=view.filters,
        grains=_chosen(GRAINS, arguments.grain),
        formats=_chosen(FORMATS, arguments.format),
        picture=picture,
        pictures=_chosen(PICTURE_FORMATS, arguments.picture_format or [_PAGE]) if picture else (),
        question=view.question,
        settings_of_question=view.settings,
    )


def _again(desk: Desk, arguments: ExportArguments, manifest: Path) -> int:
    """Make the files of a manifest once more, from the revision it names."""
    content = manifest_bytes(manifest)
    request = request_of_manifest(content)
    kept = json.loads(content)
    query = query_of(kept["filters"]["address"])
    entry = desk.entry(arguments.ledger or query.get("ledger"))
    view, _ = Address.parse(query | {"ledger": entry.key or query.get("ledger", "")})
    with desk.open(entry.key or entry.where, revision=request.revision) as opened:
        snapshot = needed_snapshot(opened, request)
        check_same_ledger(kept, snapshot)
        target = arguments.output or Path(f"{entry.key or snapshot.ledger}-{snapshot.as_of}.zip")
        beneath = outline_of(desk, entry, None, ("", ""))
        made = ExportFiles(
            desk=desk, ledger=opened, view=view, request=request, target=target, beneath=beneath
        ).write(snapshot)
        return _as_before(desk, kept, made)


def _as_before(desk: Desk, kept: dict[str, Any], made: bytes) -> int:
    """Say whether what was made again is what the manifest names, file by file."""
    other = differing_files(kept, made)
    if not other:
        desk.remark(Text(zh="与清单逐字节相同", en="byte for byte what the manifest names"))
        return DONE
    words = Text(
        zh="与清单不同的文件：{names}（产品版本或本机轮廓可能已变）",
        en="not as the manifest names them: {names} (another version of the product, or another outline "
        "on this desk)",
    )
    desk.remark(words.format(names=Text.join([Text.same(name) for name in other])))
    return NO


def _chosen(registry: Mapping[str, Any], named: list[str] | None) -> tuple[str, ...]:
    """Return the keys named, in the order of the registry; the usual ones where none is."""
    return tuple(
        key for key, each in registry.items() if (each.usual if named is None else key in named)
    )
