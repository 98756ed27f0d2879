"""The columns that the lists of a download declare: stable key, label, and what each says."""

from __future__ import annotations

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
SYNTHETIC = list_column(
    "synthetic", "虚构", "Synthetic", "演示数据", "invented demonstration data", kind="flag"
)

EDGE_COLUMNS: tuple[ListColumn, ...] = (
    list_column("agreement_id", "协议编号", "Agreement id", "台账编号", "id in the ledger"),
    list_column("agreement", "协议", "Agreement", "标题", "title"),
    list_column("host_id", "国企方编号", "Host id", "台账编号", "id in the ledger"),
    list_column("host", "国企方", "Host", "国企侧党组织", "state-owned-side organisation"),
    list_column("guest_id", "非公方编号", "Guest id", "台账编号", "id in the ledger"),
    list_column("guest", "非公方", "Guest", "非公侧党组织", "non-public-side organisation"),
    list_column(
        "pairs_low",
        "对数下限",
        "Pairs, at least",
        "未具名合并记录可大于 1",
        "more than 1 for unnamed collectives",
        kind="integer",
    ),
    list_column(
        "pairs_high",
        "对数上限",
        "Pairs, at most",
        "空白表示没有上限",
        "blank means no upper bound",
        kind="integer",
    ),
    list_column(
        "identity",
        "是否具名",
        "Identity",
        "named 具名，unknown 未具名",
        "named, or unknown where unnamed",
    ),
    list_column(
        "guest_inside",
        "非公方在范围内",
        "Guest in scope",
        "否：仅国企方在范围内",
        "false: only the state-owned end is",
        kind="flag",
    ),
    list_column("kind", "协议类型", "Kind", "代号", "key"),
    list_column(
        "kind_label", "协议类型名称", "Kind in words", "所选语言", "in the chosen language"
    ),
    list_column("status", "状态", "Status", "导出时点的状态代号", "key of the status on the day"),
    list_column(
        "status_label", "状态名称", "Status in words", "所选语言", "in the chosen language"
    ),
    list_column(
        "status_certain",
        "状态是否确定",
        "Status certain",
        "日期不全时为否",
        "false where dates are incomplete",
        kind="flag",
    ),
    list_column(
        "signed_on", "签订日期", "Signed on", "可只到年或月", "may be a year or a month only"
    ),
    list_column(
        "ends_on",
        "到期日期",
        "Ends on",
        "协议载明的末日，含当日；提前终止另有一栏",
        "the last day by contract; an early end has a column of its own",
    ),
    list_column(
        "activities",
        "活动次数",
        "Activities",
        "协议名下截至时点的次数；同一协议的各对重复同一个数，不可相加，相加用协议表",
        "of the agreement, up to the day; its pairs repeat the number, so do not add them: the list "
        "of agreements counts each once",
        kind="integer",
    ),
    list_column("last_activity", "最近活动", "Last activity", "日期", "date"),
    list_column(
        "dormant",
        "沉睡",
        "Dormant",
        "超过台账所定月数没有活动",
        "no activity for the ledger's months",
        kind="flag",
    ),
    SYNTHETIC,
    list_column("host_division", "国企方区划", "Host's division", "名称", "name"),
    list_column("guest_division", "非公方区划", "Guest's division", "名称", "name"),
    list_column(
        "title", "标题（载明）", "Title as recorded", "没有标题的为空", "blank where none is"
    ),
    list_column("number", "文号", "Number", "协议文号", "the agreement's own number"),
    list_column(
        "starts_on", "起始日期（载明）", "Starts on, as recorded", "或原文", "or as printed"
    ),
    list_column(
        "ends_on_recorded", "到期日期（载明）", "Ends on, as recorded", "或原文", "or as printed"
    ),
    list_column("ended_on", "终止日期（载明）", "Ended on, as recorded", "或原文", "or as printed"),
    list_column(
        "pairs_recorded",
        "结对数（载明）",
        "Pairs, as recorded",
        "协议所载总数",
        "what the agreement states as a whole",
    ),
    list_column(
        "listed_by",
        "逐对载明方",
        "Pair listed by",
        "host 或 guest：协议逐对列明；空白：各方互为结对",
        "host or guest where the agreement lists its pairs; blank where all pair with all",
    ),
    list_column("host_zh", "国企方中文称呼", "Host in Chinese", "名称", "name"),
    list_column(
        "host_en",
        "国企方英文称呼",
        "Host in English",
        "没有英文名的为中文名",
        "the Chinese name where there is none",
    ),
    list_column("guest_zh", "非公方中文称呼", "Guest in Chinese", "名称", "name"),
    list_column(
        "guest_en",
        "非公方英文称呼",
        "Guest in English",
        "没有英文名的为中文名",
        "the Chinese name where there is none",
    ),
    list_column("host_home_id", "国企方区划编号", "Host's division id", HOME_RULE.zh, HOME_RULE.en),
    list_column(
        "guest_home_id", "非公方区划编号", "Guest's division id", HOME_RULE.zh, HOME_RULE.en
    ),
)
"""Columns of the edge list, in order."""

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
