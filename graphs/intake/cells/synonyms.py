"""Synonyms that offices use for our columns and for values of closed lists.

The labels, keys and the record's own name are known without being written here; these are the
other words met in workbooks. Compared folded, so traditional spellings need no line of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphs.folding import fold
from graphs.model import (
    RECORDS,
    Affiliation,
    AgreementKind,
    ChainRole,
    Choice,
    MembershipRole,
    OrganisationKind,
    Ownership,
    PostStatus,
    SegmentPosition,
)

__all__ = ["CHOICE_SYNONYMS", "FIELD_SYNONYMS", "choice_named", "column_names"]

FIELD_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "organisation.name": ("党组织名称", "党支部名称", "组织名称", "支部名称", "党组织全称"),
    "organisation.kind": ("组织类型", "党组织类别", "组织类别", "党组织形式"),
    "organisation.division": (
        "所属区划",
        "所在乡镇",
        "所在街道",
        "所属街道",
        "乡镇（街道）",
        "所在镇街",
        "镇街",
    ),
    "organisation.probationary_members": ("预备党员", "其中预备党员", "其中：预备党员"),
    "organisation.note": ("备注",),
    "organisation.founded_on": ("成立时间", "建立时间", "组建时间"),
    "organisation.members": ("党员人数", "党员数量", "党员总数", "现有党员"),
    "organisation.elected_on": ("换届时间", "本届任期起始", "选举时间", "最近换届日期"),
    "organisation.secretary": ("书记配备", "书记是否配齐", "书记在任情况"),
    "organisation.dissolved_on": ("撤销时间",),
    "unit.name": ("单位名称", "企业名称", "企业全称", "公司名称", "单位全称"),
    "unit.ownership": (
        "所有制",
        "所有制性质",
        "企业性质",
        "单位性质",
        "控股情况",
        "经济类型",
        "企业类型",
    ),
    "unit.credit_code": ("信用代码", "社会信用代码", "统一信用代码", "统一社会信用编码", "uscc"),
    "unit.industry_text": ("行业", "所属行业", "行业类别", "主营行业"),
    "unit.staff": ("职工人数", "员工人数", "从业人员", "职工数", "员工数"),
    "unit.note": ("备注",),
    "unit.division": ("单位所在地", "注册地", "所在乡镇", "所在街道", "镇街"),
    "agreement.title": ("协议名称", "共建协议名称", "协议书名称", "协议"),
    "agreement.number": ("协议编号", "协议号", "合同编号"),
    "agreement.kind": ("协议类型", "共建类型", "结对类型", "共建形式"),
    "agreement.signed_on": ("签约日期", "签署日期", "签订时间", "签约时间", "签署时间", "结对时间"),
    "agreement.starts_on": ("生效日期", "开始日期", "开始时间"),
    "agreement.ends_on": (
        "截止日期",
        "有效期至",
        "结束日期",
        "到期时间",
        "协议到期日",
        "期限至",
        "有效期限至",
    ),
    "agreement.ended_on": ("终止时间", "解除日期"),
    "agreement.status_printed": ("状态", "协议状态", "履行状态", "履行情况"),
    "agreement.goals": ("共建内容", "共建目标", "协议内容", "主要内容"),
    "agreement.note": ("备注",),
    "agreement.cadence": ("活动频率", "活动安排"),
    "activity.held_on": ("活动日期", "活动时间", "开展时间"),
    "activity.title": ("活动名称", "活动主题"),
    "activity.kind": ("活动类型", "活动形式"),
    "activity.participants": ("参加人次", "参与人数"),
    "superior.superior": ("上级", "隶属党组织", "上级组织"),
    "statement.indicator": ("指标名称", "统计指标"),
    "statement.value": ("数量", "数字", "数值（原文）"),
    "statement.unit_of_count": ("单位（计量）", "计数单位"),
}
"""Other headers by record type and column."""

CHOICE_SYNONYMS: Mapping[type[Choice], Mapping[str, tuple[str, ...]]] = {
    OrganisationKind: {
        "branch": ("支部", "党支部委员会", "支部委员会", "独立党支部", "单独组建", "临时党支部", "项目党支部", "功能型党支部", "流动党员党支部"),
        "joint_branch": ("联合支部", "联合党支部委员会", "联合组建"),
        "general_branch": ("总支", "党总支部", "总支部", "总支部委员会", "党总支委员会"),
        "joint_general_branch": ("联合总支", "联合党总支部"),
        "committee": ("党的委员会", "基层党委", "党委会", "委员会", "机关党委", "临时党委"),
        "comprehensive_committee": ("综合党委会", "区域党委", "大党委", "行业党委", "联合党委"),
        "working_committee": ("工委", "党的工作委员会", "工作委员会"),
        "leading_group": (),
        "alliance": ("联盟", "联盟党委", "党建共同体", "党建联合体", "功能型党组织"),
        "chain_committee": ("链上党委", "产业链党组织"),
        "not_stated": ("其他", "不详", "其它", "非党组织"),
    },
    Ownership: {
        "state": ("国有", "国企", "国有企业", "央企", "中央企业", "地方国企", "市属国企", "省属国企", "公有", "公有制", "金融国有"),
        "state_owned": ("国有独资公司", "全民所有制"),
        "state_holding": ("国有控股企业", "国资控股"),
        "private": ("民营", "民企", "民办", "私企", "民营企业", "私有", "私营企业", "私人控股", "个体"),
        "non_public": ("非公", "非公企业", "非公有制", "非公有制企业", "非公有"),
        "collective": ("集体企业", "集体所有制", "集体控股"),
        "foreign": ("外商", "外商投资", "外商控股", "外企", "中外合资"),
        "hong_kong_macao_taiwan": ("港澳台", "港澳台商控股", "港澳台投资"),
        "mixed": ("混合", "混合所有制", "混改"),
        "public_body": ("机关", "事业", "事业单位", "党政机关", "政府机关", "行政机关"),
        "village": ("村", "社区", "社区村", "村社区", "农村"),
        "social_organisation": ("社会团体", "商会", "协会", "社团", "民办非企业"),
    },
    AgreementKind: {
        "co_building": ("联建", "共建", "结对共建", "党建共建", "结对联建", "支部共建"),
        "assistance": ("帮扶", "结对", "帮扶共建"),
        "chain": ("产业链", "链上共建"),
        "area": ("区域联建", "片区共建", "区域化党建"),
        "alliance": ("联盟", "党建联盟"),
        "other": ("其他", "其它"),
    },
    PostStatus: {
        "filled": ("有", "是", "已配", "已配备", "配齐", "到位"),
        "vacant": ("无", "否", "未配", "未配备", "缺", "缺配"),
        "not_stated": ("不详",),
    },
    MembershipRole: {
        "lead": ("牵头单位", "链主", "链主企业", "盟主", "理事长单位", "轮值单位", "发起单位"),
        "part_time_seat": ("兼职委员", "委员单位"),
        "member": ("成员单位", "会员单位", "副理事长单位", "参与单位", "加盟单位"),
    },
    ChainRole: {
        "chain_leader": ("链主企业", "龙头", "龙头企业"),
        "backbone": ("骨干企业",),
        "member": ("成员单位", "成员企业", "链上企业"),
        "support": ("支撑", "配套单位"),
        "chain_chief": ("链长", "链长部门"),
        "lead_department": ("牵头单位", "牵头主管部门", "行业主管部门"),
        "rotating_host": ("轮值", "轮值主席", "轮值主席单位", "轮值理事长单位"),
    },
    Affiliation: {"central": ("央属",), "provincial": ("省属",), "prefectural": ("市属",), "county": ("区属", "县属")},
    SegmentPosition: {"supporting": ("服务", "配套服务")},
}  # fmt: skip
"""Other words for the values of closed lists, by member name."""


@cache
def _choices(kind: type[Choice]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for name, words in CHOICE_SYNONYMS.get(kind, {}).items():
        known |= {fold(word): name for word in words}
    for member in kind:
        known |= dict.fromkeys(
            (fold(member.name), fold(member.label.zh), fold(member.label.en)), member.name
        )
    return known


def choice_named(kind: type[Choice], words: str) -> Choice | None:
    """Return the value of a closed list that the words name; ``None`` where they name none.

    Examples
    --------
    >>> choice_named(Ownership, "民营企业").name
    'private'
    >>> choice_named(OrganisationKind, "聯合黨支部").name
    'joint_branch'
    """
    name = _choices(kind).get(fold(words))
    return kind[name] if name else None


@cache
def column_names(kind: str, name: str) -> tuple[str, ...]:
    """Return every header a column of a record type goes by, our own labels first.

    Examples
    --------
    >>> column_names("organisation", "name")[:3]
    ('名称', 'Name', 'name')
    """
    declared = RECORDS[kind]
    column = declared.column(name)
    longer = (
        declared.label.zh + column.label.zh,
        f"{declared.label.en} {column.label.en}",
    )
    own = (column.label.zh, column.label.en, name, *longer)
    return tuple(dict.fromkeys((*own, *FIELD_SYNONYMS.get(f"{kind}.{name}", ()))))
