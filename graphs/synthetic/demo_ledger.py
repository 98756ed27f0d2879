"""The demonstration ledger as revisions: a first load, then what happened in the district since."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.model import (
    Actor,
    Agreement,
    AgreementKind,
    Change,
    Citation,
    End,
    Hosting,
    Lineage,
    LineageKind,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Signatory,
    Source,
    SourceKind,
    Statement,
    Step,
    Superior,
    Unit,
)
from graphs.synthetic.invented_chains import make_chains
from graphs.synthetic.invented_district import COUNTY, Host, make_guests, make_hosts, make_places
from graphs.synthetic.invented_pairings import Signed, make_activities, make_agreements, make_items

__all__ = ["DEMO_AS_OF", "DemoRevision", "demo_revisions"]

DEMO_AS_OF = dt.date(2026, 6, 30)
"""The day the demonstration opens on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRevision:
    """One revision to apply: who, why, when, and its steps.

    Examples
    --------
    >>> demo_revisions(hosts=20, guests=30)[0].actor
    '区委社会工作部·台账岗'
    """

    actor: str
    note: str
    at: dt.datetime
    steps: tuple[Step, ...]


def demo_revisions(
    seed: int = 20260630, *, hosts: int = 60, guests: int = 400, shared: float = 0.0
) -> tuple[DemoRevision, ...]:
    """Return the revisions of the demonstration ledger; the same seed gives the same.

    ``shared`` is the share of signing guests with further hosts; 0 in the district that ships.

    Examples
    --------
    >>> first = demo_revisions(hosts=20, guests=30)[0]
    >>> all(step.record.synthetic for step in first.steps)
    True
    """
    random_ = random.Random(seed)  # noqa: S311  # invented data want seeded chance, not secrecy
    places, changes = make_places(random_)
    soe, more = make_hosts(random_, places, hosts)
    changes += more
    private, more = make_guests(random_, places, guests, DEMO_AS_OF)
    changes += more
    signed, more = make_agreements(random_, soe, private, DEMO_AS_OF, shared)
    changes += more
    changes += make_activities(random_, signed, DEMO_AS_OF)
    changes += make_items(random_, soe, private)
    changes += make_chains(random_, soe, private)
    changes += _collective(soe)
    changes += _public_bodies(soe)
    changes += [Change(record=record) for record in _about(signed)]
    desk = "区委社会工作部·台账岗"
    revisions = (
        DemoRevision(
            actor=desk, note="演示数据首次录入（虚构）", at=_noon(2026, 7, 1), steps=tuple(changes)
        ),
        DemoRevision(
            actor=desk, note="更名：水务集团党委改称水务发展集团党委", at=_noon(2026, 7, 6),
            steps=_renamed(changes),
        ),
        DemoRevision(
            actor=desk, note="升格：一个党支部升格为党总支", at=_noon(2026, 7, 13), steps=_upgraded(changes)
        ),
    )  # fmt: skip
    return tuple(each for each in revisions if each.steps)


def _noon(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 4, 0, tzinfo=dt.UTC)  # noon in Beijing


