"""A name is never taken for a note, and a signature line never for a name."""

from __future__ import annotations

import pytest

from graphs.intake.tables.cell_account import RowKind
from graphs.intake.tables.row_kinds import row_kind, undecorated


@pytest.mark.parametrize(
    "name",
    [
        "注塑科技有限公司",
        "联系点党支部",
        "来源村党支部",
        "说明书印刷厂党支部",
        "审核科党支部",
        "备注",
        "填表",
    ],
)
def test_a_name_in_a_row_of_its_own_is_data(name: str) -> None:
    kind = row_kind([name], single=True)
    assert kind is None or name in ("备注", "填表")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["注：以上数据截至6月底"], RowKind.note),
        (["（注）含预备党员"], RowKind.note),
        (["说明: 按季度更新"], RowKind.note),
        (["数据来源：各乡镇"], RowKind.note),
        (["以下空白"], RowKind.footer),
        (["第1页，共3页"], RowKind.footer),
        (["填表人：", "审核人：", "2024年6月30日"], RowKind.footer),
        (["单位负责人（签字）", "联系电话"], RowKind.footer),
        (["制表人", "某某", "日期", "2024-06-30"], RowKind.footer),
        (["2024年6月30日"], RowKind.footer),
        (["合计", "12"], RowKind.total),
        (["总 计：", "12"], RowKind.total),
    ],
)
def test_what_is_no_data_is_recognised(cells: list[str], kind: RowKind) -> None:
    assert row_kind(cells, single=len(set(cells)) == 1) is kind


@pytest.mark.parametrize(
    "header",
    [
        "党员数*",
        "* 党员数",
        "党员数（必填）",
        "党员数(人)",
        "党员数：",
        "党员数（人）*",
        "党员数[填数字]",
    ],
)
def test_decoration_does_not_hide_a_header(header: str) -> None:
    assert undecorated(header, lambda words: words == "党员数") == "党员数"
