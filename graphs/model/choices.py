"""The closed lists of the domain. A member's name is stored; its words are shown.

Kinds of organisation follow the Regulations on branch work (支部工作条例) and the local forms of
steering bodies; affiliation levels follow GB/T 12404.
"""

from __future__ import annotations

from graphs.model.values import Choice
from graphs.text import Text

__all__ = [
    "ActivityKind",
    "Affiliation",
    "AgreementKind",
    "ChainRole",
    "DivisionLevel",
    "LineageKind",
    "ListKind",
    "MembershipRole",
    "OrganisationKind",
    "Ownership",
    "PostStatus",
    "SegmentPosition",
    "Side",
    "SourceKind",
    "TieKind",
]


class SourceKind(Choice):
    """What kind of document a source is."""

    newspaper = Text(zh="报纸", en="newspaper")
    web_page = Text(zh="网页", en="web page")
    document = Text(zh="文件", en="document")
    workbook = Text(zh="表格", en="workbook")
    generator = Text(zh="生成器", en="generator")


class DivisionLevel(Choice):
    """The level of an administrative or functional area."""

    country = Text(zh="国家", en="country")
    province = Text(zh="省（区、市）", en="province")
    prefecture = Text(zh="市（州、盟）", en="prefecture")
    county = Text(zh="县（市、区）", en="county or district")
    township = Text(zh="乡镇（街道）", en="township or subdistrict")
    village = Text(zh="村（社区）", en="village or community")
    zone = Text(zh="园区", en="park or zone")


class Side(Choice):
    """The side of a pairing that an ownership value puts an organisation on."""

    soe = Text(zh="国企", en="state-owned")
    non_public = Text(zh="非公", en="non-public")
    other = Text(zh="其他", en="other")
    unknown = Text(zh="未载明", en="not stated")


class Ownership(Choice):
    """Who controls a unit (控股情况 and registration kind in one list).

    Examples
    --------
    >>> Ownership.state_holding.side is Side.soe
    True
    """

    state_owned = Text(zh="国有独资", en="wholly state-owned")
    state_holding = Text(zh="国有控股", en="state-controlled")
    state = Text(zh="国有（未细分）", en="state-owned, not broken down")
    collective = Text(zh="集体", en="collective")
    private = Text(zh="私营", en="private")
    hong_kong_macao_taiwan = Text(zh="港澳台资", en="Hong Kong, Macao or Taiwan capital")
    foreign = Text(zh="外资", en="foreign")
    non_public = Text(zh="非公（未细分）", en="non-public, not broken down")
    mixed = Text(zh="混合所有制（控股未载明）", en="mixed, control not stated")
    public_body = Text(zh="机关事业单位", en="government body or institution")
    village = Text(zh="村（社区）集体组织", en="village or community")
    social_organisation = Text(zh="社会组织", en="social organisation")

    @property
    def side(self) -> Side:
        """The side of a pairing this ownership belongs to."""
        return _SIDES[self.name]


_SIDES = {
    "state_owned": Side.soe,
    "state_holding": Side.soe,
    "state": Side.soe,
    "collective": Side.other,
    "private": Side.non_public,
    "hong_kong_macao_taiwan": Side.non_public,
    "foreign": Side.non_public,
    "non_public": Side.non_public,
    "mixed": Side.unknown,
    "public_body": Side.other,
    "village": Side.other,
    "social_organisation": Side.other,
}


class Affiliation(Choice):
    """The level a unit is affiliated to, after GB/T 12404."""

    central = Text(zh="中央", en="central")
    provincial = Text(zh="省", en="provincial")
    prefectural = Text(zh="市", en="prefectural")
    county = Text(zh="县（区）", en="county or district")
    subdistrict = Text(zh="街道", en="subdistrict")
    town = Text(zh="镇", en="town")
    township = Text(zh="乡", en="township")
    other = Text(zh="其他", en="other")


class OrganisationKind(Choice):
    """The kind of a primary-level Party organisation, or of a signatory that is none."""

    branch = Text(zh="党支部", en="Party branch")
    joint_branch = Text(zh="联合党支部", en="joint Party branch")
    general_branch = Text(zh="党总支", en="general Party branch")
    joint_general_branch = Text(zh="联合党总支", en="joint general Party branch")
    committee = Text(zh="党委", en="Party committee")
    comprehensive_committee = Text(zh="综合党委", en="comprehensive Party committee")
    working_committee = Text(zh="党工委", en="Party working committee")
    leading_group = Text(zh="党组", en="leading Party group")
    local_committee = Text(zh="地方党委", en="local Party committee")
    working_body = Text(zh="党委工作部门", en="working body of a local committee")
    chain_committee = Text(zh="产业链党委", en="industry-chain Party committee")
    alliance = Text(zh="党建联盟", en="Party-building alliance")
    not_stated = Text(zh="类型未载明", en="kind not stated")


