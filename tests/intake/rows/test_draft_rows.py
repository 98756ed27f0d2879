"""Rows to drafts: what a row makes, and what it must not make."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported

from graphs.model import Agreement, Organisation, Signatory

HEADS = "国企党组织,非公党组织,协议名称,签订日期\n"


@pytest.mark.parametrize(
    ("host", "guest"), [("丙厂党支部", "无"), ("丙厂党支部", "/"), ("无", "丙公司党支部")]
)
def test_a_row_without_the_other_side_makes_no_agreement(host: str, guest: str) -> None:
    rows = f"甲厂党支部,乙公司党支部,共建协议,2024-05-01\n{host},{guest},另一协议,2024-05-02\n"
    result = imported(csv_file(HEADS + rows, "结对台账.csv"))
    records = [step.record for step in result.steps]
    [made] = [each for each in records if isinstance(each, Agreement)]
    assert made.title == "共建协议"
    assert len([each for each in records if isinstance(each, Signatory)]) == 2
    # Whoever is named is kept, and every cell that is not is named.
    names = {each.name for each in records if isinstance(each, Organisation)}
    assert names == {"甲厂党支部", "乙公司党支部", next(x for x in (host, guest) if "党支部" in x)}
    reported = {(each.row, each.column) for each in result.issues if each.severity == "warning"}
    assert {(3, "C"), (3, "D")} < reported
    assert any("没有结对方" in each.reason.zh for each in result.issues)
