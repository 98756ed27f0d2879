"""Proposals: the proposal, its pairs, and comments on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.rows import to_row
from graphs.model.values import Choice, PartialDate
from graphs.text import Text

__all__ = [
    "BY_SIGNING",
    "Comment",
    "Decision",
    "Proposal",
    "ProposalStage",
    "ProposedPair",
    "couples_content",
    "is_whole",
    "proposal_content",
]

BY_SIGNING = frozenset({"stage", "content", "signed_on", "ends_on", "agreement"})
"""The columns that no approval binds: where a proposal is on its way, and what signing adds."""

_WHOLE = "whole:"


class ProposalStage(Choice):
    """Stage of a proposal in its workflow."""

    draft = Text(zh="草稿", en="draft")
    submitted = Text(zh="已提交", en="submitted")
    approved = Text(zh="已批准", en="approved")
    returned = Text(zh="已退回", en="returned")
    signed = Text(zh="已签订", en="signed")
    withdrawn = Text(zh="已撤回", en="withdrawn")


class Decision(Choice):
    """What the approver decided of one proposed pair."""

    accepted = Text(zh="同意", en="accepted")
    declined = Text(zh="不同意", en="declined")


@record(zh="结对方案", en="Proposal", governed=True)
class Proposal(Record):
    """A plan put forward to be approved; ``content`` binds everything that is approved.

    Only the verbs of its workflow write it (``graphs.model.workflow.stages``).
    """

    title: str = column(zh="名称", en="Title")
    stage: ProposalStage = column(zh="阶段", en="Stage")
    planner: str = column(
        zh="拟定岗位", en="Planner", note=Text(zh="岗位，不记姓名", en="a post, never a name")
    )
    approver: str | None = column(
        default=None,
        zh="批准岗位",
        en="Approver",
        note=Text(zh="须与拟定岗位不同", en="another post than the planner's"),
    )
    plan: str = column(
        zh="方案编号",
        en="Plan id",
        note=Text(zh="问题与设置的摘要", en="digest of the problem and the settings"),
    )
    content: str = column(
        zh="内容摘要",
        en="Content digest",
        note=Text(
            zh="由方案和结对的全部内容算出；批准即批准这一内容",
            en="of the whole of it and its pairs; approval binds it",
        ),
    )
    made_at: int = column(
        zh="依据版本",
        en="Made at revision",
        note=Text(zh="方案依据的台账版本", en="revision of the ledger the plan rests on"),
    )
    settings: str | None = column(
        default=None, zh="设置", en="Settings", note=Text(zh="JSON", en="JSON")
    )
    signed_on: PartialDate | None = column(default=None, zh="签订日期", en="Signed on")
    ends_on: PartialDate | None = column(
        default=None,
        zh="到期日期",
        en="Ends on",
        note=Text(zh="签订时约定，含当日", en="as signed; the last day in force"),
    )
    note: str | None = column(default=None, zh="说明", en="Note")


@record(zh="拟议结对", en="Proposed pair", governed=True)
class ProposedPair(Record):
    """One pair of a proposal, with its score and the sentence that says why."""

    proposal: str = column(zh="方案", en="Proposal", references="proposal")
    host: str = column(zh="国企方", en="Host", references="organisation")
    guest: str = column(zh="非公方", en="Guest", references="organisation")
    score: float | None = column(
        default=None, zh="得分", en="Score", note=Text(zh="0 至 1", en="0 to 1")
    )
    reason: str | None = column(default=None, zh="理由", en="Reason")
    reason_en: str | None = column(default=None, zh="理由（英文）", en="Reason in English")
    alliance: int | None = column(
        default=None,
        zh="联盟组",
        en="Alliance",
        note=Text(
            zh="同号的结对签同一份协议", en="pairs of one number sign one agreement together"
        ),
    )
    decision: Decision | None = column(default=None, zh="批准意见", en="Decision")
    agreement: str | None = column(
        default=None, zh="签成的协议", en="Agreement", references="agreement"
    )


@record(zh="意见", en="Comment", own_post="post")
class Comment(Record):
    """What a post remarks on a proposal, a pair, an organisation or an agreement."""

    about: str = column(
        zh="所指记录",
        en="Record",
        references=("proposal", "proposed_pair", "organisation", "agreement"),
    )
    post: str = column(
        zh="岗位", en="Post", note=Text(zh="岗位，不记姓名", en="a post, never a name")
    )
    words: str = column(zh="意见", en="Comment")


def proposal_content(item: Proposal, pairs: Iterable[ProposedPair]) -> str:
    """Return the digest of everything an approval binds: the proposal and its pairs, in order.

    The order of the pairs is that of guests and hosts, whatever order they are given in.

    Examples
    --------
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.draft, planner="台账岗",
    ...                 plan="ab12", content="", made_at=3)
    >>> pair = ProposedPair(id="q1", proposal="p1", host="s1", guest="n1")
    >>> swapped = ProposedPair(id="q1", proposal="p1", host="n1", guest="s1")
    >>> proposal_content(item, [pair]) == proposal_content(item, [swapped])
    False
    """
    ordered = sorted(pairs, key=lambda pair: (pair.guest, pair.host, pair.id))
    lines = json.dumps(
        [_bound(each) for each in (item, *ordered)],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return _WHOLE + hashlib.sha256(lines.encode()).hexdigest()


def _bound(item: Record) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in to_row(item).items():
        if value is not None and not any(name.startswith(each) for each in BY_SIGNING):
            kept[name] = float(value) if name == "score" else value
    return kept


def couples_content(pairs: Iterable[ProposedPair]) -> str:
    """Return the digest that proposals of earlier versions bear: of hosts, guests, alliances only.

    Examples
    --------
    >>> couples_content([ProposedPair(id="q1", proposal="p1", host="s1", guest="n1")])[:8]
    '81481776'
    """
    lines = sorted(f"{each.host}|{each.guest}|{each.alliance or ''}" for each in pairs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_whole(content: str) -> bool:
    """Return whether a digest binds the whole; those of earlier versions bound the couples only.

    Examples
    --------
    >>> is_whole("9f86d081")
    False
    """
    return content.startswith(_WHOLE)
