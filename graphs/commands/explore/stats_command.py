"""``stats``: every figure of a ledger, a pivot, or a trend, as table, CSV or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from typing import Any

from graphs.access import Area
from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.stewardship.check_command import view_arguments
from graphs.errors import InputError
from graphs.model import Figure, Scope, Snapshot
from graphs.text import Text

__all__ = ["stats"]

_KEYS = ("running_pairs", "pair_coverage", "organisation_coverage", "activity_rate")
"""What a trend shows where no measure is named."""


@command(
    order=76,
    area=Area.download,
    zh="统计：月报指标、网络指标、分组、走势",
    en="statistics: figures of the month and of the network, by groups, over time",
    arguments=(
        *view_arguments,
        argument("--csv", zh="输出 CSV", en="as CSV", action="store_true"),
        argument(
            "--measure",
            zh="只要这个指标，可重复；缺省全部",
            en="this measure only, repeatable; all by default",
            metavar=Text(zh="指标", en="MEASURE"),
            action="append",
        ),
        argument(
            "--by",
            zh="按此分组：township、industry、chain、kind、ownership",
            en="by groups: township, industry, chain, kind or ownership",
            metavar=Text(zh="维度", en="DIMENSION"),
        ),
        argument(
            "--months",
            zh="最近几个月的走势",
            en="the trend of so many months",
            metavar=Text(zh="月数", en="N"),
            type=int,
        ),
        argument(
            "--years",
            zh="最近几年的走势",
            en="the trend of so many years",
            metavar=Text(zh="年数", en="N"),
            type=int,
        ),
    ),
    examples=(
        example("stats --ledger demo", zh="全部指标", en="every figure"),
        example(
            "stats --ledger demo --by township --measure pair_coverage --csv",
            zh="各乡镇的结对覆盖率",
            en="pair coverage by township",
        ),
        example(
            "stats --ledger demo --years 5 --json", zh="五年走势", en="the trend of five years"
        ),
    ),
)
def stats(
    desk: Desk,
    *,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    json: bool,
    csv: bool,
    measure: list[str] | None,
    by: str | None,
    months: int | None,
    years: int | None,
) -> int:
    """Print one table: all figures, those of groups, or those of several days."""
    if sum((by is not None, months is not None, years is not None)) > 1:
        raise InputError(
            Text(zh="分组与走势只能选一样", en="choose one of groups, months and years")
        )
    _check(measure or [], by, months, years)
    with (
        desk.open(ledger, revision=revision) as opened,
        desk.working(Text(zh="统计", en="measuring")),
    ):
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot = opened.snapshot(where, as_of)
        if by is not None:
            rows = _groups(desk, snapshot, by, measure)
        elif months is not None or years is not None:
            from graphs.statistics.month import month_ends, year_ends

            last = snapshot.as_of
            days = month_ends(last, months) if months else year_ends(last, years or 1)
            rows = _trend(desk, lambda day: opened.snapshot(where, day), days, measure)
        else:
            rows = _figures(desk, snapshot, measure)
    _print(desk, snapshot, rows, as_json=json, as_csv=csv)
    return DONE


def _check(measures: list[str], by: str | None, months: int | None, years: int | None) -> None:
    from graphs.statistics.dimension import DIMENSIONS
    from graphs.statistics.month import REPORT_MEASURES
    from graphs.statistics.structure import NETWORK_MEASURES

    plain = by is None and months is None and years is None
    known = [*REPORT_MEASURES, *(["gini", *NETWORK_MEASURES] if plain else [])]
    for words, keys in (*((each, known) for each in measures), (by, [*DIMENSIONS])):
        if words is not None and words not in keys:
            raise InputError(
                Text(
                    zh="没有“{words}”；可选：{keys}", en="there is no “{words}”; choose of {keys}"
                ).format(words=words, keys=Text.join([Text.same(key) for key in keys]))
            )
    for number in (months, years):
        if number is not None and not 1 <= number <= 120:
            raise InputError(Text(zh="走势为 1 至 120 期", en="a trend has 1 to 120 points"))


def _figures(desk: Desk, snapshot: Snapshot, keys: list[str] | None) -> list[dict[str, Any]]:
    from graphs.statistics.report_lines import network_lines, report_lines

    return [
        {
            "measure": line.key,
            "label": line.label.say(desk.language),
            "figure": line.words.say(desk.language),
            "low": line.low,
            "high": line.high,
            "note": line.note.say(desk.language),
        }
        for line in (*report_lines(snapshot), *network_lines(snapshot))
        if not keys or line.key in keys
    ]


def _groups(
    desk: Desk, snapshot: Snapshot, by: str, keys: list[str] | None
) -> list[dict[str, Any]]:
    from graphs.statistics.month import REPORT_MEASURES, pivot

    chosen = tuple(keys or REPORT_MEASURES)
    table = pivot(snapshot, chosen, by)
    return [
        {"group": row.key or None, "label": row.name.say(desk.language)}
        | _cells(desk, dict(zip(chosen, row.cells, strict=True)))
        for row in (*table.rows, table.total)
    ]


def _trend(desk: Desk, at: Any, days: Any, keys: list[str] | None) -> list[dict[str, Any]]:
    from graphs.statistics.month import trend

    return [
        {"day": point.day.isoformat()}
        | _cells(desk, point.figures)
        | {"break": point.break_.say(desk.language) if point.break_ else None}
        for point in trend(at, days, keys or _KEYS)
    ]


def _cells(desk: Desk, figures: Any) -> dict[str, Any]:
    from graphs.statistics.report_lines import bounds_of

    found: dict[str, Any] = {}
    each: Figure
    for key, each in figures.items():
        found[key] = each.words().say(desk.language)
        found[f"{key}_low"], found[f"{key}_high"] = bounds_of(each)
    return found


def _print(
    desk: Desk, snapshot: Snapshot, rows: list[dict[str, Any]], *, as_json: bool, as_csv: bool
) -> None:
    if as_json:
        desk.show(
            {
                "scope": snapshot.scope.words,
                "as_of": snapshot.as_of.isoformat(),
                "revision": snapshot.revision,
                "rows": rows,
            }
        )
        return
    names = list(rows[0]) if rows else []
    if as_csv:
        stream = io.StringIO()
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        sys.stdout.write(stream.getvalue())
        return
    shown = [name for name in names if not name.endswith(("low", "high"))]
    for line in ([*shown], *([row[name] for name in shown] for row in rows)):
        desk.say(Text.same("\t".join("" if cell is None else str(cell) for cell in line)))
