"""Reported totals and their parts, with the rounding that bulletins allow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from graphs.model import PartialDate, Quantity, Source, Statement
from graphs.rules.basis.authorities import STATISTICS_BULLETINS
from graphs.rules.basis.facts import Facts, Row, date_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

__all__ = ["totals_within_rounding"]

_PART_MARKS = ("：", ":", "·", "/")


def _bulletin(total: float, *parts: float) -> Example:
    source = Source(id="s1", title="党内统计公报")
    rows = [("基层党组织", total), *((f"基层党组织：{n}", part) for n, part in enumerate(parts))]
    statements = [
        Statement(
            id=f"t{at}",
            indicator=indicator,
            value=Quantity("=", value),
            unit_of_count="万个",
            as_of=PartialDate("2023-12-31"),
            source="s1",
        )
        for at, (indicator, value) in enumerate(rows)
    ]
    return Example(as_of="2024-06-30", records=(source, *statements))


@rule(
    number="R19",
    label=Text(zh="上报合计在舍入误差内", en="reported totals add up within rounding"),
    severity=Severity.hint,
    remedy=Text(
        zh="舍入所致的差异不作机械调整；超过误差的核对分项",
        en="leave a difference of rounding as printed; check the parts where it is larger",
    ),
    source=STATISTICS_BULLETINS,
    passing=_bulletin(517.7, 29.8, 32.5, 455.4),
    failing=_bulletin(517.6, 29.8, 32.5, 455.4),
    needs=(needed("statement", "value"),),
    also=("statement.*", "source.*"),
)
def totals_within_rounding(facts: Facts) -> Iterator[Violation]:
    """A printed total may differ from its printed parts by one in the last printed place.

    Parts are the statements of the same source, unit and date whose indicator is the total's with
    a part after it ("基层党组织：党委"). Within one last place: a hint, printed figures stay as they
    are. Beyond it: a warning. Only exact figures are added.
    """
    for total, parts in _totals(facts):
        numbers = [Decimal(str(row["value"])) for row in parts]
        printed = Decimal(str(total["value"]))
        gap = abs(sum(numbers, Decimal(0)) - printed)
        step = min(_last_place(number) for number in [*numbers, printed])
        if gap == 0:
            continue
        as_of = date_of(total, "as_of")
        day = as_of.latest if as_of and as_of.latest else facts.day
        within = step < 1 and gap <= step
        yield _gap(total, parts, day, gap, within=within)


def _last_place(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def _gap(
    total: Row, parts: tuple[Row, ...], day: dt.date, gap: Decimal, *, within: bool
) -> Violation:
    verdict = (
        Text(zh="在舍入误差内", en="within rounding")
        if within
        else Text(zh="超过舍入误差", en="beyond rounding")
    )
    return Violation(
        records=(total["id"], *(row["id"] for row in parts)),
        on=day,
        value=str(gap),
        severity=None if within else Severity.warning,
        sentence=Text(
            zh="“{indicator}”合计与分项之和相差 {gap}{unit}，{verdict}",
            en="“{indicator}” differs from the sum of its parts by {gap}{unit}, {verdict}",
        ).format(
            indicator=Text.named(total["indicator"], total["indicator_en"]),
            gap=gap,
            unit=unit_words(total["unit_of_count"]),
            verdict=verdict,
        ),
    )


def _totals(facts: Facts) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    groups: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in facts.rows("statement").values():
        if row["value"] is not None and (row["value_operator"] or "=") == "=":
            key = (row["source"], row["unit_of_count"], row["as_of"], row["division"])
            groups[key].append(row)
    for rows in groups.values():
        by_indicator = {row["indicator"]: row for row in rows}
        parts: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            for mark in _PART_MARKS:
                whole, found, _ = row["indicator"].partition(mark)
                if found and whole in by_indicator:
                    parts[whole].append(row)
                    break
        for whole, below in sorted(parts.items()):
            if len(below) > 1:
                yield by_indicator[whole], tuple(below)
