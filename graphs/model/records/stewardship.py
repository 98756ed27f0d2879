"""What is kept of work on the ledger itself: findings waived, records judged, figures signed off, views."""

from __future__ import annotations

from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import Choice, PartialDate
from graphs.text import Text

__all__ = ["Judgement", "SavedView", "SignOff", "Verdict", "Waiver"]

_JUDGED = ("organisation", "unit", "agreement", "chain", "division")


class Verdict(Choice):
    """Whether two records speak of one thing."""

    same = Text(zh="是同一个", en="the same")
    not_same = Text(zh="不是同一个", en="not the same")
    unsure = Text(zh="暂不能定", en="unsure")


@record(zh="豁免", en="Waiver")
class Waiver(Record):
    """A finding that is let pass until a day, with the reason and the post that approved it."""

    finding: str = column(
        zh="问题代号",
        en="Finding",
        note=Text(zh="规则代号加所涉记录", en="key of the rule and the records it concerns"),
    )
    record: str | None = column(
        default=None,
        zh="所涉记录",
        en="Record",
        references=("organisation", "unit", "agreement", "statement", "division", "activity"),
    )
    reason: str = column(zh="理由", en="Reason")
    approver: str = column(
        zh="批准岗位",
        en="Approved by",
        references="actor",
        note=Text(zh="岗位，不记姓名", en="a post, never a name"),
    )
    expires_on: PartialDate = column(
        zh="有效期至", en="Expires on", note=Text(zh="含当日", en="the last day it counts")
    )


@record(zh="异同判定", en="Judgement")
class Judgement(Record):
    """What a steward decided about two records: the same, not the same, unsure.

    Either side is a record of this ledger or a foreign identifier (system, value), so that a
    decision about rows of a workbook holds when the workbook comes again.
    """

    left: str | None = column(default=None, zh="甲方记录", en="Left record", references=_JUDGED)
    left_system: str | None = column(default=None, zh="甲方外部体系", en="Left foreign system")
    left_value: str | None = column(default=None, zh="甲方外部编号", en="Left foreign id")
    right: str | None = column(default=None, zh="乙方记录", en="Right record", references=_JUDGED)
    right_system: str | None = column(default=None, zh="乙方外部体系", en="Right foreign system")
    right_value: str | None = column(default=None, zh="乙方外部编号", en="Right foreign id")
    verdict: Verdict = column(zh="判定", en="Verdict")
    reason: str | None = column(default=None, zh="理由", en="Reason")
    post: str | None = column(
        default=None,
        zh="判定岗位",
        en="Decided by",
        references="actor",
        note=Text(zh="岗位，不记姓名", en="a post, never a name"),
    )
    decided_on: PartialDate | None = column(default=None, zh="判定日期", en="Decided on")


@record(zh="上报数签认", en="Sign-off", own_post="post")
class SignOff(Record):
    """A post's word on a reported figure beside the ledger's, with the evidence it looked at.

    Nothing of it is believed: the evidence is read again from the revision it names, which no
    later revision changes, and has to have the digest.
    """

    statement: str = column(zh="上报数", en="Reported figure", references="statement")
    post: str = column(
        zh="签认岗位", en="Signed off by", note=Text(zh="岗位，不记姓名", en="a post, never a name")
    )
    looked_at: int = column(
        zh="所据版次", en="Revision", note=Text(zh="台账的第几版", en="revision of the ledger")
    )
    digest: str = column(
        zh="依据摘要", en="Digest", note=Text(zh="依据的 SHA-256", en="SHA-256 of the evidence")
    )
    evidence: str = column(
        zh="依据",
        en="Evidence",
        note=Text(
            zh="JSON：上报的内容，每个时点台账的数及所计的记录",
            en="JSON: what was reported, the ledger's figure of each day and the records it counts",
        ),
    )
    explanations: str | None = column(
        default=None,
        zh="采纳的解释",
        en="Explanations taken",
        note=Text(zh="代号，空格分隔", en="keys, parted by blanks"),
    )
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="保存的视图", en="Saved view")
class SavedView(Record):
    """A picture kept under a name for everybody: its address, and the marks put by hand.

    Shown one after another they are a presentation; each then has its sentence below its title.
    """

    title: str = column(zh="名称", en="Title")
    title_en: str | None = column(default=None, zh="英文名称", en="Title in English")
    sentence: str | None = column(default=None, zh="一句话", en="Sentence")
    sentence_en: str | None = column(default=None, zh="英文一句话", en="Sentence in English")
    order: int | None = column(default=None, zh="次序", en="Order")
    address: str = column(
        zh="地址参数",
        en="Address",
        note=Text(
            zh="范围、日期、筛选、图、展开与隐去",
            en="scope, day, filters, picture, what is expanded and hidden",
        ),
    )
    places: str | None = column(
        default=None,
        zh="手动位置",
        en="Places",
        note=Text(zh="JSON：标识到横、纵坐标", en="JSON: coordinates by id"),
    )
