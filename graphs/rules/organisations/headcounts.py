"""How members are counted: full and probationary apart, floating members once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from graphs.model import Organisation, OrganisationKind, Quantity, Superior, number_text
from graphs.rules.basis.authorities import ELECTION_REGULATIONS, PARK_REPORT
from graphs.rules.basis.facts import Facts, Row, bounds_of, name_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["floating_members_once", "members_add_up"]

_AS_OF = "2024-06-30"


def _counted(members: int, full: int, probationary: int) -> tuple[Organisation, ...]:
    branch = Organisation(
        id="o1",
        name="甲公司党支部",
        members=Quantity("=", members),
        full_members=Quantity("=", full),
        probationary_members=Quantity("=", probationary),
    )
    return (branch,)


@rule(
    number="R9",
    label=Text(zh="党员数等于正式党员加预备党员", en="members are full plus probationary members"),
    severity=Severity.error,
    remedy=Text(
        zh="正式党员与预备党员分栏填写，合计与党员数一致",
        en="give full and probationary members apart; together they are the members",
    ),
    source=ELECTION_REGULATIONS,
    valid_from=dt.date.min,  # a sum is a sum at any time; the source says why they are kept apart
    passing=Example(as_of=_AS_OF, records=_counted(244, 219, 25)),
    failing=Example(as_of=_AS_OF, records=_counted(244, 244, 25)),
    needs=(needed("organisation", "members"), needed("organisation", "full_members")),
    also=("organisation.probationary_members",),
)
def members_add_up(facts: Facts) -> Iterator[Violation]:
    """Members are the full members and the probationary members, who have no vote.

    With bounds the rule asks only whether a sum is possible; without the probationary members it
    asks that full members are no more than all.
    """
    for row in facts.living():
        total, full = bounds_of(row, "members"), bounds_of(row, "full_members")
        probationary = bounds_of(row, "probationary_members")
        if total is None or full is None:
            continue
        parts = full if probationary is None else full + probationary
        too_many = total.high is not None and parts.low > total.high
        too_few = probationary is not None and parts.high is not None and parts.high < total.low
        if too_many or too_few:
            yield Violation(
                records=(row["id"],),
                on=facts.day,
                value=total.words().zh,
                sentence=Text(
                    zh="{name}党员 {total} 人，分项合计 {parts} 人",
                    en="{name} has {total} members, the parts add up to {parts}",
                ).format(name=name_of(row), total=total.words(), parts=parts.words()),
            )


def _tree(above: int, floating: int) -> tuple[Organisation | Superior, ...]:
    committee = Organisation(
        id="o1", name="园区党委", kind=OrganisationKind.committee, members=Quantity("=", above)
    )
    below = Organisation(
        id="o2",
        name="甲公司党支部",
        members=Quantity("=", 30),
        floating_members=Quantity("=", floating),
    )
    return (committee, below, Superior(id="s1", organisation="o2", superior="o1"))


@rule(
    number="R10",
    label=Text(zh="流动党员不重复计数", en="floating members are counted once"),
    severity=Severity.warning,
    remedy=Text(
        zh="“双重管理”的流动党员只在组织关系所在支部计入",
        en="count members under double management only where their organisational relation is",
    ),
    source=PARK_REPORT,
    passing=Example(as_of=_AS_OF, records=_tree(30, 6)),
    failing=Example(as_of=_AS_OF, records=_tree(24, 6)),
    needs=(needed("organisation", "members"), needed("organisation", "floating_members")),
    also=("superior.*",),
)
def floating_members_once(facts: Facts) -> Iterator[Violation]:
    """The levels below do not exceed the superior's own figure by its floating members.

    Members under double management (双重管理) count where their relation is. Floating members
    above all members, or subordinates whose sum is larger than the superior's figure by no more
    than their floating members, tell of double counting.
    """
    organisations = facts.rows("organisation")
    for row in facts.living():
        members, floating = bounds_of(row, "members"), bounds_of(row, "floating_members")
        if members and floating and members.high is not None and floating.low > members.high:
            yield _double(facts, row, floating.words())
    for superior, below in sorted(facts.subordinates_of.items()):
        above = organisations.get(superior)
        rows = [organisations[each] for each in below if each in organisations]
        total = bounds_of(above, "members") if above else None
        if above is None or total is None or total.high != total.low:
            continue
        counts = [bounds_of(each, "members") for each in rows]
        if any(count is None or count.high != count.low for count in counts):
            continue
        excess = sum(count.low for count in counts if count) - total.low
        known = [bounds_of(each, "floating_members") for each in rows]
        if 0 < excess <= sum(each.low for each in known if each):
            words = Text.same(number_text(excess, grouped=True))
            yield _double(facts, above, words)


def _double(facts: Facts, row: Row, count: Text) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        value=count.zh,
        sentence=Text(
            zh="{name}疑似重复计入流动党员 {count} 人",
            en="{name} seems to count {count} floating members twice",
        ).format(name=name_of(row), count=count),
    )
