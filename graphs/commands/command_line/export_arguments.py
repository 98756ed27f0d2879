"""The arguments of ``export``: which view, at which grains, in which formats, with which picture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from graphs.commands.command_line.command import AS_OF, FILE, LEDGER, REVISION, argument, example
from graphs.errors import InputError
from graphs.interchange import FORMATS, GRAINS
from graphs.scene import DATUMS, PICTURE_FORMATS
from graphs.text import Text

__all__ = ["EXPORT_ARGUMENTS", "EXPORT_EXAMPLES", "ExportArguments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportArguments:
    """The values of :data:`EXPORT_ARGUMENTS`, each under the name of its flag."""

    ledger: str | None
    address: str | None
    scope: str | None
    as_of: dt.date | None
    revision: int | None
    filter: list[str]
    grain: list[str] | None
    format: list[str] | None
    picture: str | None
    picture_format: list[str] | None
    outline: Path | None
    outline_datum: str
    ledger_datum: str
    from_manifest: Path | None
    output: Path | None

    def check_manifest_alone(self) -> None:
        """Check that beside a manifest nothing is named that it says itself.

        Raises
        ------
        InputError
            Something is.
        """
        named = (
            *(self.address, self.scope, self.as_of, self.revision, self.grain, self.format),
            *(self.picture, self.filter or None, self.picture_format, self.outline),
        )
        if any(each is not None for each in named):
            raise InputError(
                Text(
                    zh="--from-manifest 已写明视图、格式和版本，不再写别的（--ledger、--output 除外）",
                    en="--from-manifest says view, formats and revision; leave the rest out but "
                    "--ledger and --output",
                )
            )


EXPORT_ARGUMENTS = (
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
        metavar=FILE,
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
        metavar=FILE,
        type=Path,
    ),
    argument(
        "--output",
        zh="新文件；缺省为 台账-日期.zip",
        en="a new file; LEDGER-DATE.zip by default",
        metavar=FILE,
        type=Path,
    ),
)
"""The arguments of ``export``, in the order of its help."""

EXPORT_EXAMPLES = (
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
)
"""Command lines that work, and what they do."""
