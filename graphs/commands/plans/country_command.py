"""``country``: the best plan of every county of a ledger, on all the machine or on a cluster."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphs.access import Area
from graphs.commands.command_line.command import (
    AS_OF,
    FILE,
    JSON,
    LEDGER,
    REVISION,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import (
    STREAM,
    Desk,
    one_stream,
    refuse_existing,
    write_target,
)
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.usage_errors import count
from graphs.commands.plans.counties import DIRECT, counties_of
from graphs.commands.plans.country_executor import solving_executor
from graphs.commands.plans.plan_arguments import EVERYONE, read_settings
from graphs.errors import InputError
from graphs.interchange import FORMATS, Sheet, list_column
from graphs.ledger import Ledger
from graphs.planning import PRESETS, NationalPlan, Objective, PlanSettings, in_points, plan_country
from graphs.text import Text

__all__ = ["country"]

_AHEAD = 64  # enough for a cluster, little to hold
_COUNTED = Text(
    zh="{done:,} 个县、{total:,} 个非公党组织", en="{done:,} counties, {total:,} guests"
)
_COLUMNS = (
    list_column("county", "县", "County"),
    list_column("plan", "方案编号", "Plan id"),
    list_column("guests", "非公方", "Guests"),
    list_column("hosts", "国企方", "Hosts"),
    list_column("served", "已安排", "Served"),
    list_column("total", "总分", "Total score"),
    list_column("optimal", "已证明最优", "Proved best"),
    list_column("sound", "复核无误", "Verified"),
)


@command(order=110,
    area=Area.plan,
    zh="全国（或一片）方案：逐县求解，并行",
    en="the plan of a country, or of a part of it: county by county, in parallel",
    arguments=(
        LEDGER,
        argument("--under", zh="只做这个区划以下的县", en="only counties below this division", metavar=Text(zh="区划编号", en="DIVISION")),
        AS_OF,
        REVISION,
        argument("--preset", zh="权重预设", en="preset of weights", choices=tuple(PRESETS)),
        argument("--settings", zh="方案设置的 JSON 文件", en="plan settings as a JSON file", metavar=FILE, type=Path),
        argument("--objective", zh="目标", en="objective", choices=tuple(Objective.__members__)),
        argument("--executor", zh="在哪里算：processes 多进程、threads 多线程、dask://主机:端口", en="where to solve: processes, threads, or dask://HOST:PORT", metavar=Text(zh="处所", en="WHERE"), default="processes"),
        argument("--workers", zh="几路并行；缺省为处理器个数", en="how many at a time; the processors by default", metavar=Text(zh="数", en="N"), type=count),
        EVERYONE,
        argument("--check-rules", zh="台账有必须先改正的检查发现的党组织不参加，与 plan 相同（较慢）", en="organisations with a finding to correct first take no part, as with plan (slower)", action="store_true"),
        argument("--csv", zh="逐县结果写成 CSV 新文件；市、省直属的以 :direct 结尾", en="a county a row, as a new CSV file; :direct ends those of a prefecture or province itself", metavar=FILE, type=Path),
        JSON,
    ),
    examples=(
        example("country --ledger demo --under yl --preset chain --executor threads", zh="一个区，按产业链", en="one district, by industry chain"),
        example("country --ledger country.ledger", zh="全国，每个处理器一个进程", en="the whole country, a process for each processor"),
        example("country --ledger postgresql://db.example/graphs --executor dask://scheduler.example:8786 --csv counties.csv", zh="在 Dask 集群上算，各节点读同一数据库", en="on a Dask cluster whose workers read the same database"),
    ),
)  # fmt: skip
def country(
    desk: Desk,
    *,
    ledger: str | None,
    under: str | None,
    as_of: dt.date | None,
    revision: int | None,
    preset: str | None,
    settings: Path | None,
    objective: str | None,
    executor: str,
    workers: int | None,
    everyone: bool,
    check_rules: bool,
    csv: Path | None,
    json: bool,
) -> int:
    """Print totals and the id of the plan, the same wherever it was solved."""
    wanted = _settings(settings, preset, objective)
    one_stream(csv, json=json)
    if csv:
        refuse_existing(csv, stream=True)
    entry = desk.entry(ledger)
    with (
        desk.open(ledger, revision=revision) as opened,
        solving_executor(executor, workers or os.cpu_count() or 1) as pool,
        desk.working(Text(zh="求解", en="solving"), counted=_COUNTED) as working,
    ):
        counties = counties_of(
            opened, (desk.home, entry), under=under, as_of=as_of or _day(opened),
            everyone=everyone, check_rules=check_rules, revision=revision,
        )  # fmt: skip
        made = plan_country(
            counties, wanted, executor=pool, ahead=_AHEAD, keep_pairs=False, progress=working
        )
    _report(desk, made, csv, json=json)
    sound = all(each.sound for each in made.counties)
    return DONE if sound and made.served == made.guests else NO


def _report(desk: Desk, made: NationalPlan, csv: Path | None, *, json: bool) -> None:
    if csv:
        [content] = FORMATS["csv"].write((_sheet(made),), desk.language).values()
        write_target(csv, content)
    if json:
        desk.show(_value(made))
    else:
        say = desk.remark if csv == STREAM else desk.say
        say(_sentence(made))


def _settings(path: Path | None, preset: str | None, objective: str | None) -> PlanSettings:
    settings = read_settings(path)
    if preset:
        settings = replace(settings, weights=PRESETS[preset].weights)
    return replace(settings, objective=objective) if objective else settings


def _day(ledger: Ledger) -> dt.date:
    stated = ledger.profile().as_of
    if stated is None or stated.latest is None:
        raise InputError(
            Text(
                zh="台账没有默认时点，请用 --as-of 指定",
                en="the ledger names no default date; give one with --as-of",
            )
        )
    return stated.latest


def _rows(made: NationalPlan) -> tuple[tuple[str | int | float | bool, ...], ...]:
    return tuple(
        (
            each.county, each.plan, each.guests, each.hosts, each.served, in_points(each.total),
            each.optimal, each.sound,
        )
        for each in made.counties
    )  # fmt: skip


def _sheet(made: NationalPlan) -> Sheet:
    label = Text(zh="逐县方案", en="Plans of the counties")
    return Sheet(key="counties", label=label, columns=_COLUMNS, rows=_rows(made))


def _value(made: NationalPlan) -> dict[str, Any]:
    keys = [each.key for each in _COLUMNS]
    return {
        "plan": made.id,
        "guests": made.guests,
        "served": made.served,
        "optimal": made.optimal,
        "sound": all(each.sound for each in made.counties),
        "counties": [dict(zip(keys, row, strict=True)) for row in _rows(made)],
    }


def _sentence(made: NationalPlan) -> Text:
    unsound = sum(not each.sound for each in made.counties)
    proved = sum(each.optimal for each in made.counties)
    direct = sum(each.county.endswith(DIRECT) for each in made.counties)
    above = Text(
        zh="（另有 {n:,} 个市、省直属）",
        en=" (and {n:,} prefectures or provinces for whoever is placed in no county)",
    )
    words = Text(
        zh="{counties:,} 个县{above}，{guests:,} 个非公党组织，安排 {served:,} 个；"
        "{proved:,} 个方案已证明最优，{unsound:,} 个复核有误。\n方案编号 {id}",
        en="{counties:,} counties{above}, {guests:,} guests, {served:,} served; {proved:,} "
        "plans proved best, {unsound:,} failed their check.\nplan {id}",
    )
    return words.format(
        counties=len(made.counties) - direct,
        above=above.format(n=direct) if direct else Text.same(""),
        guests=made.guests,
        served=made.served,
        proved=proved,
        unsound=unsound,
        id=made.id,
    )
