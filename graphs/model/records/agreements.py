"""Agreements, who signed them, what happened under them, and the lists of needs and resources."""

from __future__ import annotations

from graphs.model.choices import ActivityKind, AgreementKind, ListKind
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate, Quantity
from graphs.text import Text

__all__ = ["Activity", "Agreement", "ListItem", "Signatory"]


@record(zh="联建协议", en="Agreement")
class Agreement(Record):
    """A signed co-building agreement of two and more parties; pairs are derived from it.

    Its status at a date is derived; ``status_printed`` is evidence only. A renewal is a new
    agreement that names the old one. A collective agreement has a ``size`` (how many documents)
    and says in ``pairs`` how many pairs it stands for.
    """

    title: str | None = column(default=None, zh="标题", en="Title")
    number: str | None = column(default=None, zh="文号", en="Number")
    kind: AgreementKind | None = column(default=None, zh="类型", en="Kind")
    signed_on: PartialDate | None = column(default=None, zh="签订日期", en="Signed on")
    starts_on: PartialDate | None = column(default=None, zh="起始日期", en="Starts on")
    ends_on: PartialDate | None = column(
        default=None,
        zh="到期日期",
        en="Ends on",
        note=Text(zh="含当日", en="the last day in force"),
    )
    ended_on: PartialDate | None = column(
        default=None,
        zh="终止日期",
        en="Ended on",
        note=Text(zh="提前终止时填写", en="when it ended early"),
    )
    renews: str | None = column(default=None, zh="续签自", en="Renews", references="agreement")
    chain: str | None = column(default=None, zh="所属产业链", en="Chain", references="chain")
    signatories_stated: Quantity | None = column(
        default=None, zh="载明的签约方数", en="Signatories as stated"
    )
    size: Quantity | None = column(
        default=None,
        zh="协议份数",
        en="Documents",
        note=Text(
            zh="填写后表示若干份未具名协议的合并记录",
            en="when filled, one record stands for that many unnamed agreements",
        ),
    )
    pairs: Quantity | None = column(default=None, zh="结对数（载明）", en="Pairs as stated")
    goals: str | None = column(default=None, zh="目标", en="Goals")
    cadence: str | None = column(default=None, zh="活动频次", en="Cadence")
    status_printed: str | None = column(default=None, zh="状态（原文）", en="Status as printed")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="签约方", en="Signatory")
class Signatory(Record):
    """One party of an agreement with its side mark."""

    agreement: str = column(zh="协议", en="Agreement", references="agreement")
    organisation: str = column(zh="党组织", en="Organisation", references="organisation")
    party: str | None = column(
        default=None,
        zh="方",
        en="Party",
        note=Text(zh="甲、乙、丙……", en="甲 first, 乙 second, 丙 third …"),
    )
    lead: bool | None = column(default=None, zh="牵头", en="Lead")
    partner: str | None = column(
        default=None,
        zh="载明的结对方",
        en="Listed partner",
        references="organisation",
        note=Text(
            zh="协议列出结对名单时填写；一方有几个结对方就有几行",
            en="where the agreement lists its pairs; one row for each partner",
        ),
    )


@record(zh="联建活动", en="Activity")
class Activity(Record):
    """Something that happened under an agreement, or between two organisations without one."""

    title: str | None = column(default=None, zh="名称", en="Title")
    kind: ActivityKind | None = column(default=None, zh="类型", en="Kind")
    held_on: PartialDate | None = column(default=None, zh="日期", en="Held on")
    agreement: str | None = column(
        default=None, zh="所属协议", en="Agreement", references="agreement"
    )
    organisation: str | None = column(
        default=None, zh="主办方", en="Held by", references="organisation"
    )
    partner: str | None = column(
        default=None, zh="参加方", en="Together with", references="organisation"
    )
    participants: Quantity | None = column(default=None, zh="参加人数", en="Participants")
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="清单事项", en="List item")
class ListItem(Record):
    """A need, a resource or a project in the three lists (需求、资源、项目)."""

    organisation: str | None = column(
        default=None, zh="提出方", en="Owner", references="organisation"
    )
    agreement: str | None = column(
        default=None, zh="所属协议", en="Agreement", references="agreement"
    )
    list: ListKind | None = column(default=None, zh="清单", en="List")
    category: str | None = column(default=None, zh="类别", en="Category")
    title: str | None = column(default=None, zh="事项", en="Item")
    opened_on: PartialDate | None = column(default=None, zh="提出日期", en="Opened on")
    closed_on: PartialDate | None = column(default=None, zh="办结日期", en="Closed on")
    note: str | None = column(default=None, zh="说明", en="Note")
