"""Nothing is deleted: what ends, ends on a day and says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.model import Answer, Lineage, LineageKind, Organisation, PartialDate
from graphs.network import pairs
from graphs.rules.basis.authorities import STATISTICS_GUIDE
from graphs.rules.basis.facts import Facts, Row, date_of, name_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.pair_facts import PAIR_COLUMNS
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["ended_with_a_date_and_a_successor"]

_AS_OF = "2024-06-30"
_OLD = Organisation(
    id="o1", name="甲公司党支部", founded_on=PartialDate("2010"), dissolved_on=PartialDate("2020")
)
_NEW = Organisation(id="o2", name="甲公司党总支")


@rule(
    number="R20",
    label=Text(
        zh="撤销、合并、转隶有日期有去向，不删除",
        en="what ends has a day and says what became of it",
    ),
    severity=Severity.error,
    remedy=Text(
        zh="登记沿革（更名、升格、合并、分设）或在说明里写明党员去向",
        en="record the lineage, or say in the note where the members went",
    ),
    source=STATISTICS_GUIDE,
    passing=Example(
        as_of=_AS_OF,
        records=(
            _OLD,
            _NEW,
            Lineage(id="l1", predecessor="o1", successor="o2", kind=LineageKind.upgrade),
        ),
    ),
    failing=Example(as_of=_AS_OF, records=(_OLD,)),
    needs=(needed("organisation", "founded_on"), needed("organisation", "elected_on")),
    also=("organisation.note", "organisation.dissolved_on", "lineage.*", *PAIR_COLUMNS),
)
def ended_with_a_date_and_a_successor(facts: Facts) -> Iterator[Violation]:
    """A dissolved organisation names its successor or its note says where the members went.

    It does not end before it began, was not elected before it was founded or after it ended, and
    keeps no pair in force: a pair is ended, never left with nobody.
    """
    followed = {row["predecessor"] for row in facts.rows("lineage").values()}
    paired = {
        each
        for pair in pairs(facts.snapshot)
        if pair.agreement_status.status.in_force and pair.agreement_status.certain
        for each in (pair.host, pair.guest)
    }
    for ident, row in facts.rows("organisation").items():
        yield from _order(facts, row)
        dissolved = date_of(row, "dissolved_on")
        if dissolved is None or dissolved.not_after(facts.day) is not Answer.certain:
            continue
        if ident not in followed and not row["note"]:
            sentence = Text(
                zh="{name}于 {day} 撤销，没有登记去向",
                en="{name} was dissolved on {day}; nothing says what became of it",
            )
            yield _ending(facts, row, "successor", sentence, dissolved)
        if ident in paired:
            sentence = Text(
                zh="{name}于 {day} 撤销，仍有在效的结对",
                en="{name} was dissolved on {day} and still has pairs in force",
            )
            yield _ending(facts, row, "paired", sentence, dissolved)


def _order(facts: Facts, row: Row) -> Iterator[Violation]:
    founded, elected = date_of(row, "founded_on"), date_of(row, "elected_on")
    dissolved = date_of(row, "dissolved_on")
    for part, first, second, words in (
        ("ended_early", dissolved, founded, Text(zh="撤销早于成立", en="ended before it began")),
        ("elected_early", elected, founded, Text(zh="选举早于成立", en="elected before founded")),
        ("elected_late", dissolved, elected, Text(zh="选举晚于撤销", en="elected after its end")),
    ):
        if first is None or second is None or first.latest is None or second.earliest is None:
            continue
        if first.latest < second.earliest:
            sentence = Text(zh="{name}：{words}（{day}）", en="{name}: {words} ({day})")
            yield _ending(facts, row, part, sentence, first, words=words)


def _ending(
    facts: Facts, row: Row, part: str, sentence: Text, day: PartialDate, **values: Text
) -> Violation:
    return Violation(
        records=(row["id"],),
        on=day.latest or facts.day,
        part=part,
        value=day.text or "",
        sentence=sentence.format(name=name_of(row), day=day.text, **values),
    )
