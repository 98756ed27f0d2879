"""How many members and units an organisation of each kind usually has."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.model import Hosting, Organisation, OrganisationKind, Quantity, Unit, number_text
from graphs.rules.basis.authorities import BRANCH_REGULATIONS, NON_PUBLIC_RULES
from graphs.rules.basis.facts import Facts, Row, bounds_of, kind_of, name_of
from graphs.rules.basis.needs import needed, needs_hosting, needs_kind
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = [
    "BRANCH_CAP",
    "branch_size",
    "enough_full_members",
    "joint_branch_units",
    "usual_form_for_size",
]

BRANCH_CAP = 50
"""So many members a branch normally has at most (rule R3)."""

_BRANCHES = (OrganisationKind.branch, OrganisationKind.joint_branch)
_GENERAL = (OrganisationKind.general_branch, OrganisationKind.joint_general_branch)
_AS_OF = "2024-06-30"


def _branch(
    *,
    members: Quantity | None = None,
    full_members: Quantity | None = None,
) -> Organisation:
    return Organisation(
        id="o1",
        name="甲公司党支部",
        kind=OrganisationKind.branch,
        members=members,
        full_members=full_members,
    )


@rule(
    number="R1",
    label=Text(
        zh="正式党员三人以上应建支部，单独组建的不少于三人", en="three full members make a branch"
    ),
    severity=Severity.warning,
    remedy=Text(
        zh="核对正式党员数；不足三人的改为联合支部，满三人的单位建立支部",
        en="check the full members; with fewer than three form a joint branch, with three found one",
    ),
    source=BRANCH_REGULATIONS,
    passing=Example(as_of=_AS_OF, records=(_branch(full_members=Quantity("=", 3)),)),
    failing=Example(as_of=_AS_OF, records=(_branch(full_members=Quantity("=", 2)),)),
    needs=(needed("organisation", "full_members", of=(OrganisationKind.branch,)), needs_kind()),
    also=("hosting.*", "statement.*", "unit.*"),
)
def enough_full_members(facts: Facts) -> Iterator[Violation]:
    """A branch of its own has three full members; a unit with three full members has a branch.

    A unit's own count comes from a statement that speaks of it and counts full members (正式党员).
    Bounds decide only where they are certain: "3 余人" is enough, "近 3 人" is not.
    """
    for row in facts.living(OrganisationKind.branch):
        full = bounds_of(row, "full_members")
        if full is not None and full.high is not None and full.high < 3:
            yield Violation(
                records=(row["id"],),
                on=facts.day,
                value=full.words().zh,
                sentence=Text(
                    zh="{name}单独组建，正式党员 {count} 人，不足 3 人",
                    en="{name} is alone with {count} full members, fewer than 3",
                ).format(name=name_of(row), count=full.words()),
            )
    hosts = {unit for units in facts.units_of.values() for unit in units}
    for row in facts.rows("statement").values():
        full = bounds_of(row, "value")
        unit = row["speaks_of"]
        stated = full is not None and full.low >= 3 and "正式党员" in row["indicator"]
        if stated and unit in facts.rows("unit") and unit not in hosts:
            yield Violation(
                records=(unit, row["id"]),
                on=facts.day,
                value=row["indicator"],
                sentence=Text(
                    zh="{name}有 3 名以上正式党员，台账里没有党组织",
                    en="{name} has three full members and more, and no organisation here",
                ).format(name=facts.called(unit)),
            )


def _joint(*units: str) -> tuple[Organisation | Hosting | Unit, ...]:
    joint = Organisation(id="o1", name="片区联合党支部", kind=OrganisationKind.joint_branch)
    hostings = [Hosting(id=f"h{unit}", organisation="o1", unit=unit) for unit in units]
    return (joint, *hostings, *(Unit(id=unit, name=f"{unit}公司") for unit in units))


@rule(
    number="R2",
    label=Text(zh="联合党支部覆盖 2 至 5 个单位", en="a joint branch has two to five units"),
    severity=Severity.warning,
    remedy=Text(
        zh="补录全部所在单位；超过 5 个的说明管理办法或分设",
        en="record every unit; with more than five say how it is managed, or split it",
    ),
    source=BRANCH_REGULATIONS,
    passing=Example(as_of=_AS_OF, records=_joint("甲", "乙")),
    failing=Example(as_of=_AS_OF, records=_joint("甲")),
    needs=(needs_hosting(OrganisationKind.joint_branch), needs_kind()),
    also=("hosting.*", "unit.size"),
)
def joint_branch_units(facts: Facts) -> Iterator[Violation]:
    """A joint branch is formed by two units or more, normally at most five.

    One unit is an error, more than five a warning; none recorded says only that nobody has yet
    recorded them, and stays silent. A collective unit counts as many as it stands for.
    """
    for row in facts.living(OrganisationKind.joint_branch):
        units = facts.units_of.get(row["id"], ())
        known = [facts.rows("unit")[unit] for unit in units if unit in facts.rows("unit")]
        sizes = [bounds_of(unit, "size") for unit in known]
        low = sum(size.low if size else 1 for size in sizes)
        open_ended = any(size is not None and size.high is None for size in sizes)
        if not known or 2 <= low <= 5 or (low < 2 and open_ended):
            continue
        yield Violation(
            records=(row["id"],),
            on=facts.day,
            value=number_text(low),
            severity=Severity.error if low < 2 else None,
            sentence=Text(
                zh="{name}登记了 {count} 个单位", en="units recorded for {name}: {count}"
            ).format(name=name_of(row), count=number_text(low)),
        )


@rule(
    number="R3",
    label=Text(zh="党支部党员人数一般不超过 50 人", en="a branch normally has at most 50 members"),
    severity=Severity.warning,
    remedy=Text(
        zh="核对党员数；确超 50 人的划分支部或升格为党总支",
        en="check the count; above 50 split the branch or make it a general branch",
    ),
    source=BRANCH_REGULATIONS,
    passing=Example(as_of=_AS_OF, records=(_branch(members=Quantity("=", 50)),)),
    failing=Example(as_of=_AS_OF, records=(_branch(members=Quantity("=", 51)),)),
    needs=(needed("organisation", "members", of=_BRANCHES), needs_kind()),
)
def branch_size(facts: Facts) -> Iterator[Violation]:
    """A branch normally has at most 50 members; the cap is of 2018, so 2010 is not judged by it."""
    for row in facts.living(*_BRANCHES):
        members = bounds_of(row, "members")
        if members is not None and members.low > BRANCH_CAP:
            yield _too_many(facts, row, members.words())


def _too_many(facts: Facts, row: Row, members: Text) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        value=members.zh,
        sentence=Text(
            zh="{name}有党员 {count} 人，超过一般上限 50 人",
            en="{name} has {count} members, above the normal cap of 50",
        ).format(name=name_of(row), count=members),
    )


@rule(
    number="R4",
    label=Text(
        zh="规模提示：50 人设总支，100 人设党委", en="usual form: 50 general branch, 100 committee"
    ),
    severity=Severity.hint,
    remedy=Text(
        zh="核对规模与设置；因工作需要经上级批准的，可登记豁免",
        en="compare size and form; where the superior body approved otherwise, record a waiver",
    ),
    source=NON_PUBLIC_RULES,
    passing=Example(
        as_of=_AS_OF,
        records=(
            Organisation(
                id="o1",
                name="甲公司党总支",
                kind=OrganisationKind.general_branch,
                members=Quantity("=", 99),
            ),
        ),
    ),
    failing=Example(
        as_of=_AS_OF,
        records=(
            Organisation(
                id="o1",
                name="甲产业联合党总支",
                kind=OrganisationKind.joint_general_branch,
                members=Quantity("=", 269),
            ),
        ),
    ),
    needs=(
        needed("organisation", "members", of=(*_BRANCHES, *_GENERAL, OrganisationKind.committee)),
        needs_kind(),
    ),
)
def usual_form_for_size(facts: Facts) -> Iterator[Violation]:
    """50 to 99 members usually form a general branch, 100 and more a committee.

    A hint and never more: smaller bodies are allowed with approval, so 269 members in one joint
    general branch may be quite in order.
    """
    usual: dict[OrganisationKind, tuple[int, int | None]] = {
        **dict.fromkeys(_BRANCHES, (0, BRANCH_CAP)),
        **dict.fromkeys(_GENERAL, (BRANCH_CAP, 100)),
        OrganisationKind.committee: (100, None),
    }
    for row in facts.living(*usual):
        kind, members = kind_of(row), bounds_of(row, "members")
        if members is None or kind is None:
            continue
        low, high = usual[kind]
        above = high is not None and members.low >= high
        below = members.high is not None and members.high < low
        if above or below:
            yield Violation(
                records=(row["id"],),
                on=facts.day,
                value=members.words().zh,
                sentence=Text(
                    zh="{name}是{kind}，党员 {count} 人，与通常规模不同",
                    en="{name} is a {kind} with {count} members, which is not the usual size",
                ).format(name=name_of(row), kind=kind.label, count=members.words()),
            )
