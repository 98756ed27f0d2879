"""``export``: exactly a view as one zip, the same bytes as the download screen's."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphs import __version__
from graphs.commands.command_line.command import (
    AS_OF,
    LEDGER,
    REVISION,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import STREAM, Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.view_query import filters_of, query_of
from graphs.errors import InputError
from graphs.interchange import (
    FORMATS,
    GRAINS,
    MANIFEST_NAME,
    Address,
    DownloadRequest,
    grain_bundle,
    manifest_line,
    request_of_manifest,
    view_of,
)
from graphs.ledger import Ledger
from graphs.model import Scope, Snapshot
from graphs.scene import picture as picture_scene
from graphs.scene import picture_files, pictures
from graphs.statistics import SnapshotSource
from graphs.text import Text

__all__ = ["export"]

_NO_PICTURE = "none"


@command(
    order=70,
    zh="下载视图：边表、点表、上报数对照、清单和图",
    en="download a view: edges, nodes, reported figures, manifest and picture",
    arguments=(
        LEDGER,
        argument(
            "--address",
            zh="浏览器地址栏里的网址：就是那个视图",
            en="the address in the browser: exactly that view",
            metavar=Text(zh="网址", en="ADDRESS"),
        ),
        argument(
            "--scope",
            zh="范围：whole、division:编号、chain:编号、ego:编号:步数",
            en="scope: whole, division:ID, chain:ID or ego:ID:HOPS",
            metavar=Text(zh="范围", en="SCOPE"),
        ),
        AS_OF,
        REVISION,
        argument(
            "--filter",
            zh="筛选，可多次；all 表示不限",
            en="a filter, may be repeated; all means any",
            metavar=Text(zh="筛选=值,值", en="KEY=VALUE,VALUE"),
            action="append",
            default=[],
        ),
        argument(
            "--grain",
            zh="一行是什么，可多次；缺省为结对和上报数",
            en="what a row is, may be repeated; pairs and reported figures by default",
            choices=tuple(GRAINS),
            action="append",
        ),
        argument(
            "--format",
            zh="格式，可多次；缺省为 CSV 和 XLSX",
            en="a format, may be repeated; CSV and XLSX by default",
            choices=tuple(FORMATS),
            action="append",
        ),
        argument(
            "--picture",
            zh="附哪张图（网页，可离线打开）；none 不附；缺省为首张",
            en="which picture goes along (HTML, opens offline); none for none; the first by default",
            metavar=Text(zh="图", en="PICTURE"),
        ),
        argument(
            "--from-manifest",
            zh="照下载里的 manifest.json 重做同样的文件，台账以后怎样变都一样",
            en="make the files of a download's manifest.json again, whatever became of the ledger since",
            metavar=Text(zh="文件", en="FILE"),
            type=Path,
        ),
        argument(
            "--output",
            zh="新文件；缺省为 台账-日期.zip",
            en="a new file; LEDGER-DATE.zip by default",
            metavar=Text(zh="文件", en="FILE"),
            type=Path,
        ),
    ),
    examples=(
        example(
            "export --ledger demo --grain incidence --format graphml --picture none",
            zh="协议与签约方的网络，GraphML",
            en="agreements and signatories as a network, in GraphML",
        ),
        example(
            "export --ledger shangjie-2010", zh="上街 2010 的默认视图", en="Shangjie's default view"
        ),
        example(
            "export --address 'http://127.0.0.1:8501/network?ledger=demo&status=expired&lang=en'",
            zh="浏览器里正看着的视图",
            en="the view that the browser shows",
        ),
        example(
            "export --ledger demo --as-of 2025-12-31 --filter status=all --filter side=soe "
            "--format csv --picture none --output soe.zip",
            zh="2025 年末，国企侧，不限状态，只要 CSV",
            en="end of 2025, state-owned side, any status, CSV only",
        ),
        example(
            "export --from-manifest manifest.json --output again.zip",
            zh="几版之后重做一次下载",
            en="a download again, some revisions later",
        ),
    ),
)
def export(  # the arguments of a command
    desk: Desk,
    *,
    ledger: str | None,
    address: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    filter: list[str],  # noqa: A002  # the word of the domain
    grain: list[str] | None,
    format: list[str] | None,  # noqa: A002  # the word of the domain
    picture: str | None,
    from_manifest: Path | None,
    output: Path | None,
) -> int:
    """Write lists, manifest and picture of exactly a view, or those of a manifest once more."""
    if from_manifest is not None:
        named = (address, scope, as_of, revision, grain, format, picture, filter or None)
        _refuse_both(any(each is not None for each in named))
        return _again(desk, ledger, from_manifest, output)
    query = query_of(address) if address is not None else {}
    query |= {"scope": scope} if scope else {}
    query |= {"as_of": as_of.isoformat()} if as_of else {}
    query |= filters_of(filter)
    entry = desk.entry(ledger or query.get("ledger"))
    query["ledger"] = entry.key  # a path or a database address stays out of the manifest
    query.setdefault("lang", desk.language)
    view, problems = Address.parse(query)
    if problems:
        raise InputError(
            Text(zh="视图写法不对，未导出", en="this is no view; nothing was exported"), problems
        )
    with desk.open(entry.key or entry.where, revision=revision) as opened:
        home = Scope.within(opened.profile().home)
        snapshot = opened.snapshot(view.scope or home, view.as_of)
        target = output or Path(f"{entry.key or snapshot.ledger}-{snapshot.as_of}.zip")
        refuse_existing(target, stream=True)
        key = _picture_key(snapshot, picture or view.picture or None)
        request = DownloadRequest(
            scope=snapshot.scope,
            as_of=snapshot.as_of,
            revision=snapshot.revision,
            language=view.language,
            filters=view.filters,
            grains=_chosen(GRAINS, grain),
            formats=_chosen(FORMATS, format),
            picture=key,
            pictures=("html",) if key else (),
            question=view.question,
            settings_of_question=view.settings,
        )
        return _write(desk, opened, snapshot, view, request, target)


def _refuse_both(both: bool) -> None:  # a private check
    if both:
        raise InputError(
            Text(
                zh="--from-manifest 已写明视图、格式和版本，不再写别的（--ledger、--output 除外）",
                en="--from-manifest says view, formats and revision; leave the rest out but --ledger "
                "and --output",
            )
        )


def _again(desk: Desk, ledger: str | None, manifest: Path, output: Path | None) -> int:
    """Make the files of a manifest once more, from the revision it names."""
    content = _manifest_bytes(manifest)
    request = request_of_manifest(content)
    kept = json.loads(content)
    query = query_of(kept["filters"]["address"])
    entry = desk.entry(ledger or query.get("ledger"))
    view, _ = Address.parse(query | {"ledger": entry.key or query.get("ledger", "")})
    with desk.open(entry.key or entry.where, revision=request.revision) as opened:
        snapshot = opened.snapshot(request.scope, request.as_of)
        if (snapshot.ledger, snapshot.digest) != (kept["ledger"], kept["head_digest"]):
            raise InputError(
                Text(
                    zh="这不是 manifest 所说的台账，或该版内容不同；未导出",
                    en="this is not the ledger of the manifest, or its revision holds something else; "
                    "nothing was exported",
                )
            )
        target = output or Path(f"{entry.key or snapshot.ledger}-{snapshot.as_of}.zip")
        refuse_existing(target, stream=True)
        return _write(desk, opened, snapshot, view, request, target)


def _manifest_bytes(path: Path) -> bytes:
    """Return the manifest of a file, or of the download that holds it."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                return packed.read(MANIFEST_NAME)
        return path.read_bytes()
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(
            Text(zh="读不了 manifest：{path}", en="the manifest cannot be read: {path}").format(
                path=path
            )
        ) from error


