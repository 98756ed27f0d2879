"""Where facts come from: sources, citations with their quotes, and reported figures."""

from __future__ import annotations

from graphs.model.choices import SourceKind
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate, Quantity
from graphs.text import Text

__all__ = ["Citation", "Source", "Statement"]


@record(zh="来源", en="Source")
class Source(Record):
    """A document that facts rest on."""

    title: str = column(zh="标题", en="Title")
    kind: SourceKind | None = column(default=None, zh="类型", en="Kind")
    publisher: str | None = column(default=None, zh="发布者", en="Publisher")
    published_on: PartialDate | None = column(default=None, zh="发布日期", en="Published on")
    location: str | None = column(default=None, zh="存放位置", en="Where it is kept")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="引文", en="Citation")
class Citation(Record):
    """The sentence that a record, or one field of it, rests on."""

    source: str = column(zh="来源", en="Source", references="source")
    about: str = column(
        zh="所证记录",
        en="Record",
        references=(
            "division",
            "unit",
            "organisation",
            "superior",
            "membership",
            "hosting",
            "lineage",
            "agreement",
            "signatory",
            "activity",
            "chain",
            "segment",
            "chain_member",
            "supply",
            "tie",
            "statement",
            "list_item",
        ),
    )
    field: str | None = column(
        default=None,
        zh="所证字段",
        en="Field",
        note=Text(zh="空白表示整条记录", en="blank means the whole record"),
    )
    quote: str = column(zh="原句", en="Quote")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="上报数", en="Statement")
class Statement(Record):
    """A figure somebody reported; shown beside the ledger's own count, never replacing it."""

    indicator: str = column(zh="指标", en="Indicator")
    indicator_en: str | None = column(default=None, zh="指标（英文）", en="Indicator in English")
    measure: str | None = column(
        default=None,
        zh="对应统计项",
        en="Measure",
        note=Text(
            zh="台账中可与之对照的统计项代号",
            en="key of the ledger's own measure that can be held against it",
        ),
    )
    value: Quantity | None = column(default=None, zh="数值", en="Value")
    unit_of_count: str | None = column(default=None, zh="计量单位", en="Unit of count")
    as_of: PartialDate | None = column(default=None, zh="统计时点", en="As of")
    division: str | None = column(
        default=None, zh="范围（区划）", en="Scope (division)", references="division"
    )
    scope_note: str | None = column(default=None, zh="口径", en="What it covers")
    speaks_of: str | None = column(
        default=None,
        zh="所述对象",
        en="Speaks of",
        references=("organisation", "agreement", "unit", "chain"),
    )
    quote: str | None = column(default=None, zh="原句", en="Quote")
    source: str | None = column(default=None, zh="来源", en="Source", references="source")
