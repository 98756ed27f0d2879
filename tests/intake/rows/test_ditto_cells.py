"""同上 stands for the row above in every column, and is said."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported, settled

from graphs.model import Organisation, Superior

HEAD = "党组织名称,所在单位,上级党组织,成立时间,党员数\n"


@pytest.mark.parametrize("mark", ["同上", "同 上。", "〃", "同前"])
def test_every_column_takes_the_value_above(mark: str) -> None:
    result = imported(
        csv_file(
            f"{HEAD}甲公司党支部,甲公司,中共白石镇委员会,2015-07,12\n"
            f"乙公司党支部,乙公司,{mark},{mark},{mark}\n丙公司党支部,丙公司,{mark},{mark},7\n"
        )
    )
    assert not result.errors
    assert result.account.balanced
    made = settled(result).records(Organisation)
    said = {each.name: each for each in made if each.members}
    assert [each.members.value for each in said.values() if each.members] == [12, 12, 7]
    assert {each.founded_on.text for each in said.values() if each.founded_on} == {"2015-07"}
    [superior] = {each.superior for each in settled(result).records(Superior)}
    assert [each.name for each in made if each.id == superior] == ["中共白石镇委员会"]
    hints = [each for each in result.issues if "上一行" in each.heading.zh]
    assert [each.severity for each in hints] == ["hint"] * len(hints)
    assert {row for each in hints for row in each.rows or (each.row,)} == {3, 4}


def test_nothing_above_is_no_value() -> None:
    result = imported(csv_file(f"{HEAD}甲公司党支部,甲公司,,同上,12\n"))
    assert result.account.balanced
    assert any(each.value == "同上" for each in result.issues)
    assert not any(each.founded_on for each in settled(result).records(Organisation))
