"""The questions that the overview asks by itself: unpaired, dormant, ending, hosts and their loads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphs.model import Count, Side, Snapshot
from graphs.network import Pair, division_and_below
from graphs.questions.answer import Answer, AnswerColumn, AnswerRow, Cell, row
from graphs.questions.answer_words import (
    DAY,
    NUMBER,
    PAIRS,
    agreement_name,
    chosen_pairs,
    column,
    count_cell,
    day_of,
    in_force,
    name_of,
    names,
    town_name,
)
from graphs.questions.basis.concern_answers import concern_found, concern_sentence, silences_of
from graphs.questions.parameters import Reference, WholeNumber
from graphs.questions.question import Context, Topic, question
from graphs.statistics import Attention, living, nearest_free_hosts, nobody_near
from graphs.text import Text

__all__: list[str] = []


@question(
    2,
    zh="没有有效结对的非公党组织",
    en="Non-public organisations without a pair in force",
    topic=Topic.attention,
    parameters=(
        Reference(
            key="division", label=Text(zh="区划", en="Division"), record="division", required=False
        ),
    ),
    says=(
        "谁没有结对",
        "未结对",
        "还没结对",
        "没有联建",
        "没有结对的党组织",
        "who has no partner",
        "unpaired",
        "without a pair",
        "not paired",
    ),
    concerns={"unpaired": {}},
)
def unpaired(context: Context, *, division: str | None) -> Answer:
    """List the non-public organisations without a pair in force, by township, with a host near by."""
    snapshot = context.snapshot
    homes = set(division_and_below(snapshot, (division,))) if division else None
    found = concern_found(context, "unpaired", homes=homes)
    near = nearest_free_hosts(snapshot, found.ids)
    several, rows = any(part.high != 1 for part in found.parts), []
    for ident, part in zip(found.ids, found.parts, strict=True):
        host = near.get(ident)
        far = None if host is None or host.distance_km is None else round(host.distance_km, 1)
        cells = (
            town_name(snapshot, ident),
            name_of(snapshot, ident),
            *((count_cell(part),) if several else ()),
            name_of(snapshot, host.host) if host else nobody_near(snapshot),
            far,
            host.free if host else None,
        )
        rows.append(row(cells, ident, *([host.host] if host else [])))
    return Answer(
        sentence=concern_sentence(found, _no_unpaired(snapshot, homes)),
        count=found.count,
        columns=(
            column("town", "区划", "Division"),
            column("organisation", "党组织", "Organisation"),
            *((column("count", "个数", "Stands for", NUMBER),) if several else ()),
            column("host", "最近的可结对国企党组织", "Nearest host with room"),
            column("km", "公里", "km", NUMBER),
            column("free", "余量", "Slots left", NUMBER),
        ),
        rows=tuple(rows),
        ids=found.ids,
        silences=silences_of(found),
    )


def _no_unpaired(snapshot: Snapshot, homes: set[str] | None) -> Text:
    """Return that all are paired, or that there is nobody: of nobody everything is true."""
    guests = (each.home for each in living(snapshot, Side.non_public))
    if any(homes is None or home in homes for home in guests):
        return Text(zh="非公党组织都有有效结对。", en="Every one has a pair in force.")
    return Text(zh="这里没有非公党组织。", en="There is no non-public organisation here.")


_MONTHS = WholeNumber(
    key="months",
    label=Text(zh="几个月没有活动", en="Months without activity"),
    low=1,
    high=120,
    usual=12,
    profile="dormant_after_months",
)


@question(
    3,
    zh="长期没有活动的结对",
    en="Pairs without activity",
    topic=Topic.attention,
    parameters=(_MONTHS, PAIRS),
    says=(
        "没有活动",
        "沉睡",
        "不活跃",
        "多久没活动",
        "僵尸结对",
        "dormant",
        "no activity",
        "inactive pairs",
    ),
    concerns={"dormant_pairs": {}},
)
def dormant_pairs(context: Context, *, months: int, pairs: str) -> Answer:
    """List the agreements in force under which nothing was held for so many months, quietest first."""
    running = in_force(chosen_pairs(context.snapshot, pairs))
    found = concern_found(context, "dormant_pairs", months=months, chosen=running)
    none = Text(
        zh="没有结对 {n} 个月没有活动。", en="No pair went {n} {n:month|months} without activity."
    ).format(n=months)
    last = {pair.agreement: pair.last_activity for pair in running}
    rows = tuple(
        row((last[ident], *cells, count_cell(part)), *ends, ident, focus=f"node:{ident}")
        for ident, part, cells, ends in _agreement_cells(context.snapshot, found, running)
    )
    return _agreements(
        found,
        concern_sentence(found, none),
        rows,
        column("last_activity", "最近活动", "Last activity", DAY),
        column("count", "对数", "Pairs", NUMBER),
    )


def _agreement_cells(
    snapshot: Snapshot, found: Attention, running: Iterable[Pair]
) -> Iterable[tuple[str, Count, tuple[Cell, ...], tuple[str, ...]]]:
    """Yield agreement, its part of the count, the cells every list of agreements has, the ends."""
    hosts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    guests: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for pair in running:
        hosts[pair.agreement][pair.host] = None
        guests[pair.agreement][pair.guest] = None
    for ident, part in zip(found.ids, found.parts, strict=True):
        cells = (
            agreement_name(snapshot, ident),
            names(snapshot, hosts[ident]),
            names(snapshot, guests[ident]),
            day_of(snapshot, ident, "signed_on"),
        )
        yield ident, part, cells, (*hosts[ident], *guests[ident])


def _agreements(
    found: Attention, sentence: Text, rows: tuple[AnswerRow, ...], *columns: AnswerColumn
) -> Answer:
    return Answer(
        sentence=sentence,
        count=found.count,
        columns=(
            *columns[:-1],
            column("agreement", "协议", "Agreement"),
            column("hosts", "国企方（或甲方）", "Host (or first)"),
            column("guests", "非公方（或乙方）", "Guest (or second)"),
            column("signed_on", "签订", "Signed on"),
            columns[-1],
        ),
        rows=rows,
        ids=tuple(dict.fromkeys(end for each in rows for end in each.ids[:-1])),
        silences=silences_of(found),
    )


_DAYS = WholeNumber(
    key="days",
    label=Text(zh="几天内到期", en="Ending within days"),
    low=1,
    high=1096,
    usual=90,
    profile="expiring_within_days",
)


@question(
    4,
    zh="即将到期的协议",
    en="Agreements ending soon",
    topic=Topic.attention,
    parameters=(_DAYS, PAIRS),
    says=(
        "快到期",
        "到期",
        "哪些协议要到期",
        "要续签",
        "ends within days",
        "ending soon",
        "expiring",
        "who ends",
    ),
    concerns={"ending_soon": {}},
)
def ending_soon(context: Context, *, days: int, pairs: str) -> Answer:
    """List the agreements in force that end within so many days, the soonest first."""
    snapshot = context.snapshot
    running = in_force(chosen_pairs(snapshot, pairs))
    found = concern_found(context, "ending_soon", days=days, chosen=running)
    none = Text(
        zh="没有协议在 {n} 天内到期。", en="No agreement ends within {n} {n:day|days}."
    ).format(n=days)
    last = {pair.agreement: pair.agreement_status.ends_on for pair in running}
    rows = []
    for ident, part, cells, ends in _agreement_cells(snapshot, found, running):
        ends_on = last[ident]
        left = (ends_on - snapshot.as_of).days if ends_on else None
        shown = (ends_on, left, *cells, count_cell(part))
        rows.append(row(shown, *ends, ident, focus=f"node:{ident}"))
    return _agreements(
        found,
        concern_sentence(found, none),
        tuple(rows),
        column("ends_on", "到期", "Ends on", DAY),
        column("days", "还有天数", "Days left", NUMBER),
        column("count", "份数", "Agreements", NUMBER),
    )
