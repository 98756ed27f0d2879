"""The factory of planning tests: pools, problems, and the demonstration district."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from graphs.model import (
    Agreement,
    Chain,
    ChainMember,
    Division,
    DivisionLevel,
    Hosting,
    ListItem,
    ListKind,
    Organisation,
    Ownership,
    PartialDate,
    PostStatus,
    Quantity,
    Record,
    Segment,
    Signatory,
    Snapshot,
    Superior,
    Supply,
    Unit,
)
from graphs.planning import Links, Members, PlanningProblem, PlanSettings, Pool, problem_from_matrix

DAY = dt.date(2026, 6, 30)
GIVEN = (("given", 1.0),)


def pool(
    guests: list[str], hosts: list[str], *, links: Links | None = None, **columns: dict[str, Any]
) -> Pool:
    """Return a pool whose guests are non-public and whose hosts are state-owned."""
    sides = {**dict.fromkeys(guests, "non_public"), **dict.fromkeys(hosts, "soe")}
    columns = {"side": sides, "usual": dict.fromkeys(hosts, 1), **columns}
    return Pool(
        guests=Members.of(guests, **columns),
        hosts=Members.of(hosts, **columns),
        links=links or Links(),
    )


def matrix(*rows: list[float]) -> PlanningProblem:
    """Return the problem of a plain matrix."""
    return problem_from_matrix(np.array(rows, dtype=float))


def settings(**changes: Any) -> PlanSettings:
    """Return settings that go by given scores."""
    return PlanSettings(**{"weights": GIVEN, **changes})


def branch(ident: str, ownership: Ownership, **columns: Any) -> list[Record]:
    """Return an organisation formed in a unit of its own."""
    unit = {name: columns.pop(name) for name in ("industry_code", "parent") if name in columns}
    return [
        Organisation(id=ident, name=f"{ident}党支部", **columns),
        Unit(id=f"u-{ident}", name=f"{ident}公司", ownership=ownership, **unit),
        Hosting(id=f"h-{ident}", organisation=ident, unit=f"u-{ident}"),
    ]


def agreement(
    ident: str, host: str, guest: str, begun: str, over: str | None = None
) -> list[Record]:
    """Return an agreement of two parties."""
    return [
        Agreement(
            id=ident, signed_on=PartialDate(begun), ends_on=PartialDate(over) if over else None
        ),
        Signatory(id=f"{ident}a", agreement=ident, organisation=host),
        Signatory(id=f"{ident}b", agreement=ident, organisation=guest),
    ]


def town_records() -> list[Record]:
    """Two towns, two hosts, three guests, a chain, lists, one pair in force and one that is over."""
    return [
        Division(id="c", name="县", level=DivisionLevel.county),
        Division(id="t1", name="甲镇", parent="c", level=DivisionLevel.township),
        Division(id="t2", name="乙镇", parent="c", level=DivisionLevel.township),
        Division(id="v1", name="甲村", parent="t1", level=DivisionLevel.village),
        *branch(
            "s1", Ownership.state_owned, division="t1", members=Quantity("=", 40),
            industry_code="3051", usual_load=3, longitude=113.0, latitude=34.0,
        ),
        *branch("s2", Ownership.state_holding, division="t2"),
        *branch(
            "n1", Ownership.private, division="v1", members=Quantity("=", 5), industry_code="3054",
            secretary=PostStatus.vacant, longitude=113.0, latitude=34.1,
        ),
        *branch("n2", Ownership.private, division="t2", secretary=PostStatus.filled),
        *branch("n3", Ownership.foreign, division="t1"),
        *branch("n4", Ownership.private, division="t1", dissolved_on=PartialDate("2020")),
        Superior(id="p1", organisation="n3", superior="s1"),
        Chain(id="k", name="玻璃链"),
        Segment(id="e1", chain="k", name="原料", order=1),
        Segment(id="e2", chain="k", name="加工", order=2),
        ChainMember(id="m1", chain="k", member="u-s1", segment="e1"),
        ChainMember(id="m2", chain="k", member="n1", segment="e2"),
        Supply(id="f1", supplier="u-s2", customer="u-n2"),
        ListItem(id="i1", organisation="n1", list=ListKind.need, category="技术"),
        ListItem(id="i2", organisation="n1", list=ListKind.need, category="法律"),
        ListItem(
            id="i3", organisation="n1", list=ListKind.need, category="资金",
            closed_on=PartialDate("2025-01-01"),
        ),
        ListItem(id="i4", organisation="s1", list=ListKind.resource, category="技术"),
        *agreement("g1", "s1", "n2", "2025-07-01"),
        *agreement("g2", "s2", "n1", "2020-01-01", "2022-12-31"),
    ]  # fmt: skip


def town() -> Snapshot:
    return Snapshot.from_records(town_records(), as_of=DAY)
