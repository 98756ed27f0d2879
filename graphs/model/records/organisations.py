"""Party organisations and how they hang together: superiors, bodies, hosts, lineage, aliases."""

from __future__ import annotations

from graphs.model.choices import LineageKind, MembershipRole, OrganisationKind, PostStatus
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate, Quantity
from graphs.text import Text

__all__ = ["Alias", "Hosting", "Lineage", "Membership", "Organisation", "Superior"]


@record(zh="党组织", en="Party organisation")
class Organisation(Record):
    """A primary-level Party organisation, or a signatory whose kind is not stated.

    An organisation with a ``size`` is a collective: that many unnamed organisations in one record.
    """

    name: str | None = column(default=None, zh="名称", en="Name")
    short_name: str | None = column(default=None, download=True, zh="简称", en="Short name")
    name_en: str | None = column(default=None, download=True, zh="英文名", en="Name in English")
    working_label: str | None = column(
        default=None,
        zh="暂用称呼",
        en="Working label",
        note=Text(
            zh="来源没有给出名称时，台账用来称呼它的话；不是名称",
            en="what the ledger calls it where the source gives no name; not a name",
        ),
    )
    kind: OrganisationKind | None = column(default=None, zh="类型", en="Kind")
    division: str | None = column(default=None, zh="所在区划", en="Division", references="division")
    founded_on: PartialDate | None = column(
        default=None, download=True, zh="成立日期", en="Founded on"
    )
    dissolved_on: PartialDate | None = column(
        default=None, download=True, zh="撤销日期", en="Dissolved on"
    )
    members: Quantity | None = column(default=None, download=True, zh="党员数", en="Members")
    full_members: Quantity | None = column(default=None, zh="正式党员数", en="Full members")
    probationary_members: Quantity | None = column(
        default=None,
        zh="预备党员数",
        en="Probationary members",
        note=Text(zh="与正式党员分开统计", en="counted apart from full members"),
    )
    floating_members: Quantity | None = column(
        default=None,
        zh="流动党员数",
        en="Floating members",
        note=Text(
            zh="双重管理的党员，汇总时不重复计", en="managed in two places; not counted twice"
        ),
    )
    committee_seats: int | None = column(
        default=None,
        zh="委员职数",
        en="Committee seats",
        note=Text(zh="没有设委员会时不填", en="blank where there is no committee"),
    )
    deputy_secretaries: int | None = column(
        default=None, zh="副书记职数", en="Deputy secretaries' posts"
    )
    secretary: PostStatus | None = column(
        default=None,
        zh="书记岗位",
        en="Secretary's post",
        note=Text(
            zh="只记在任、空缺、未载明，不记姓名", en="filled, vacant or not stated; no name"
        ),
    )
    contact: PostStatus | None = column(
        default=None,
        zh="联络岗位",
        en="Contact post",
        note=Text(zh="只记有无，不记姓名", en="whether it is filled; no name"),
    )
    contact_line: PostStatus | None = column(
        default=None,
        zh="联络方式",
        en="Way to reach it",
        note=Text(zh="只记有无，不记号码", en="whether one is recorded; no number"),
    )
    elected_on: PartialDate | None = column(default=None, zh="本届选举日期", en="Elected on")
    term_extended_to: PartialDate | None = column(
        default=None,
        zh="批准延期至",
        en="Term extended to",
        note=Text(zh="上级批准的延期换届日期", en="the day the superior body approved"),
    )
    seal_name: str | None = column(default=None, zh="印章名称", en="Name on the seal")
    usual_load: int | None = column(
        default=None,
        download=True,
        zh="常规结对数",
        en="Usual load",
        note=Text(zh="一般同时承担的结对数", en="pairings it usually carries at one time"),
    )
    size: Quantity | None = column(
        default=None,
        zh="未具名个数",
        en="Unnamed organisations",
        note=Text(
            zh="填写后表示“若干个未具名党组织”的合并记录",
            en="when filled, one record stands for that many unnamed organisations",
        ),
    )
    longitude: float | None = column(default=None, download=True, zh="经度", en="Longitude")
    latitude: float | None = column(default=None, download=True, zh="纬度", en="Latitude")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="别名", en="Alias")
class Alias(Record):
    """Another name or a foreign identifier of a record."""

    about: str = column(
        zh="所指记录",
        en="Record",
        references=("organisation", "unit", "division", "chain", "agreement", "source"),
    )
    system: str = column(
        zh="体系",
        en="System",
        note=Text(
            zh="name 为别名，其余为外部系统名", en="name for a name, else the foreign system"
        ),
    )
    value: str = column(zh="取值", en="Value")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="隶属", en="Superior")
class Superior(Record):
    """The one administrative superior of an organisation; none with a reason is a value too."""

    organisation: str = column(zh="党组织", en="Organisation", references="organisation")
    superior: str | None = column(
        default=None, zh="上级党组织", en="Superior", references="organisation"
    )


@record(zh="功能型隶属", en="Membership")
class Membership(Record):
    """A seat in a functional body (chain committee, alliance); never part of the tree."""

    organisation: str = column(zh="党组织", en="Organisation", references="organisation")
    body: str = column(zh="功能型组织", en="Functional body", references="organisation")
    role: MembershipRole | None = column(default=None, zh="角色", en="Role")
    since: PartialDate | None = column(default=None, zh="加入日期", en="Since")


@record(zh="所在单位", en="Hosting")
class Hosting(Record):
    """An organisation is formed in a unit; a joint branch has several, an area branch none."""

    organisation: str = column(zh="党组织", en="Organisation", references="organisation")
    unit: str = column(zh="单位", en="Unit", references="unit")


@record(zh="沿革", en="Lineage")
class Lineage(Record):
    """How an organisation or unit came from another: renamed, upgraded, merged, split."""

    predecessor: str = column(zh="前身", en="Predecessor", references=("organisation", "unit"))
    successor: str = column(zh="后继", en="Successor", references=("organisation", "unit"))
    kind: LineageKind | None = column(default=None, zh="方式", en="How")
    happened_on: PartialDate | None = column(default=None, zh="日期", en="On")
    note: str | None = column(default=None, zh="说明", en="Note")
