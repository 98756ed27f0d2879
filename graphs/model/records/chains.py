"""Industry chains: segments, members, supply, and other recorded ties."""

from __future__ import annotations

from graphs.model.choices import ChainRole, SegmentPosition, TieKind
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate
from graphs.text import Text

__all__ = ["Chain", "ChainMember", "Segment", "Supply", "Tie"]


@record(zh="产业链", en="Industry chain")
class Chain(Record):
    """An industry chain with the organisation that leads Party building along it."""

    name: str = column(zh="名称", en="Name")
    name_en: str | None = column(default=None, zh="英文名", en="Name in English")
    division: str | None = column(default=None, zh="所在区划", en="Division", references="division")
    lead: str | None = column(
        default=None, zh="牵头党组织", en="Lead organisation", references="organisation"
    )
    founded_on: PartialDate | None = column(default=None, zh="建链日期", en="Founded on")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="环节", en="Segment")
class Segment(Record):
    """A segment of a chain: upstream, midstream, downstream or supporting."""

    chain: str = column(zh="产业链", en="Chain", references="chain")
    name: str = column(zh="名称", en="Name")
    name_en: str | None = column(default=None, zh="英文名", en="Name in English")
    position: SegmentPosition | None = column(default=None, zh="位置", en="Position")
    order: int | None = column(default=None, zh="次序", en="Order")
    industry_code: str | None = column(default=None, zh="行业代码", en="Industry code")


@record(zh="链上成员", en="Chain member")
class ChainMember(Record):
    """A unit or an organisation on a chain, with its segment and role."""

    chain: str = column(zh="产业链", en="Chain", references="chain")
    member: str = column(zh="成员", en="Member", references=("unit", "organisation"))
    segment: str | None = column(default=None, zh="环节", en="Segment", references="segment")
    role: ChainRole | None = column(default=None, zh="角色", en="Role")
    since: PartialDate | None = column(default=None, zh="加入日期", en="Since")


@record(zh="供应", en="Supply")
class Supply(Record):
    """One unit supplies another."""

    supplier: str = column(zh="供应方", en="Supplier", references="unit")
    customer: str = column(zh="采购方", en="Customer", references="unit")
    chain: str | None = column(default=None, zh="产业链", en="Chain", references="chain")
    product: str | None = column(default=None, zh="产品", en="Product")


@record(zh="其他联系", en="Tie")
class Tie(Record):
    """A recorded relation that is neither administrative nor an agreement."""

    subject: str = column(
        zh="主体", en="Subject", references=("organisation", "unit", "division", "chain")
    )
    object: str = column(
        zh="对象", en="Object", references=("organisation", "unit", "division", "chain")
    )
    kind: TieKind | None = column(default=None, zh="关系", en="Kind")
    happened_on: PartialDate | None = column(default=None, zh="日期", en="On")
    note: str | None = column(
        default=None,
        zh="说明",
        en="Note",
        note=Text(zh="例如促成的项目", en="for example the project"),
    )