def _about(signed: Sequence[Signed]) -> list[Record]:
    in_force = [
        (host, guest)
        for deal in signed
        if deal.start <= DEMO_AS_OF <= deal.end and (deal.over is None or deal.over > DEMO_AS_OF)
        for host in deal.hosts
        for guest in deal.guests
    ]
    source = f"{COUNTY}-src"
    reported = len(in_force) + 6
    records: list[Record] = [
        Profile(
            id="ledger", title="演示区（虚构）", title_en="Demonstration (invented)",
            as_of=PartialDate(DEMO_AS_OF.isoformat()), home=COUNTY, dormant_after_months=12,
            expiring_within_days=90, population_stated=True, synthetic=True,
            note="整个区、所有组织和数字都是程序编造的，仅供演示。",
        ),
        Actor(id=f"{COUNTY}-x1", post="区委社会工作部·台账岗", post_en="Ledger desk", synthetic=True),
        Actor(id=f"{COUNTY}-x2", post="区委社会工作部·规划岗", post_en="Planning desk", synthetic=True),
        Actor(
            id=f"{COUNTY}-x3", post="区委组织部·审核岗", post_en="Approval desk", approves=True, synthetic=True
        ),
        Source(id=source, title="演示季报（虚构）", kind=SourceKind.generator, synthetic=True),
    ]  # fmt: skip
    statements = (
        Statement(
            id=f"{COUNTY}-f1", indicator="有效结对数", indicator_en="Pairs in force", measure="pairs",
            value=Quantity("=", reported), unit_of_count="对", as_of=PartialDate("2026-06"), division=COUNTY,
            scope_note="各乡镇上报合计，含口头约定", quote=f"全区结对{reported}对。", source=source, synthetic=True,
        ),
        Statement(
            id=f"{COUNTY}-f2", indicator="国企侧党组织", indicator_en="State-owned organisations",
            measure="soe_organisations", value=Quantity("≥", 40), unit_of_count="个",
            as_of=PartialDate("2026-06-30"), division=COUNTY, quote="国企党组织40个以上。", source=source,
            synthetic=True,
        ),
        Statement(
            id=f"{COUNTY}-f3", indicator="非公党组织", indicator_en="Non-public organisations",
            measure="non_public_organisations", value=Quantity("≈", 400, printed="约400个"),
            unit_of_count="个", as_of=PartialDate("2026"), division=COUNTY, quote="非公党组织约400个。",
            source=source, synthetic=True,
        ),
        Statement(
            id=f"{COUNTY}-f4", indicator="开展联建活动", indicator_en="Joint activities held",
            value=Quantity(">", 900, printed="900余场"), unit_of_count="场", as_of=PartialDate("2025"),
            division=COUNTY, quote="开展联建活动900余场。", source=source, synthetic=True,
        ),
    )  # fmt: skip
    for statement in statements:
        records.append(statement)
        records.append(
            Citation(
                id=f"{statement.id}-c",
                source=source,
                about=statement.id,
                quote=statement.quote or "",
                synthetic=True,
            )
        )
    return records


def _collective(hosts: Sequence[Host]) -> list[Change]:
    """An agreement with unnamed guests, as real reports have them."""
    unit = Unit(
        id=f"{COUNTY}-cu", name="沿街商户（未具名）", name_en="Shops along the street", division=f"{COUNTY}-t3",
        ownership=Ownership.private, size=Quantity("≥", 12, printed="12家以上"), synthetic=True,
    )  # fmt: skip
    organisation = Organisation(
        id=f"{COUNTY}-cn", name="沿街商户党支部", name_en="Street shops' branches",
        kind=OrganisationKind.branch, division=f"{COUNTY}-t3", size=Quantity("=", 5, printed="5个"),
        synthetic=True,
    )  # fmt: skip
    agreement = Agreement(
        id=f"{COUNTY}-gc", title="沿街共建约定", kind=AgreementKind.area, signed_on=PartialDate("2024"),
        ends_on=PartialDate("2027-12-31"), pairs=Quantity("=", 5), synthetic=True,
    )  # fmt: skip
    records: tuple[Record, ...] = (
        unit,
        organisation,
        Hosting(id=f"{COUNTY}-cn-h", organisation=organisation.id, unit=unit.id, synthetic=True),
        agreement,
        Signatory(
            id=f"{agreement.id}-y1",
            agreement=agreement.id,
            organisation=hosts[0].id,
            party="甲",
            synthetic=True,
        ),
        Signatory(
            id=f"{agreement.id}-y2",
            agreement=agreement.id,
            organisation=organisation.id,
            party="乙",
            synthetic=True,
        ),
    )
    return [Change(record=record, effective=dt.date(2024, 1, 1)) for record in records]


