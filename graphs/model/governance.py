"""Who acts in a ledger (a post, never a name) and what a ledger says of itself."""

from __future__ import annotations

from graphs.model.grammar import Record, column, record
from graphs.model.values import PartialDate
from graphs.text import Text

__all__ = ["Actor", "Profile"]


@record(zh="岗位", en="Actor")
class Actor(Record):
    """A post that acts in the ledger; never a person's name.

    Examples
    --------
    >>> Actor(id="x1", post="区委社会工作部·台账岗").post
    '区委社会工作部·台账岗'
    """

    post: str = column(zh="岗位", en="Post")
    post_en: str | None = column(default=None, zh="岗位（英文）", en="Post in English")
    approves: bool | None = column(default=None, zh="可审批", en="May approve")


@record(zh="台账说明", en="Ledger profile")
class Profile(Record):
    """What a ledger says of itself; one record in a ledger.

    Examples
    --------
    >>> Profile(id="ledger", title="上街区 2010", as_of=PartialDate("2010-06-15")).as_of.text
    '2010-06-15'
    """

    title: str = column(zh="名称", en="Title")
    title_en: str | None = column(default=None, zh="英文名", en="Title in English")
    as_of: PartialDate | None = column(
        default=None,
        zh="默认时点",
        en="Default date",
        note=Text(zh="打开台账时的日期", en="shown on opening"),
    )
    home: str | None = column(
        default=None, zh="默认范围", en="Default scope", references="division"
    )
    dormant_after_months: int | None = column(
        default=None,
        zh="沉睡月数",
        en="Months to dormancy",
        note=Text(zh="默认 12", en="12 by default"),
    )
    expiring_within_days: int | None = column(
        default=None,
        zh="临期天数",
        en="Days before expiry",
        note=Text(zh="默认 90", en="90 by default"),
    )
    population_stated: bool | None = column(
        default=None,
        zh="总数已载明",
        en="Population stated",
        note=Text(
            zh="非公党组织是否全部在册；否则不计算覆盖率",
            en="whether all non-public organisations are recorded; else no coverage is computed",
        ),
    )
    note: str | None = column(default=None, zh="说明", en="Note")
