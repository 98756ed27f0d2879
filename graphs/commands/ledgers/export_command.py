"""``export``: exactly a view as one zip, the same bytes as the download screen's."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphs import __version__
from graphs.access import Area
from graphs.commands.command_line.command import (
    AS_OF,
    LEDGER,
    REVISION,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import STREAM, Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.kept_manifest import (
    check_same_ledger,
    differing_files,
    manifest_bytes,
)
from graphs.commands.command_line.view_picture import outline_of, scene_of
from graphs.commands.command_line.view_query import filters_of, query_of
from graphs.errors import InputError
from graphs.interchange import (
    FORMATS,
    GRAINS,
    Address,
    DownloadRequest,
    grain_bundle,
    manifest_line,
    request_of_manifest,
    view_of,
)
from graphs.ledger import Ledger, statement_source
from graphs.model import Scope, Snapshot
from graphs.scene import DATUMS, PICTURE_FORMATS, Outline, picture_files, pictures
from graphs.text import Text

__all__ = ["export"]

_NO_PICTURE = "none"
_PAGE = "html"


@command(
    order=70,
    area=Area.download,
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
            zh="附哪张图；none 不附；缺省为首张",
            en="which picture goes along; none for none; the first by default",
            metavar=Text(zh="图", en="PICTURE"),
        ),
        argument(
            "--picture-format",
            zh="图的格式，可多次；缺省为 html（网页，可离线打开）",
            en="a format of the picture, may be repeated; html by default (opens offline)",
            choices=tuple(PICTURE_FORMATS),
            action="append",
        ),
        argument(
            "--outline",
            zh="本地轮廓（GeoJSON 面），画在“按地点”图下；缺省为界面上采用的那个",
            en="your area's outline (GeoJSON polygons) beneath the picture by place; the one taken "
            "on the screen by default",
            metavar=Text(zh="文件", en="FILE"),
            type=Path,
        ),
        argument(
            "--outline-datum",
            zh="轮廓的坐标系",
            en="the datum of the outline",
            choices=tuple(DATUMS),
            default="wgs84",
        ),
        argument(
            "--ledger-datum",
            zh="台账坐标的坐标系",
            en="the datum of the ledger's coordinates",
            choices=tuple(DATUMS),
            default="wgs84",
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
            "export --ledger demo --picture hubs --picture-format svg --picture-format pdf_a3 "
            "--output picture.zip",
            zh="图为 SVG 和可打印的 A3",
            en="the picture as SVG and as A3 to print",
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
    picture_format: list[str] | None,
    outline: Path | None,
    outline_datum: str,
    ledger_datum: str,
    from_manifest: Path | None,
    output: Path | None,
) -> int:
    """Write lists, manifest and picture of exactly a view, or those of a manifest once more."""
    if from_manifest is not None:
        named = (
            *(address, scope, as_of, revision, grain, format, picture, filter or None),
            *(picture_format, outline),
        )
        _refuse_both(any(each is not None for each in named))
        return _again(desk, ledger, from_manifest, output)
    query = query_of(address) if address is not None else {}
    query |= {"scope": scope} if scope else {}
    query |= {"as_of": as_of.isoformat()} if as_of else {}
    query |= filters_of(filter)
    entry = desk.entry(ledger or query.get("ledger"))
    beneath = outline_of(desk, entry, outline, (outline_datum, ledger_datum))
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
            pictures=_chosen(PICTURE_FORMATS, picture_format or [_PAGE]) if key else (),
            question=view.question,
            settings_of_question=view.settings,
        )
        if view.since:
            words = Text(
                zh="图画的是一日，未与 {d} 对比",
                en="the picture is of one day, not compared with {d}",
            )
            desk.remark(words.format(d=str(view.since)))
        _write(desk, opened, snapshot, view, request, target, beneath)
        return DONE


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
    content = manifest_bytes(manifest)
    request = request_of_manifest(content)
    kept = json.loads(content)
    query = query_of(kept["filters"]["address"])
    entry = desk.entry(ledger or query.get("ledger"))
    view, _ = Address.parse(query | {"ledger": entry.key or query.get("ledger", "")})
    with desk.open(entry.key or entry.where, revision=request.revision) as opened:
        snapshot = opened.snapshot(request.scope, request.as_of)
        check_same_ledger(kept, snapshot)
        target = output or Path(f"{entry.key or snapshot.ledger}-{snapshot.as_of}.zip")
        refuse_existing(target, stream=True)
        beneath = outline_of(desk, entry, None, ("", ""))
        made = _write(desk, opened, snapshot, view, request, target, beneath)
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


def _write(  # noqa: PLR0917  # one step of the command
    desk: Desk,
    opened: Ledger,
    snapshot: Snapshot,
    view: Address,
    request: DownloadRequest,
    target: Path,
    beneath: Outline | None,
) -> bytes:
    source = statement_source(opened, snapshot.revision)
    shown = view_of(view, snapshot.profile, snapshot)
    with desk.working(Text(zh="导出", en="exporting")):
        extra: Mapping[str, bytes] = {}
        if request.picture:
            extra = picture_files(
                scene_of(view, snapshot, request.picture, beneath),
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
    return content


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