def _public_bodies(hosts: Sequence[Host]) -> list[Change]:
    """Pairs of another kind: a government body with an enterprise, outside the counters."""
    changes: list[Change] = []
    for number, name in enumerate(("税务分局", "市场监管所", "科技服务中心"), start=1):
        unit = Unit(
            id=f"{COUNTY}-bu{number}", name=f"云岭{name}", name_en=f"Yunling public body {number}",
            division=COUNTY, ownership=Ownership.public_body, synthetic=True,
        )  # fmt: skip
        body = Organisation(
            id=f"{COUNTY}-b{number}", name=f"云岭{name}机关党支部", name_en=f"Public body {number} Branch",
            kind=OrganisationKind.branch, division=COUNTY, synthetic=True,
        )  # fmt: skip
        agreement = Agreement(
            id=f"{COUNTY}-gb{number}", title="机关企业共建协议", kind=AgreementKind.other,
            signed_on=PartialDate("2025-03-01"), ends_on=PartialDate("2027-02-28"), synthetic=True,
        )  # fmt: skip
        records: tuple[Record, ...] = (
            unit,
            body,
            Hosting(id=f"{body.id}-h", organisation=body.id, unit=unit.id, synthetic=True),
            agreement,
            Signatory(
                id=f"{agreement.id}-y1",
                agreement=agreement.id,
                organisation=body.id,
                party="甲",
                synthetic=True,
            ),
            Signatory(
                id=f"{agreement.id}-y2",
                agreement=agreement.id,
                organisation=hosts[number].id,
                party="乙",
                synthetic=True,
            ),
        )
        changes += [Change(record=record, effective=dt.date(2025, 3, 1)) for record in records]
    return changes


_REFERRING = ("organisation", "about", "member", "partner")


def _find(changes: Sequence[Change], ident: str) -> Organisation:
    found = next(each.record for each in changes if each.record.id == ident)
    if not isinstance(found, Organisation):
        raise TypeError(ident)
    return found


def _renamed(changes: Sequence[Change]) -> tuple[Step, ...]:
    old = _find(changes, f"{COUNTY}-s1")
    new = replace(
        old,
        name=str(old.name).replace("水务集团", "水务发展集团"),
        short_name=str(old.short_name).replace("水务", "水务发展"),
    )
    return (Change(record=new, effective=dt.date(2018, 5, 1)),)


def _upgraded(changes: Sequence[Change]) -> tuple[Step, ...]:
    # one that nothing else refers to: an agreement would have to be renewed by the new organisation
    busy = {
        value
        for each in changes
        for value in (getattr(each.record, name, None) for name in _REFERRING)
        if value and not each.record.id.endswith(("-h", "-p"))
    }
    free = (
        each.record
        for each in changes
        if isinstance(each.record, Organisation)
        and each.record.id not in busy
        and each.record.kind is OrganisationKind.branch
        and each.record.dissolved_on is None
        and each.record.id.startswith(f"{COUNTY}-n")
    )
    old = next(free, None)
    if old is None:  # a very small district, where everybody has an agreement
        return ()
    new = replace(
        old,
        id=f"{old.id}-up",
        name=str(old.name).replace("党支部", "党总支"),
        short_name=str(old.short_name).replace("党支部", "党总支"),
        name_en=str(old.name_en).replace("Branch", "General Branch"),
        kind=OrganisationKind.general_branch,
        founded_on=PartialDate("2025-07-01"),
    )
    day = dt.date(2025, 7, 1)
    unit = f"{COUNTY}-nu{old.id.removeprefix(f'{COUNTY}-n')}"
    return (
        Change(record=new, effective=day),
        Change(record=Hosting(id=f"{new.id}-h", organisation=new.id, unit=unit, synthetic=True), effective=day),
        Change(
            record=Superior(
                id=f"{new.id}-p", organisation=new.id,
                superior=f"{COUNTY}-c{str(new.division).rpartition('t')[2]}", synthetic=True,
            ),
            effective=day,
        ),
        Change(
            record=Lineage(
                id=f"{new.id}-l", predecessor=old.id, successor=new.id, kind=LineageKind.upgrade,
                happened_on=PartialDate("2025-07-01"), synthetic=True,
            ),
            effective=day,
        ),
        End(id=old.id, effective=day),
        End(id=f"{old.id}-h", effective=day),
        End(id=f"{old.id}-p", effective=day),
    )  # fmt: skip
