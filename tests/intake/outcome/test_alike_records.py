"""New records that may be ones there are: short and full names are doubtful in the preview too."""

from __future__ import annotations

import pytest
from intake_books import DAY, csv_file, imported

from graphs.intake.outcome import alike_records
from graphs.intake.outcome.difference_list import first_of_each
from graphs.model import Organisation, Snapshot

KNOWN = Snapshot.from_records(
    [
        Organisation(id="o1", name="中国铝业股份有限公司河南分公司党委"),
        Organisation(id="o2", name="上街区住房和城乡建设局党支部"),
    ],
    as_of=DAY,
)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("中铝河南分公司党委", "中国铝业股份有限公司河南分公司党委"),
        ("上街区住建局党支部", "上街区住房和城乡建设局党支部"),
    ],
)
def test_a_short_name_is_added_and_doubtful(name: str, other: str) -> None:
    result = imported(csv_file(f"党组织名称,党员数\n{name},3\n"), snapshot=KNOWN)
    [doubt] = [each for each in result.differences if each.kind == "suspicious"]
    assert doubt.name == name
    assert other in doubt.why.zh
    assert other in doubt.why.en
    assert result.ready


def test_a_department_is_not_doubtful() -> None:
    words = "党组织名称,党员数\n中铝河南分公司财务部党支部,3\n上街区住建局质监站党支部,4\n"
    assert imported(csv_file(words), snapshot=KNOWN).counts()["suspicious"] == 0


def test_what_was_not_compared_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike_records, "_MOST_NEW", 0)
    result = imported(csv_file("党组织名称,党员数\n中铝河南分公司党委,3\n"), snapshot=KNOWN)
    assert result.counts()["suspicious"] == 0
    assert any("没有逐一比对" in each.reason.zh for each in result.issues)


def test_the_first_of_each_kind_are_kept_however_many_come_before() -> None:
    rows = "".join(f"第{n}新厂党支部,新厂{n}公司\n" for n in range(3000))
    result = imported(csv_file("党组织名称,所在单位\n" + rows))
    groups = result.groups()
    assert groups == {("added", kind): 3000 for kind in ("unit", "organisation", "hosting")}
    shown = result.without_steps(10)
    assert len(shown.differences) == 30
    assert shown.groups() == groups
    assert [each.record for each in first_of_each(result.differences, 1)] == [
        "organisation", "unit", "hosting",
    ]  # fmt: skip
