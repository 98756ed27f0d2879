"""``export``: exactly a view as one zip, the same bytes as the download screen's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import AS_OF, LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import STREAM, Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.view_picture import outline_of, scene_of
from graphs.commands.command_line.view_query import filters_of, query_of
from graphs.errors import InputError
from graphs.interchange import (
    FORMATS,
    Address,
    Sheet,
    bundle,
    manifest_line,
    statement_list,
    view_lists,
    view_of,
)
from graphs.ledger import Ledger, statement_source
from graphs.model import Profile, Scope, Snapshot
from graphs.scene import (
    DATUMS,
    PICTURE_FORMATS,
    Outline,
    filtered_graph,
    picture_files,
    pictures,
)
from graphs.statistics import reconcile
from graphs.text import Language, Text

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
        argument(
            "--filter",
            zh="筛选，可多次；all 表示不限",
            en="a filter, may be repeated; all means any",
            metavar=Text(zh="筛选=值,值", en="KEY=VALUE,VALUE"),
            action="append",
            default=[],
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
            "--output",
            zh="新文件；缺省为 台账-日期.zip",
            en="a new file; LEDGER-DATE.zip by default",
            metavar=Text(zh="文件", en="FILE"),
            type=Path,
        ),
    ),
    examples=(
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
    ),
)
def export(
    desk: Desk,
    *,
    ledger: str | None,
    address: str | None,
    scope: str | None,
    as_of: dt.date | None,
    filter: list[str],  # noqa: A002  # the word of the domain
    format: list[str] | None,  # noqa: A002  # the word of the domain
    picture: str | None,
    picture_format: list[str] | None,
    outline: Path | None,
    outline_datum: str,
    ledger_datum: str,
    output: Path | None,
) -> int:
    """Write edge list, node list, reported figures, manifest and picture of exactly a view."""
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
    with desk.open(entry.key or entry.where) as opened:
        profile = opened.profile()
        home = Scope.within(profile.home)
        snapshot = opened.snapshot(view.scope or home, view.as_of)
        statements = _statements(opened, snapshot, view.language)
    target = output or Path(f"{entry.key or snapshot.ledger}-{snapshot.as_of}.zip")
    refuse_existing(target, stream=True)
    formats = _formats(format)
    chosen = picture or view.picture or None
    with desk.working(Text(zh="导出", en="exporting")):
        drawn = _drawn(view, profile, snapshot, chosen, picture_format, beneath)
        content = _content(view, profile, snapshot, formats, statements=statements, drawn=drawn)
    write_target(target, content)
    if view.since:
        desk.remark(
            Text(
                zh="图画的是一日，未与 {d} 对比",
                en="the picture is of one day, not compared with {d}",
            ).format(d=str(view.since))
        )
    say = desk.remark if target == STREAM else desk.say
    say(manifest_line(snapshot, view_of(view, profile, snapshot)))
    desk.written(target)
    return DONE


def _formats(named: list[str] | None) -> tuple[str, ...]:
    """Return the formats named, in the order of the registry; the usual ones where none is."""
    return tuple(
        key for key, each in FORMATS.items() if (each.usual if named is None else key in named)
    )


def _statements(opened: Ledger, snapshot: Snapshot, language: Language) -> Sheet:
    source = statement_source(opened, snapshot.revision)
    return statement_list(snapshot, reconcile(snapshot, source), language)


def _content(
    view: Address,
    profile: Profile,
    snapshot: Snapshot,
    formats: tuple[str, ...],
    *,
    statements: Sheet,
    drawn: Mapping[str, bytes],
) -> bytes:
    language = view.language
    graph = filtered_graph(snapshot, view.filters)
    sheets = (*view_lists(snapshot, graph, language), statements)
    shown = view_of(view, profile, snapshot)
    return bundle(
        snapshot, shown, sheets, graph=graph, formats=formats, language=language, extra=drawn
    )


def _drawn(  # noqa: PLR0917  # a picture, what of it and how
    view: Address,
    profile: Profile,
    snapshot: Snapshot,
    chosen: str | None,
    formats: list[str] | None,
    outline: Outline | None,
) -> Mapping[str, bytes]:
    """Return the picture as files by name, in the order of the registry; nothing where none is wanted."""
    key = _picture_key(snapshot, chosen)
    if not key:
        return {}
    shown = view_of(view, profile, snapshot)
    return picture_files(
        scene_of(view, snapshot, key, outline),
        tuple(each for each in PICTURE_FORMATS if each in (formats or [_PAGE])),
        title=shown.title,
        line=manifest_line(snapshot, shown),
        language=view.language,
    )


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
