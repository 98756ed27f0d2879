"""A district of two towns; whatever the other town says of itself holds a mark to look for."""

from __future__ import annotations

import datetime as dt

from graphs.access import Grant, Role, Visitor
from graphs.model import (
    Activity,
    Actor,
    Agreement,
    Alias,
    Chain,
    ChainMember,
    Citation,
    Comment,
    Division,
    Hosting,
    ListItem,
    ListKind,
    Organisation,
    PartialDate,
    Profile,
    Quantity,
    Record,
    SavedView,
    Scope,
    Segment,
    Signatory,
    Source,
    Statement,
    Superior,
    Supply,
    Unit,
    Waiver,
)

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
MARK = "秘密"
TOWN, OTHER = Scope("division", "t1"), Scope("division", "t2")
POST = "甲镇台账岗"


def visitor(*grants: str, post: str = POST) -> Visitor:
    return Visitor(account="clerk", post=post, grants=tuple(map(Grant.parse, grants)))


def of_role(role: Role, scope: Scope = TOWN) -> Visitor:
    return Visitor(account="clerk", post=POST, grants=(Grant(role, scope),))


def records() -> list[Record]:
    m = MARK
    return [
        Profile(id="profile", title="试验区", home="c", as_of=PartialDate("2026-06-30")),
        Actor(id="x1", post=POST),
        Actor(id="x2", post="乙镇台账岗"),
        Actor(id="x3", post="区审批岗"),
        Division(id="c", name="区"),
        Division(id="t1", name="甲镇", parent="c"),
        Division(id="v1", name="甲村", parent="t1"),
        Division(id="t2", name="乙镇", parent="c"),
        Division(id="v2", name=f"{m}村", parent="t2"),
        Source(id="s1", title="甲的来源"),
        Source(id="s2", title=f"{m}来源"),
        Unit(id="u1", name="甲公司", division="v1"),
        Unit(id="u2", name="乙公司", division="t2", credit_code="91350100M000100Y43", note=m),
        Unit(id="u3", name=f"{m}公司", division="v2", note=m),
        Organisation(id="o1", name="甲支部", division="v1"),
        Organisation(id="o2", name="乙支部", division="t2", seal_name=m, note=m),
        Organisation(id="o3", name=f"{m}支部", division="v2", members=Quantity("=", 77, printed=m)),
        Organisation(id="o4", name="甲二支部", division="t1"),
        Organisation(id="o5", name="乙二支部", division="t2"),
        Hosting(id="h1", organisation="o1", unit="u1"),
        Hosting(id="h2", organisation="o2", unit="u2"),
        Hosting(id="h3", organisation="o3", unit="u3"),
        Superior(id="sup", organisation="o3", superior="o2"),
        Alias(id="al1", about="o1", system="name", value="老甲"),
        Alias(id="al2", about="o2", system="name", value=f"{m}旧名"),
        Agreement(id="a1", title="甲乙联建", signed_on=PartialDate("2025-01-01")),
        Signatory(id="y1", agreement="a1", organisation="o1", party="甲", lead=True),
        Signatory(id="y2", agreement="a1", organisation="o2", party="乙", lead=False),
        Agreement(id="a2", title=f"{m}联建", signed_on=PartialDate("2025-01-01")),
        Signatory(id="y3", agreement="a2", organisation="o2", party="甲", lead=True),
        Signatory(id="y4", agreement="a2", organisation="o3", party="乙", lead=False),
        Activity(id="act1", title="甲乙活动", agreement="a1"),
        Activity(id="act2", title=f"{m}活动", agreement="a2"),
        ListItem(id="li1", organisation="o2", agreement="a2", list=ListKind.need, title=m),
        Chain(id="n1", name="区链", division="c", lead="o2"),
        Segment(id="g1", chain="n1", name="环节"),
        ChainMember(id="k1", chain="n1", member="u1"),
        ChainMember(id="k2", chain="n1", member="u3"),
        Chain(id="n2", name=f"{m}链", division="t2", lead="o3"),
        Supply(id="sp", supplier="u2", customer="u3", chain="n2", product=m),
        Statement(id="st1", indicator="对", value=Quantity("=", 1), division="t1", source="s1"),
        Statement(id="st2", indicator=m, value=Quantity("=", 9), division="t2", source="s2"),
        Citation(id="ci1", source="s1", about="o1", quote="甲"),
        Citation(id="ci2", source="s2", about="o2", quote=m),
        Comment(id="cm2", about="o2", post=POST, words=m),
        SavedView(id="sv", title=m, address="?scope=division:t2"),
        Waiver(
            id="w2",
            finding="f",
            record="o2",
            reason=m,
            approver="x1",
            expires_on=PartialDate("2027-01-01"),
        ),
    ]
