"""Questions about what the records leave out: units, kinds, sources, names."""

from __future__ import annotations

from graphs.model import (
    RECORDS,
    Agreement,
    Choice,
    Citation,
    Count,
    Organisation,
    Snapshot,
    Statement,
)
from graphs.model import Answer as Life
from graphs.network import parties, record_name
from graphs.questions.answer import Answer, AnswerRow, row
from graphs.questions.answer_words import column, town_name
from graphs.questions.parameters import OneOf
from graphs.questions.question import Context, Topic, question
from graphs.statistics import CONCERNS, Silence
from graphs.text import Text

__all__: list[str] = []


class _Gap(Choice):
    """What a record lacks."""

    every = Text(zh="以下各类", en="each of these")
    unnamed = Text(zh="未具名", en="unnamed")
    unstated = Text(zh="关键内容未载明", en="something decisive not stated")
    unsourced = Text(zh="没有来源", en="without a source")


_SOURCED = ("organisation", "unit", "agreement", "chain", "statement")
"""The record types that should rest on a source."""


@question(
    12,
    zh="未具名、未载明、无来源的记录",
    en="Records unnamed, unstated, unsourced",
    topic=Topic.records,
    parameters=(
        OneOf(
            key="which",
            label=Text(zh="哪一类", en="Which"),
            choices=_Gap,
            says=(
                ("unsourced", "无来源"),
                ("unsourced", "unsourced"),
                ("unstated", "未载明"),
                ("unstated", "not stated"),
            ),
        ),
    ),
    says=(
        "未具名",
        "未载明",
        "没有来源",
        "数据缺口",
        "台账缺什么",
        "unnamed records",
        "not stated",
        "without a source",
        "unsourced",
    ),
    concerns={"unnamed": {"which": "unnamed"}},
)
def record_gaps(context: Context, *, which: str) -> Answer:
    """List the records that name nobody, leave out what decides a count, or rest on no source."""
    snapshot = context.snapshot
    found = {
        "unnamed": _unnamed(snapshot),
        "unstated": _unstated(snapshot),
        "unsourced": _unsourced(snapshot),
    }
    wanted = [key for key in found if which in ("every", key)]
    rows = tuple(line for key in wanted for line in found[key])
    ids = tuple(sorted({line.ids[0] for line in rows}))
    words = Text(
        zh="未具名的记录 {unnamed} 条，关键内容未载明的 {unstated} 条，没有来源的 {unsourced} 条。",
        en="{unnamed} {unnamed:record names|records name} nobody, {unstated} {unstated:leaves|leave} "
        "something decisive out, {unsourced} {unsourced:rests|rest} on no source.",
    ).format(**{key: len({line.ids[0] for line in lines}) for key, lines in found.items()})
    return Answer(
        sentence=words,
        count=Count.exactly(len(ids), ids=ids),
        columns=(
            column("gap", "缺什么", "Lacking"),
            column("kind", "记录类型", "Kind of record"),
            column("record", "记录", "Record"),
            column("town", "区划", "Division"),
        ),
        rows=rows,
        ids=tuple(dict.fromkeys(line.ids[0] for line in rows if line.ids[0] in parties(snapshot))),
        silences=(
            Silence(
                datum=Text(zh="来源", en="source"),
                records=Text(zh="条应有来源的记录", en="records that should have one"),
                missing=len(found["unsourced"]),
                total=sum(len(_own(snapshot, kind)) for kind in _SOURCED),
                instead=Text(zh="列为没有来源", en="listed as without a source"),
            ),
        ),
    )


def _gap(snapshot: Snapshot, lacking: Text, kind: str, ident: str) -> AnswerRow:
    item = snapshot.by_id(RECORDS[kind].cls)[ident]
    party = parties(snapshot).get(ident)
    name = party.name if party else record_name(snapshot, item)
    place = town_name(snapshot, ident) if party else Text.same("—")
    return row((lacking, RECORDS[kind].label, name, place), ident)


def _unnamed(snapshot: Snapshot) -> list[AnswerRow]:
    [found] = CONCERNS["unnamed"].look(snapshot, ())
    words = Text(zh="名称（合并记录）", en="names (one record for several)")
    return [_gap(snapshot, words, "organisation", ident) for ident in found.ids]


def _unstated(snapshot: Snapshot) -> list[AnswerRow]:
    """Return who is on no side for want of an ownership, has no place, or an unknown beginning."""
    [sideless] = CONCERNS["side_not_stated"].look(snapshot, ())
    ownership = Text(zh="单位的控股情况", en="ownership of its units")
    rows = [_gap(snapshot, ownership, "organisation", ident) for ident in sideless.ids]
    alive = [p for p in parties(snapshot).values() if p.alive is not Life.no and not p.stub]
    kind = Text(zh="组织类型", en="kind of organisation")
    rows += [_gap(snapshot, kind, "organisation", p.id) for p in alive if _kindless(snapshot, p.id)]
    place = Text(zh="区划", en="division")
    rows += [_gap(snapshot, place, "organisation", p.id) for p in alive if not p.home]
    begins = Text(zh="签订和起始日期", en="date of signing or beginning")
    rows += [
        _gap(snapshot, begins, "agreement", each.id)
        for each in snapshot.records(Agreement)
        if each.signed_on is None and each.starts_on is None
    ]
    return rows


def _kindless(snapshot: Snapshot, ident: str) -> bool:
    kind = snapshot.by_id(Organisation)[ident].kind
    return kind is None or kind.name == "not_stated"


def _own(snapshot: Snapshot, kind: str) -> list[str]:
    return [each for each in snapshot.by_id(RECORDS[kind].cls) if each not in snapshot.stubs]


def _unsourced(snapshot: Snapshot) -> list[AnswerRow]:
    cited = {each.about for each in snapshot.records(Citation)}
    cited |= {each.id for each in snapshot.records(Statement) if each.source or each.quote}
    words = Text(zh="来源", en="source")
    return [
        _gap(snapshot, words, kind, ident)
        for kind in _SOURCED
        for ident in _own(snapshot, kind)
        if ident not in cited
    ]
