"""``generate``: invented ledgers from a seed, from one district to the whole country, streamed."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.progress import Working
from graphs.commands.command_line.usage_errors import count
from graphs.errors import InputError
from graphs.ledger import Ledger, bulk_load, create
from graphs.text import Text

__all__ = ["generate"]

_AT = dt.datetime(2026, 6, 30, 4, tzinfo=dt.UTC)  # fixed: the same seed gives the same bytes
_ACTOR = "数据生成（虚构）"
_SIZES = {"city": (9, 16_600), "country": (2850, 5_250_000)}
"""Counties and organisations; a city is a prefecture of nine counties of the country's mean size."""

_DEMO_ONLY, _COUNTRY_ONLY = ("hosts", "guests", "shared"), ("counties", "organisations")


@command(order=200,
    area=Area.backup,
    zh="生成虚构台账：演示区、城市、全国",
    en="make an invented ledger: demonstration district, city, country",
    arguments=(
        argument(
            "kind",
            zh="demo 演示区、city 一个市、country 全国",
            en="demo, a district; city, a prefecture; country, all of it",
            choices=("demo", "city", "country"),
        ),
        argument(
            "target",
            zh="新台账（.ledger 文件或 postgresql://…）或新归档（.zip 或文件夹）",
            en="a new ledger (.ledger file or postgresql://…) or a new archive (.zip or folder)",
            metavar=Text(zh="目标", en="TARGET"),
        ),
        argument("--seed", zh="随机种子；相同则结果相同", en="same seed, same result", type=count),
        argument("--hosts", zh="国企党组织数（demo）", en="state-owned organisations (demo)", type=count),
        argument("--guests", zh="非公党组织数（demo）", en="non-public organisations (demo)", type=count),
        argument(
            "--shared",
            zh="签约的非公党组织中，另与一两家国企党组织结对的占百分之几（demo；缺省 0，即人人只有一家）",
            en="percent of signing non-public organisations that pair with one or two hosts more (demo; 0 by "
            "default: one host each)",
            metavar=Text(zh="百分数", en="PERCENT"),
            type=count,
        ),
        argument("--counties", zh="县数（city、country）", en="counties (city, country)", type=count),
        argument(
            "--organisations",
            zh="党组织总数（city、country）",
            en="organisations in all (city, country)",
            type=count,
        ),
    ),
    examples=(
        example("generate demo demo.ledger", zh="随产品提供的演示区", en="the district that ships"),
        example(
            "generate demo network.ledger --shared 40",
            zh="一家非公有几家国企结对的区：介数、圈子等网络指标有的可量",
            en="a district where guests have several hosts: betweenness, circles and the like have something to measure",
        ),
        example(
            "generate city city.ledger --seed 7", zh="九个县、约 1.7 万个党组织",
            en="nine counties, about 17,000 organisations",
        ),
        example(
            "generate country country.ledger",
            zh="2,850 个县、525 万个党组织；需数分钟和数 GB 磁盘",
            en="2,850 counties, 5.25 million organisations; minutes, and gigabytes of disk",
        ),
    ),
)  # fmt: skip
def generate(
    desk: Desk,
    *,
    kind: str,
    target: str,
    seed: int | None,
    hosts: int | None,
    guests: int | None,
    shared: int | None,
    counties: int | None,
    organisations: int | None,
) -> int:
    """Make a ledger or an archive of invented records, each marked so; a new one, never an old."""
    options = {
        "hosts": hosts, "guests": guests, "shared": shared, "counties": counties,
        "organisations": organisations,
    }  # fmt: skip
    sizes = {name: value for name, value in options.items() if value is not None}
    _check_sizes(kind, sizes)
    if (shared or 0) > 100:
        raise InputError(Text(zh="--shared 至多 100", en="--shared is 100 at most"))
    if seed is not None:
        sizes["seed"] = seed
    if "://" in target or target.endswith(".ledger"):
        _make(desk, kind, target, sizes).close()
    else:
        _make_archive(desk, kind, Path(target), sizes)
    desk.say(
        Text(zh="已生成 {target}（虚构）", en="made {target} (invented)").format(target=target)
    )
    return DONE


def _check_sizes(kind: str, sizes: dict[str, int]) -> None:
    foreign = _COUNTRY_ONLY if kind == "demo" else _DEMO_ONLY
    wrong = [f"--{name}" for name in foreign if name in sizes]
    if wrong:
        raise InputError(
            Text(zh="{kind} 不用 {wrong}", en="{kind} does not take {wrong}").format(
                kind=kind, wrong=Text.join([Text.same(name) for name in wrong])
            )
        )


def _make_archive(desk: Desk, kind: str, target: Path, sizes: dict[str, int]) -> None:
    refuse_existing(target)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        scratch = str(Path(folder) / "scratch.ledger")
        with (
            _make(desk, kind, scratch, sizes) as made,
            desk.working(Text(zh="归档", en="archiving")) as progress,
        ):
            made.export_archive(target, progress=progress)


def _make(desk: Desk, kind: str, url: str, sizes: dict[str, int]) -> Ledger:
    if "://" not in url:
        refuse_existing(Path(url))
    rows = Text(zh="{done:,} 个县、{total:,} 条记录", en="{done:,} counties, {total:,} records")
    what = Text(zh="生成", en="generating")
    if kind == "demo":
        with desk.working(what) as working:
            return _demo(url, sizes, working)
    counties, organisations = _SIZES[kind]
    with desk.working(what, counted=rows) as working:
        return _counties(
            kind, url, {"counties": counties, "organisations": organisations, **sizes}, working
        )


def _demo(url: str, sizes: dict[str, int], working: Working) -> Ledger:
    from graphs.synthetic import demo_revisions

    shared = sizes.pop("shared", 0)
    revisions = demo_revisions(**sizes, shared=shared / 100)
    ledger = create(url, ledger_id="demo-shared" if shared else "demo")
    for place, each in enumerate(revisions):
        working(place, len(revisions))
        ledger.apply(*each.steps, actor=each.actor, note=each.note, at=each.at, base=place)
    return ledger


def _counties(kind: str, url: str, sizes: dict[str, int], working: Working) -> Ledger:
    from graphs.synthetic import country

    name = f"{kind}-{sizes.get('seed', 1)}"
    return bulk_load(url, country(**sizes), actor=_ACTOR, at=_AT, ledger_id=name, progress=working)
