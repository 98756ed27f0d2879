"""Pairs: two houses, a state-owned and a non-public side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from graphs.model import AgreementKind, Side, Superior
from graphs.network import Pair, pairs, signatories
from graphs.rules.basis.authorities import PAIRING_PRACTICE
from graphs.rules.basis.facts import Facts, name_of
from graphs.rules.basis.needs import needs_hosting, needs_ownership
from graphs.rules.basis.pair_facts import PAIR_COLUMNS, example_pair, signing_day
from graphs.rules.basis.rule import Severity, Violation, rule
from graphs.text import Text

__all__ = ["pair_of_two_sides"]


@rule(
    number="R15",
    label=Text(
        zh="结对双方为国企与非公，且不是一家",
        en="a state-owned and a non-public side, not one house",
    ),
    severity=Severity.warning,
    remedy=Text(
        zh="核对所在单位与控股情况；其他类型的共建改填协议类型",
        en="check units and ownership; give other co-building its own kind of agreement",
    ),
    source=PAIRING_PRACTICE,
    passing=example_pair(),
    failing=example_pair(Superior(id="p1", organisation="o2", superior="o1")),
    needs=(needs_ownership(), needs_hosting()),
    also=(*PAIR_COLUMNS, "superior.*"),
)
def pair_of_two_sides(facts: Facts) -> Iterator[Violation]:
    """A pair joins two houses: a state-owned side and a non-public side on the signing date.

    1. Two signatories of one legal person, or one the other's superior: an error. 2. A pair that
    counts now and did not on the day it was signed, where the history can be asked: a warning.
    3. A co-building agreement (党建联建) that no counter holds and where a signatory's side is not
    recorded: a warning. Other kinds of pairing are allowed and stay out of the counters.
    """
    known = facts.rows("organisation")
    for agreement, rows in sorted(signatories(facts.snapshot).items()):
        present = sorted({organisation for organisation, _ in rows if organisation in known})
        for left, right in combinations(present, 2):
            yield from _one_house(facts, agreement, left, right)
    for pair in pairs(facts.snapshot):
        if pair.counted:
            yield from _changed_side(facts, pair)
    yield from _untold(facts)


def _one_house(facts: Facts, agreement: str, left: str, right: str) -> Iterator[Violation]:
    shared = set(facts.units_of.get(left, ())) & set(facts.units_of.get(right, ()))
    reason = None
    if shared:
        reason = Text(zh="同属一个单位", en="belong to one legal person")
    elif right in _above(facts, left) or left in _above(facts, right):
        reason = Text(zh="是上下级", en="are superior and subordinate")
    if reason is None:
        return
    yield Violation(
        records=(agreement, left, right),
        on=signing_day(facts, agreement),
        severity=Severity.error,
        part="house",
        value=facts.called(left).zh,
        sentence=Text(
            zh="{left}与{right}{reason}，不能结对",
            en="{left} and {right} {reason}; they are no pair",
        ).format(left=facts.called(left), right=facts.called(right), reason=reason),
    )


def _above(facts: Facts, organisation: str) -> set[str]:
    return {row["superior"] for row in facts.superiors_of.get(organisation, ()) if row["superior"]}


def _changed_side(facts: Facts, pair: Pair) -> Iterator[Violation]:
    if facts.ownership_at is None:
        return
    signed = signing_day(facts, pair.agreement)
    for organisation, side in ((pair.host, Side.soe), (pair.guest, Side.non_public)):
        then = facts.side(organisation, on=signed)
        if then is not side:
            yield Violation(
                records=(pair.agreement, organisation),
                on=signed,
                part="then",
                value=then.label.zh,
                sentence=Text(
                    zh="{name}签订时（{day}）属“{then}”，现在属“{now}”",
                    en="on the signing day {day} {name} was “{then}”, now it is “{now}”",
                ).format(
                    name=facts.called(organisation), day=signed, then=then.label, now=side.label
                ),
            )


def _untold(facts: Facts) -> Iterator[Violation]:
    counted = {pair.agreement for pair in pairs(facts.snapshot) if pair.counted}
    seen = {pair.agreement: pair for pair in pairs(facts.snapshot)}
    for agreement in sorted(seen.keys() - counted):
        row = facts.rows("agreement")[agreement]
        if row["kind"] not in (None, AgreementKind.co_building.name) or row["size"] is not None:
            continue
        organisations = {organisation for organisation, _ in signatories(facts.snapshot)[agreement]}
        unknown = sorted(each for each in organisations if facts.side(each) is Side.unknown)
        if unknown:
            yield Violation(
                records=(agreement,),
                on=signing_day(facts, agreement),
                part="side",
                value=facts.called(unknown[0]).zh,
                sentence=Text(
                    zh="“{title}”没有计入国企–非公结对：{names}的控股情况未登记",
                    en="“{title}” is in no pairing counter: the ownership of {names} is not recorded",
                ).format(title=name_of(row), names=facts.listed(unknown)),
            )
