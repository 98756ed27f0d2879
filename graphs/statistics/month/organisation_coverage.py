"""Coverage of enterprises by organisations, and of organisations by pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from graphs.model import Answer, Bounds, Count, Figure, Kind, NotComputable, Rate, Side, Unit
from graphs.network import Party, parties
from graphs.statistics.month.report_measure import Part, report_measure
from graphs.statistics.record_counts import organisation_count, paired_count, unpaired_count
from graphs.text import Text

__all__ = [
    "non_public_enterprises",
    "organisation_coverage",
    "pair_coverage",
    "standalone_rate",
    "unpaired",
]

_JOINT = frozenset({"joint_branch", "joint_general_branch"})
_ONE = Bounds(1, 1)


@report_measure(
    order=10,
    label=Text(zh="非公企业", en="Non-public enterprises"),
    unit=Text(zh="家", en="units"),
    definition=Text(
        zh="当日未注销、控股情况属非公侧的单位；合并记录按载明的数计上下限。",
        en="Units not dissolved on the day whose ownership is on the non-public side; unnamed "
        "ones count within the bounds their record states.",
    ),
)
def non_public_enterprises(part: Part) -> Figure:
    """Return the non-public enterprises alive on the day."""
    return _unit_count((unit, _size(unit)) for unit in _enterprises(part))


@report_measure(
    order=20,
    kind=Kind.rate,
    label=Text(zh="组织覆盖率", en="Organisation coverage"),
    unit=Text(zh="占非公企业", en="of non-public enterprises"),
    definition=Text(
        zh="组织覆盖率 =（单独建立 + 联合组建党组织的非公企业）÷ 非公企业（均在范围内、当日存在）。"
        "台账未载明总数的，不计算。",
        en="Organisation coverage = non-public enterprises with a Party organisation of their own "
        "or a joint one ÷ non-public enterprises (in scope, alive on the day). Not computed where "
        "the ledger does not state the whole population.",
    ),
)
def organisation_coverage(part: Part) -> Figure:
    """Return the share of enterprises with an organisation, own or joint."""
    return _rate(part, lambda party: True)  # noqa: ARG005  # any organisation covers


@report_measure(
    order=30,
    kind=Kind.rate,
    label=Text(zh="单独组建率", en="Standalone rate"),
    unit=Text(zh="占非公企业", en="of non-public enterprises"),
    definition=Text(
        zh="单独组建率 = 单独建立党组织（只设在这一家、也不是联合支部或联合总支）的非公企业 ÷ 非公企业，"
        "分母与组织覆盖率相同。",
        en="Standalone rate = non-public enterprises with a Party organisation of their own (formed "
        "in no other unit, and no joint branch) ÷ the same enterprises as organisation coverage.",
    ),
)
def standalone_rate(part: Part) -> Figure:
    """Return the share of enterprises with an organisation of their own."""
    return _rate(part, _own)


@report_measure(
    order=40,
    kind=Kind.rate,
    label=Text(zh="结对覆盖率", en="Pair coverage"),
    unit=Text(zh="占非公党组织", en="of non-public organisations"),
    definition=Text(
        zh="结对覆盖率 = 至少有一对有效结对的非公党组织 ÷ 当日存在的非公党组织；与总览同一口径。",
        en="Pair coverage = non-public organisations with a pair in force ÷ those alive on the "
        "day; the same as on the overview.",
    ),
)
def pair_coverage(part: Part) -> Figure:
    """Return the share of non-public organisations with a pair in force."""
    alive = part.living(Side.non_public)
    if not part.snapshot.profile.population_stated:
        return _NO_POPULATION
    if not alive:
        return _nobody(Text(zh="没有非公党组织", en="no non-public organisation here"))
    return Rate(numerator=paired_count(part.snapshot, alive), denominator=organisation_count(alive))


@report_measure(
    order=50,
    label=Text(zh="未结对的非公党组织", en="Unpaired non-public organisations"),
    unit=Text(zh="个", en="organisations"),
    definition=Text(
        zh="当日存在、没有任何有效结对的非公党组织。",
        en="Non-public organisations alive on the day without a pair in force.",
    ),
)
def unpaired(part: Part) -> Figure:
    """Return the non-public organisations without a pair in force."""
    if part.snapshot.profile.population_stated is False:  # as what needs attention has it
        return replace(_NO_POPULATION, kind=Kind.count)
    return unpaired_count(part.snapshot, part.living(Side.non_public))


def _rate(part: Part, covers: Callable[[Party], bool]) -> Figure:
    if not part.snapshot.profile.population_stated:
        return _NO_POPULATION
    found = _enterprises(part)
    if not found:
        return _nobody(Text(zh="没有非公企业", en="no non-public enterprise here"))
    formed: defaultdict[str, Bounds] = defaultdict(lambda: Bounds(0, 0))
    for party in parties(part.snapshot).values():
        if party.alive is not Answer.no and covers(party):
            for unit in party.units:
                formed[unit] = formed[unit] + party.count
    covered = ((unit, _least(_size(unit), formed[unit.id])) for unit in found if unit.id in formed)
    return Rate(
        numerator=_unit_count(covered), denominator=_unit_count((u, _size(u)) for u in found)
    )


def _own(party: Party) -> bool:
    joint = party.kind is not None and party.kind.name in _JOINT
    return len(party.units) == 1 and not joint


def _enterprises(part: Part) -> tuple[Unit, ...]:
    day = part.snapshot.as_of
    return tuple(
        unit
        for unit in part.snapshot.records(Unit)
        if unit.ownership
        and unit.ownership.side is Side.non_public
        and unit.id not in part.snapshot.stubs
        and (part.members is None or unit.id in part.members)
        and not (unit.dissolved_on and unit.dissolved_on.not_after(day) is Answer.certain)
        and not (unit.founded_on and unit.founded_on.not_after(day) is Answer.no)
    )


def _size(unit: Unit) -> Bounds:
    return unit.size.bounds if unit.size else _ONE


def _least(one: Bounds, other: Bounds) -> Bounds:
    highs = [each.high for each in (one, other) if each.high is not None]
    return Bounds(min(one.low, other.low), min(highs) if highs else None)


def _unit_count(found: Iterable[tuple[Unit, Bounds]]) -> Count:
    rows = tuple(found)
    total = Bounds(0, 0)
    for _, size in rows:
        total = total + size
    return Count(
        inside=total,
        named=sum(unit.size is None for unit, _ in rows),
        ids=tuple(sorted(unit.id for unit, _ in rows)),
    )


def _nobody(reason: Text) -> NotComputable:
    return NotComputable(kind=Kind.rate, reason=reason)


_NO_POPULATION = NotComputable(
    kind=Kind.rate,
    reason=Text(
        zh="来源没有载明总数，分母未知",
        en="the source does not state how many there are",
    ),
)