def _chosen(registry: Mapping[str, Any], named: list[str] | None) -> tuple[str, ...]:
    """Return the keys named, in the order of the registry; the usual ones where none is."""
    return tuple(
        key for key, each in registry.items() if (each.usual if named is None else key in named)
    )


def _write(  # noqa: PLR0917  # one step of the command
    desk: Desk,
    opened: Ledger,
    snapshot: Snapshot,
    view: Address,
    request: DownloadRequest,
    target: Path,
) -> int:
    kept_to = snapshot.profile.as_of
    source = SnapshotSource(
        at=lambda where, day: opened.snapshot(where, day, snapshot.revision),
        last_day=kept_to.latest if kept_to else None,
    )
    shown = view_of(view, snapshot.profile, snapshot)
    with desk.working(Text(zh="导出", en="exporting")):
        extra: Mapping[str, bytes] = {}
        if request.picture:
            extra = picture_files(
                picture_scene(
                    snapshot, request.picture, request.filters, language=request.language
                ),
                request.pictures,
                title=shown.title,
                line=manifest_line(snapshot, shown),
                language=request.language,
            )
        content = grain_bundle(
            snapshot,
            shown,
            request.lists(snapshot, source),
            request=request,
            extra=extra,
            version=__version__,
        )
    write_target(target, content)
    say = desk.remark if target == STREAM else desk.say
    say(manifest_line(snapshot, shown))
    desk.written(target)
    return DONE


def _picture_key(snapshot: Snapshot, chosen: str | None) -> str:
    offered = pictures(snapshot)
    if chosen is None:
        return next(iter(offered))
    if chosen == _NO_PICTURE:
        return ""
    if chosen in offered or chosen.startswith("around:"):
        return chosen
    keys = [Text.same(key) for key in (_NO_PICTURE, *offered)]
    raise InputError(
        Text(
            zh="没有图“{chosen}”；可选 {keys}",
            en="there is no picture “{chosen}”; choose from {keys}",
        ).format(chosen=chosen, keys=Text.join(keys))
    )
