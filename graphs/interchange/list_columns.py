"""The columns that the lists of a download declare: stable key, label, and what each says."""

from __future__ import annotations

from graphs.interchange.facts.edge_columns import EDGE_COLUMNS, SYNTHETIC
from graphs.interchange.sheet import ListColumn, list_column
from graphs.model import HOME_RULE

__all__ = [
    "DIVISION_ID",
    "EDGE_COLUMNS",
    "NAMED",
    "NODE_COLUMNS",
    "STUB",
    "SYNTHETIC",
    "UNIT_COLUMNS",
]

DIVISION_ID = list_column(
    "division_id", "区划编号", "Division id", "载明的；台账编号", "as stated; id in the ledger"
)
NAMED = list_column("named", "具名", "Named", "合并记录为否", "false for collectives", kind="flag")
STUB = list_column(
    "stub",
    "范围以外",
    "Outside the scope",
    "只因是对方而列出",
    "listed only as a partner",
    kind="flag",
)

NODE_COLUMNS: tuple[ListColumn, ...] = (
    list_column("id", "编号", "Id", "台账编号", "id in the ledger"),
    list_column("name", "名称", "Name", "所选语言", "in the chosen language"),
    list_column("side", "侧", "Side", "soe 国企，non_public 非公", "soe or non_public"),
    list_column("side_label", "侧名称", "Side in words", "所选语言", "in the chosen language"),
    list_column("kind", "类型", "Kind", "代号", "key"),
    list_column("kind_label", "类型名称", "Kind in words", "所选语言", "in the chosen language"),
    DIVISION_ID,
    list_column("division", "区划", "Division", "载明的；名称", "as stated; name"),
    list_column("home_id", "归属区划编号", "Home division id", HOME_RULE.zh, HOME_RULE.en),
    list_column("home", "归属区划", "Home division", HOME_RULE.zh, HOME_RULE.en),
    NAMED,
    list_column(
        "count_low",
        "个数下限",
        "Count, at least",
        "合并记录可大于 1",
        "more than 1 for collectives",
        kind="integer",
    ),
    list_column(
        "count_high",
        "个数上限",
        "Count, at most",
        "空白表示没有上限",
        "blank means no upper bound",
        kind="integer",
    ),
    list_column(
        "pairs_in_force",
        "有效结对数（至少）",
        "Pairs in force, at least",
        "当日，不随筛选变；范围以外的只计与本范围的",
        "on the day, whatever the filters; outside the scope those with it only",
        kind="integer",
    ),
    list_column(
        "pairs_in_force_high",
        "有效结对数（至多）",
        "Pairs in force, at most",
        "空白表示没有上限",
        "blank means no upper bound",
        kind="integer",
    ),
    list_column(
        "pairs_shown",
        "视图内结对数（至少）",
        "Pairs shown, at least",
        "边表中它名下的对数，不论状态",
        "its pairs in the edge list, whatever their status",
        kind="integer",
    ),
    list_column(
        "pairs_shown_high",
        "视图内结对数（至多）",
        "Pairs shown, at most",
        "空白表示没有上限",
        "blank means no upper bound",
        kind="integer",
    ),
    STUB,
    SYNTHETIC,
    list_column(
        "working_label", "暂用称呼", "Working label", "没有名称时的称呼", "where there is no name"
    ),
    list_column("size", "个数（载明）", "Size, as recorded", "合并记录", "of a collective"),
)
"""Columns of the node list, in order."""

UNIT_COLUMNS: tuple[ListColumn, ...] = (
    list_column("organisation_id", "党组织编号", "Organisation id", "台账编号", "id in the ledger"),
    list_column("organisation", "党组织", "Organisation", "所选语言", "in the chosen language"),
    list_column("organisation_zh", "党组织中文称呼", "Organisation in Chinese", "名称", "name"),
    list_column("unit_id", "单位编号", "Unit id", "台账编号", "id in the ledger"),
    list_column("unit", "所在单位", "Unit", "名称", "name"),
    list_column("ownership", "所有制", "Ownership", "代号", "key"),
    list_column(
        "ownership_label", "所有制名称", "Ownership in words", "所选语言", "in the chosen language"
    ),
    list_column("credit_code", "统一社会信用代码", "Credit code", "18 位", "18 characters"),
    list_column(
        "division_id", "单位区划编号", "Unit's division id", "台账编号", "id in the ledger"
    ),
    list_column("division", "单位区划", "Unit's division", "名称", "name"),
    SYNTHETIC,
)
"""Columns of the list of units, in order."""
