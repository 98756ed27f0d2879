"""Concerns of what records do not say: unnamed collectives, unstated sides, figures not borne out."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.model import Comparison, Side, Snapshot
from graphs.network import parties, party_columns
from graphs.statistics.concerns.attention import Attention, Reconciled, concern
from graphs.statistics.concerns.concern_words import each_once, numbered, silence_of
from graphs.statistics.record_counts import organisation_count
from graphs.text import Text

__all__: list[str] = []


@concern(
    order=50,
    zh="未具名的合并记录",
    en="Unnamed collectives",
    definition=Text(
        zh="只写了家数、没有写名称的记录，如“其余30余家”；无法逐一联系。",
        en="Records that give a number and no names, such as “over 30 firms”; nobody in them can be reached one by one.",
    ),
)
def unnamed(snapshot: Snapshot, _reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the collectives of unnamed organisations."""
    found = party_columns(snapshot).unnamed()
    title = Text(
        zh="条记录是未具名的合并记录",
        en="{m:record represents|records represent} unnamed organisations",
    )
    yield Attention.of("unnamed", numbered(title, each_once(found)), each_once(found))


@concern(
    order=60,
    zh="控股情况未载明的党组织",
    en="Organisations of unstated ownership",
    definition=Text(
        zh="所在单位没有载明国有还是非公，因此不计入任何一侧。",
        en="Organisations in units of which nobody says whether they are state-owned or not; they count on neither side.",
    ),
)
def side_not_stated(snapshot: Snapshot, _reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the organisations formed in units whose side nobody has stated."""
    columns, known = party_columns(snapshot), parties(snapshot)
    unstated = columns.on(Side.unknown, formed=True)
    found = {ident: organisation_count([known[ident]]) for ident in unstated}
    title = Text(
        zh="个党组织所在单位的控股情况未载明",
        en="{m:organisation|organisations} in units of unstated ownership",
    )
    silence = silence_of(
        Text(zh="所在单位", en="unit"),
        Text(zh="个党组织", en="organisations"),
        columns.without_unit(),
    )
    yield Attention.of("side_not_stated", numbered(title, found), found, silence)


@concern(
    order=70,
    zh="与台账不符的上报数",
    en="Reported figures that differ",
    definition=Text(
        zh="上报（报道）的数与台账按同一口径、时点、范围算出的数不一致。",
        en="Reported figures that differ from what the ledger counts by the same measure, day and scope.",
    ),
)
def statements_differ(_snapshot: Snapshot, reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the reported figures that the ledger does not bear out."""
    found = [each.statement.id for each in reconciled if each.verdict is Comparison.differs]
    title = Text(
        zh="个上报数与台账不符",
        en="{m:reported figure differs|reported figures differ} from the ledger",
    )
    silence = silence_of(
        Text(zh="可对照的统计项、时点、范围", en="comparable measure, day and scope"),
        Text(zh="个上报数", en="reported figures"),
        [each.verdict is Comparison.not_comparable for each in reconciled],
    )
    yield Attention.of(
        "statements_differ", numbered(title, each_once(found)), each_once(found), silence
    )
