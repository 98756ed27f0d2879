"""``stats``: every figure of a ledger, a pivot, or a trend, as table, CSV or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graphs.access import Area
from graphs.commands.command_line.command import DATE, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import day
from graphs.commands.stewardship.check_command import view_arguments
from graphs.errors import InputError
from graphs.model import Scope, Snapshot
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.statistics.month import Period

__all__ = ["stats"]


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
            "--since",
            zh="新结对、续签、到期未续从这一天算起；缺省为当日的一年以前",
            en="count new, renewed and lapsed pairs from this day; a year before the day by default",
            metavar=DATE,
            type=day,
        ),
        argument(
            "--fresh",
            zh="与 --by 连用：各组资料的新旧和完整程度",
            en="with --by: how fresh and complete the data of each group are",
            action="store_true",
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
            "stats --ledger demo --by township --measure renewal_rate --since 2026-01-01",
            zh="今年以来各乡镇的续签率",
            en="the renewal rate by township since the new year",
        ),
        example(
            "stats --ledger demo --by township --fresh",
            zh="各乡镇资料的新旧和完整程度",
            en="how fresh and complete the data of each township are",
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
    since: dt.date | None,
    fresh: bool,
    months: int | None,
    years: int | None,
) -> int:
    """Print one table: all figures, those of groups, or those of several days."""
    _check(measure or [], by, months, years)
    _check_period(since, by, trend=bool(months or years), fresh=fresh, measures=measure)
    from graphs.commands.explore import stats_rows

    with desk.open(ledger, revision=revision) as opened, desk.working(_WORKING):
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot, said = opened.snapshot(where, as_of), desk.language

        def at(when: dt.date) -> Snapshot:
            return opened.snapshot(where, when)

        if by is not None and fresh:
            rows = stats_rows.fresh_rows(said, opened, snapshot, by)
        elif months is not None or years is not None:
            rows = stats_rows.trend_rows(said, at, _days(snapshot, months, years), measure)
        else:
            period = _period(snapshot, at, since)
            if by is not None:
                rows = stats_rows.groups_rows(said, snapshot, by, measure, period)
            else:
                rows = stats_rows.figures_rows(said, snapshot, measure, period)
    _print(desk, snapshot, rows, as_json=json, as_csv=csv)
    return DONE


_WORKING = Text(zh="统计", en="measuring")


def _check(measures: list[str], by: str | None, months: int | None, years: int | None) -> None:
    from graphs.statistics.dimension import DIMENSIONS
    from graphs.statistics.month import REPORT_MEASURES
    from graphs.statistics.structure import NETWORK_MEASURES

    if sum((by is not None, months is not None, years is not None)) > 1:
        raise InputError(
            Text(zh="分组与走势只能选一样", en="choose one of groups, months and years")
        )
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


def _check_period(
    since: dt.date | None, by: str | None, *, trend: bool, fresh: bool, measures: list[str] | None
) -> None:
    """Refuse what could change nothing."""
    if fresh and (by is None or measures):
        raise InputError(
            Text(
                zh="--fresh 与 --by 连用，不选指标",
                en="--fresh goes with --by, and no measure is chosen",
            )
        )
    if since is not None and (trend or fresh):
        raise InputError(
            Text(
                zh="走势和资料新旧没有期初日期：--since 不起作用",
                en="trends and freshness have no first day: --since changes nothing",
            )
        )


def _days(snapshot: Snapshot, months: int | None, years: int | None) -> tuple[dt.date, ...]:
    from graphs.statistics.month import month_ends, year_ends

    last = snapshot.as_of
    return month_ends(last, months) if months else year_ends(last, years or 1)


def _period(
    snapshot: Snapshot, at: Callable[[dt.date], Snapshot], since: dt.date | None
) -> Period | None:
    from graphs.statistics.month import period_to

    if since is not None and since > snapshot.as_of:
        raise InputError(
            Text(
                zh="期初 {since} 在当日 {day} 之后",
                en="the first day, {since}, is after the day, {day}",
            ).format(since=since, day=snapshot.as_of)
        )
    return period_to(snapshot, at, since or "year")


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
