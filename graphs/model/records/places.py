"""Areas, and the legal persons that organisations are formed in."""

from __future__ import annotations

from graphs.model.choices import Affiliation, DivisionLevel, Ownership
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate, Quantity
from graphs.text import Text

__all__ = ["Division", "Unit"]


@record(zh="区划", en="Division")
class Division(Record):
    """An administrative or functional area with its parent; official codes are optional."""

    name: str = column(zh="名称", en="Name")
    short_name: str | None = column(default=None, zh="简称", en="Short name")
    name_en: str | None = column(default=None, zh="英文名", en="Name in English")
    level: DivisionLevel | None = column(default=None, zh="层级", en="Level")
    parent: str | None = column(
        default=None, zh="上级区划", en="Parent division", references="division"
    )
    code: str | None = column(
        default=None, zh="区划代码", en="Division code", note=Text(zh="GB/T 2260", en="GB/T 2260")
    )
    path: str | None = column(
        default=None,
        zh="路径",
        en="Path",
        note=Text(
            zh="台账生成：自上而下的编号，前缀即范围",
            en="made by the ledger: identifiers from the top down; a prefix is a scope",
        ),
    )
    longitude: float | None = column(default=None, zh="经度", en="Longitude")
    latitude: float | None = column(default=None, zh="纬度", en="Latitude")


@record(zh="单位", en="Unit")
class Unit(Record):
    """The legal person an organisation is formed in; ownership belongs here.

    A unit with a ``size`` is a collective: that many unnamed units in one record.
    """

    name: str = column(zh="名称", en="Name")
    short_name: str | None = column(default=None, zh="简称", en="Short name")
    name_en: str | None = column(default=None, download=True, zh="英文名", en="Name in English")
    division: str | None = column(default=None, zh="所在区划", en="Division", references="division")
    ownership: Ownership | None = column(default=None, zh="控股情况", en="Ownership")
    affiliation: Affiliation | None = column(
        default=None,
        download=True,
        zh="隶属关系",
        en="Affiliation",
        note=Text(zh="GB/T 12404", en="GB/T 12404"),
    )
    parent: str | None = column(default=None, zh="所属集团", en="Parent unit", references="unit")
    credit_code: str | None = column(
        default=None,
        zh="统一社会信用代码",
        en="Unified social credit code",
        note=Text(zh="GB 32100-2015，18 位", en="GB 32100-2015, 18 characters"),
    )
    industry_code: str | None = column(
        default=None,
        download=True,
        zh="行业代码",
        en="Industry code",
        note=Text(zh="GB/T 4754", en="GB/T 4754"),
    )
    industry_edition: str | None = column(
        default=None,
        download=True,
        zh="行业代码版本",
        en="Edition of the industry code",
        note=Text(zh="如 2017", en="e.g. 2017"),
    )
    industry_text: str | None = column(
        default=None, download=True, zh="行业（文字）", en="Industry in words"
    )
    staff: Quantity | None = column(default=None, zh="从业人数", en="Staff")
    size: Quantity | None = column(
        default=None,
        zh="未具名家数",
        en="Unnamed units",
        note=Text(
            zh="填写后表示“若干家未具名单位”的合并记录",
            en="when filled, one record stands for that many unnamed units",
        ),
    )
    founded_on: PartialDate | None = column(default=None, zh="成立日期", en="Founded on")
    dissolved_on: PartialDate | None = column(default=None, zh="注销日期", en="Dissolved on")
    longitude: float | None = column(default=None, zh="经度", en="Longitude")
    latitude: float | None = column(default=None, zh="纬度", en="Latitude")
    note: str | None = column(default=None, zh="说明", en="Note")