class PostStatus(Choice):
    """Whether a post is filled; never by whom."""

    filled = Text(zh="在任", en="filled")
    vacant = Text(zh="空缺", en="vacant")
    not_stated = Text(zh="未载明", en="not stated")


class MembershipRole(Choice):
    """The role of an organisation in a functional body."""

    lead = Text(zh="牵头", en="lead")
    part_time_seat = Text(zh="兼职委员单位", en="part-time seat")
    member = Text(zh="成员", en="member")


class LineageKind(Choice):
    """How one organisation or unit came from another."""

    rename = Text(zh="更名", en="renamed")
    upgrade = Text(zh="升格", en="upgraded")
    merge = Text(zh="合并", en="merged into")
    split = Text(zh="分设", en="split from")
    duplicate = Text(zh="重复合并", en="recorded twice")


class AgreementKind(Choice):
    """What kind of co-building an agreement is about.

    Only pairs of a state-owned and a non-public side enter the pairing counters.
    """

    co_building = Text(zh="党建联建", en="Party co-building")
    assistance = Text(zh="结对帮扶", en="paired assistance")
    chain = Text(zh="产业链共建", en="chain co-building")
    area = Text(zh="区域共建", en="area co-building")
    alliance = Text(zh="联盟共建", en="alliance")
    other = Text(zh="其他共建", en="other co-building")


class ActivityKind(Choice):
    """What kind of joint activity took place."""

    joint_meeting = Text(zh="联席会议", en="joint meeting")
    party_lesson = Text(zh="联合党课", en="joint Party lesson")
    theme_day = Text(zh="主题党日", en="themed Party day")
    training = Text(zh="联合培训", en="joint training")
    technical_help = Text(zh="技术帮扶", en="technical help")
    project = Text(zh="共建项目", en="joint project")
    service = Text(zh="志愿服务", en="volunteer service")
    visit = Text(zh="走访调研", en="visit")
    other = Text(zh="其他", en="other")


class SegmentPosition(Choice):
    """Position of a segment in its chain."""

    upstream = Text(zh="上游", en="upstream")
    midstream = Text(zh="中游", en="midstream")
    downstream = Text(zh="下游", en="downstream")
    supporting = Text(zh="配套", en="supporting")


class ChainRole(Choice):
    """The role of a unit or organisation in a chain; of offices and posts, never of a person.

    Examples
    --------
    >>> [each.name for each in ChainRole if each.responsible]
    ['chain_chief', 'lead_department', 'rotating_host']
    """

    chain_leader = Text(zh="链主", en="chain leader")
    backbone = Text(zh="骨干", en="backbone")
    member = Text(zh="成员", en="member")
    support = Text(zh="支撑单位", en="supporting body")
    chain_chief = Text(zh="链长单位", en="chain chief's office")
    lead_department = Text(zh="牵头部门", en="lead department")
    rotating_host = Text(zh="轮值单位", en="rotating host")

    @property
    def responsible(self) -> bool:
        """Whether it answers for the chain, for good or in turn, rather than being a member of it."""
        return self.name in {"chain_chief", "lead_department", "rotating_host"}


class TieKind(Choice):
    """A recorded relation that is neither administrative nor an agreement."""

    helped_establish = Text(zh="帮助成立", en="helped establish")
    guides = Text(zh="指导", en="guides")
    drives = Text(zh="带动", en="drives")
    facilitated = Text(zh="促成项目落地", en="facilitated a project of")
    set_up = Text(zh="设立", en="set up")
    exemplar = Text(zh="示范阵地", en="exemplar site")
    visited = Text(zh="调研", en="visited")
    hosted = Text(zh="主办", en="hosted")


class ListKind(Choice):
    """Which of the three lists an item is in (需求、资源、项目三张清单)."""

    need = Text(zh="需求", en="need")
    resource = Text(zh="资源", en="resource")
    project = Text(zh="项目", en="project")
