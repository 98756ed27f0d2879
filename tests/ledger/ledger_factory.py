"""The factory of ledger tests: a small district, written step by step."""

from __future__ import annotations

import datetime as dt

from graphs.ledger import Ledger, Revision
from graphs.model import (
    LATEST,
    Absence,
    Agreement,
    Alias,
    Chain,
    ChainMember,
    Change,
    Citation,
    Correct,
    Division,
    End,
    Hosting,
    Organisation,
    Ownership,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Signatory,
    Source,
    Statement,
    Step,
    Superior,
    Unit,
)

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def put(
    ledger: Ledger, *steps: Step | Record, note: str = "测试", base: int | None = None
) -> Revision:
    """Apply steps; a bare record is a change since always."""
    changes = [Change(record=step) if isinstance(step, Record) else step for step in steps]
    return ledger.apply(*changes, actor="台账岗", note=note, at=AT, base=base)


def district() -> list[Record]:
    """A county with two towns, an agreement across its border, a chain, sources and aliases."""
    return [
        Profile(id="profile", title="测试台账", as_of=PartialDate("2010-06-15")),
        Source(id="s1", title="报道"),
        Source(id="s2", title="无关来源"),
        Division(id="p", name="省"),
        Division(id="c", name="上街区", parent="p", code="410106"),
        Division(id="t1", name="峡窝镇", parent="c"),
        Division(id="t2", name="济源路", parent="c"),
        Division(id="c2", name="外县", parent="p"),
        Unit(
            id="u1",
            name="甲公司",
            division="t1",
            ownership=Ownership.state_holding,
            credit_code="91350100M000100Y43",
        ),
        Unit(id="u2", name="乙公司", division="t2", ownership=Ownership.private),
        Unit(
            id="u3",
            name="外公司",
            division="c2",
            ownership=Ownership.private,
            staff=Quantity(">", 180, printed="180多人"),
        ),
        Organisation(id="o1", name="甲公司党支部", division="t1", members=Quantity("=", 269)),
        Organisation(
            id="o2",
            name="鲜切花聯合黨總支",
            division="t2",
            absent={"founded_on": Absence.not_stated},
        ),
        Organisation(id="o3", name="外公司党支部", division="c2"),
        Organisation(id="o4", name="无处党支部"),
        Organisation(id="o5", name="无关党支部", division="c2"),
        Alias(id="al1", about="o1", system="name", value="老甲支部"),
        Hosting(id="h1", organisation="o1", unit="u1"),
        Hosting(id="h2", organisation="o2", unit="u2"),
        Hosting(id="h3", organisation="o3", unit="u3"),
        Hosting(id="h4", organisation="o4", unit="u2"),
        Superior(id="sup1", organisation="o2", superior="o1"),
        Superior(id="sup2", organisation="o1", absent={"superior": Absence.not_stated}),
        Agreement(id="a1", title="联建协议一", signed_on=PartialDate("2010-05")),
        Signatory(id="y1", agreement="a1", organisation="o1", party="甲", lead=True),
        Signatory(id="y2", agreement="a1", organisation="o3", party="乙", lead=False),
        Chain(id="n1", name="鲜切花产业", lead="o2", division="c"),
        ChainMember(id="k1", chain="n1", member="u1"),
        Statement(id="st1", indicator="结对", value=Quantity("=", 32), division="c", source="s1"),
        Statement(id="st2", indicator="结对", value=Quantity("=", 1), division="c2", source="s1"),
        Citation(id="ci1", source="s1", about="o1", quote="原句"),
        Citation(id="ci2", source="s2", about="o5", quote="别处"),
    ]


def history(ledger: Ledger) -> Ledger:
    """Eight revisions with renames, a move, a correction, an end and an undo."""
    put(ledger, *district(), note="初始")
    put(
        ledger,
        Change(
            record=Organisation(id="o1", name="甲集团党支部", division="t1"),
            effective=day("2012-03-01"),
        ),
    )
    put(
        ledger,
        Correct(
            record=Unit(id="u2", name="乙公司", division="t2", ownership=Ownership.collective),
            at=LATEST,
        ),
    )
    put(
        ledger,
        Change(record=Division(id="t1", name="峡窝镇", parent="c2"), effective=day("2015-01-01")),
    )
    put(ledger, End(id="st1", effective=day("2011-01-01")))
    put(ledger, Organisation(id="new:1", name="新支部", division="t2", synthetic=True))
    put(ledger, Source(id="s3", title="另一报道"))
    ledger.undo(5, actor="台账岗", note="撤销", at=AT)
    return ledger
