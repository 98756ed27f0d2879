"""The administrative tree, and the functional bodies that are never part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphs.model import Membership, Organisation, OrganisationKind, Superior
from graphs.rules.basis.authorities import FUNCTIONAL_BODIES, GENERAL_KNOWLEDGE
from graphs.rules.basis.facts import Facts, Row, kind_of, name_of
from graphs.rules.basis.needs import needs_kind, needs_superior
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["functional_bodies_apart", "one_superior"]

_AS_OF = "2024-06-30"
_RANKS = {
    OrganisationKind.branch: 1,
    OrganisationKind.joint_branch: 1,
    OrganisationKind.general_branch: 2,
    OrganisationKind.joint_general_branch: 2,
    OrganisationKind.committee: 3,
    OrganisationKind.comprehensive_committee: 3,
    OrganisationKind.working_committee: 4,
    OrganisationKind.local_committee: 4,
}
_FUNCTIONAL = (OrganisationKind.chain_committee, OrganisationKind.alliance)


def _tree(*edges: tuple[str, str], kinds: Mapping[str, OrganisationKind]) -> Example:
    organisations = [Organisation(id=key, name=key, kind=kind) for key, kind in kinds.items()]
    superiors = [
        Superior(id=f"s{at}", organisation=low, superior=high)
        for at, (low, high) in enumerate(edges)
    ]
    return Example(as_of=_AS_OF, records=(*organisations, *superiors))


_BRANCH, _COMMITTEE = OrganisationKind.branch, OrganisationKind.committee


@rule(
    number="R11",
    label=Text(
        zh="只有一个上级，不成环，上级层级更高", en="one superior, no circle, of a higher level"
    ),
    severity=Severity.error,
    remedy=Text(
        zh="更正隶属关系；功能型组织登记为“功能型隶属”",
        en="correct the superior; record seats in functional bodies as memberships",
    ),
    source=GENERAL_KNOWLEDGE,
    passing=_tree(("支部", "党委"), kinds={"支部": _BRANCH, "党委": _COMMITTEE}),
    failing=_tree(("党委", "支部"), kinds={"支部": _BRANCH, "党委": _COMMITTEE}),
    needs=(needs_superior(), needs_kind()),
    also=("superior.*",),
)
def one_superior(facts: Facts) -> Iterator[Violation]:
    """An organisation has one administrative superior at any date, of a higher level, no circle.

    Levels: branch, general branch, committee, then working and local committees; a committee may
    stand under a committee. A superior that is not stated is a value and no violation.
    """
    organisations = facts.rows("organisation")
    for organisation, rows in sorted(facts.superiors_of.items()):
        if organisation not in organisations:
            continue
        superiors = sorted({row["superior"] for row in rows if row["superior"]})
        if len(superiors) > 1:
            names = facts.listed(superiors)
            sentence = Text(
                zh="{name}有多个上级：{names}", en="{name} has several superiors: {names}"
            )
            yield _wrong(facts, organisation, superiors, "several", sentence, names=names)
        for each in superiors:
            low = _rank(organisations[organisation])
            high = _rank(organisations.get(each))
            if low and high and (high < low or (high == low and low < 3)):
                kind = kind_of(organisations[each])
                sentence = Text(
                    zh="{name}的上级{above}是{kind}，层级不高于本级",
                    en="the superior of {name}, {above}, is a {kind}, of no higher level",
                )
                label = kind.label if kind else Text.same("")
                above = facts.called(each)
                yield _wrong(
                    facts, organisation, [each], "level", sentence, above=above, kind=label
                )
    yield from _circles(facts)


def _rank(row: Row | None) -> int:
    kind = kind_of(row) if row else None
    return _RANKS.get(kind, 0) if kind else 0


def _wrong(
    facts: Facts, organisation: str, others: list[str], part: str, sentence: Text, **values: Text
) -> Violation:
    return Violation(
        records=(organisation, *others),
        on=facts.day,
        part=part,
        value=values.get("names", values.get("above", Text.same(""))).zh,
        sentence=sentence.format(name=facts.called(organisation), **values),
    )


def _circles(facts: Facts) -> Iterator[Violation]:
    """Yield each circle once, walking up from every organisation and never twice over one."""
    done: set[str] = set()
    for start in sorted(facts.superiors_of):
        path: list[str] = []
        seen: set[str] = set()
        at: str | None = start
        while at is not None and at not in done and at not in seen:
            path.append(at)
            seen.add(at)
            rows = facts.superiors_of.get(at, ())
            at = next((row["superior"] for row in rows if row["superior"]), None)
        if at is not None and at in seen:
            circle = path[path.index(at) :]
            low = circle.index(min(circle))
            ordered = circle[low:] + circle[:low]
            sentence = Text(zh="{name}成为自己的上级", en="{name} is its own superior in the end")
            yield _wrong(facts, ordered[0], ordered[1:], "circle", sentence)
        done |= seen


def _seat(body: OrganisationKind) -> Example:
    records = (
        Organisation(id="o1", name="甲公司党支部", kind=_BRANCH),
        Organisation(id="o2", name="鲜切花产业链党委", kind=body),
        Membership(id="m1", organisation="o1", body="o2"),
    )
    return Example(as_of=_AS_OF, records=records)


@rule(
    number="R12",
    label=Text(zh="功能型组织不进入隶属关系", en="functional bodies stay out of the tree"),
    severity=Severity.error,
    remedy=Text(
        zh="隶属关系填行政上级；产业链党委、联盟等登记为“功能型隶属”",
        en="give the administrative superior; record chain committees and alliances as memberships",
    ),
    source=FUNCTIONAL_BODIES,
    passing=_seat(OrganisationKind.chain_committee),
    failing=_seat(OrganisationKind.branch),
    needs=(needs_kind(), needs_superior()),
    also=("membership.*", "superior.*"),
)
def functional_bodies_apart(facts: Facts) -> Iterator[Violation]:
    """A chain committee or an alliance is nobody's administrative superior.

    Seats in functional bodies are memberships, any number of them, and their body is a functional
    body or a committee that gives part-time seats: never a branch.
    """
    organisations = facts.rows("organisation")
    for row in facts.rows("superior").values():
        above = organisations.get(row["superior"])
        if above is not None and kind_of(above) in _FUNCTIONAL:
            yield Violation(
                records=(row["organisation"], row["superior"]),
                on=facts.day,
                part="superior",
                value=name_of(above).zh,
                sentence=Text(
                    zh="{name}的上级登记为功能型组织{above}",
                    en="the superior of {name} is recorded as the functional body {above}",
                ).format(name=facts.called(row["organisation"]), above=name_of(above)),
            )
    for row in facts.rows("membership").values():
        body = organisations.get(row["body"])
        if body is not None and _rank(body) == 1:
            yield Violation(
                records=(row["organisation"], row["body"]),
                on=facts.day,
                part="body",
                value=name_of(body).zh,
                sentence=Text(
                    zh="{name}登记为党支部{body}的成员单位，党支部不是功能型组织",
                    en="{name} is a member of the branch {body}, which is no functional body",
                ).format(name=facts.called(row["organisation"]), body=name_of(body)),
            )
