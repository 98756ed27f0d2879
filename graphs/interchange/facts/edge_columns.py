"""The columns of the edge list: stable key, label, and what each says."""

from __future__ import annotations

from graphs.interchange.sheet import ListColumn, list_column
from graphs.model import HOME_RULE

__all__ = ["EDGE_COLUMNS", "SYNTHETIC"]

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
