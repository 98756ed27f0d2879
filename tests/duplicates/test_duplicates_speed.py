"""A district group of 20,000 organisations: rules within seconds, suggestions within ten.

Processor time is measured, so that a busy machine does not decide the answer.
"""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest

from graphs.codes import make_credit_code
from graphs.duplicates import suggest
from graphs.model import (
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    Quantity,
    Snapshot,
    Unit,
)
from graphs.rules import check

SIZE = 20_000
TRADES = [
    "食品",
    "机床",
    "花卉",
    "耐材",
    "物流",
    "包装",
    "软件",
    "服饰",
    "家具",
    "化工",
    "轴承",
    "电缆",
]
BRANDS = "安博昌达丰广海恒宏华汇嘉金康朗利隆明宁鹏启瑞盛泰万祥新兴益永源远泽振正中卓"
MISSPELT = 200


@pytest.fixture(scope="module")
def snapshot():
    stream = random.Random(20)
    names = set()
    while len(names) < SIZE - MISSPELT:
        brand = "".join(stream.sample(BRANDS, 3))
        names.add(f"云岭{brand}{stream.choice(TRADES)}有限公司")
    ordered = sorted(names)
    records = []
    for at, name in enumerate(ordered):
        code = make_credit_code(at)
        records += [
            Unit(
                id=f"u{at}",
                name=name,
                credit_code=code,
                ownership=Ownership.private,
                synthetic=True,
            ),
            Organisation(
                id=f"o{at}",
                name=f"{name}党支部",
                kind=OrganisationKind.branch,
                members=Quantity("=", 5),
                synthetic=True,
            ),
            Hosting(id=f"h{at}", organisation=f"o{at}", unit=f"u{at}"),
        ]
    records += [
        Organisation(id=f"x{at}", name=f"中共{ordered[at]}支部委员会", synthetic=True)
        for at in range(MISSPELT)
    ]
    return Snapshot.from_records(records, as_of=dt.date(2026, 6, 30))


def test_suggestions_for_20000_organisations_take_less_than_ten_seconds(snapshot):
    begun = time.process_time()
    found = suggest(snapshot)
    spent = time.process_time() - begun
    print(f"suggest: {SIZE} organisations in {spent:.1f} s of processor time")
    assert spent < 10
    likely = {(each.left, each.right) for each in found if each.likely}
    assert likely == {(f"o{at}", f"x{at}") for at in range(MISSPELT)}


def test_twenty_rules_on_20000_organisations_take_less_than_four_seconds(snapshot):
    begun = time.process_time()
    check(snapshot)
    spent = time.process_time() - begun
    print(f"check: {SIZE} organisations in {spent:.1f} s of processor time (target 2)")
    assert spent < 4
