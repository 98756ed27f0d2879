"""Advice on the size of a general branch and its sub-branches, each with its rule and date."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.chains.branch_tree import BranchNode
from graphs.model import Snapshot
from graphs.rules import BRANCH_CAP, RULES, Facts, Rule
from graphs.text import Text

__all__ = ["Advice", "sizes_sentence", "threshold_advice"]

_SIZES = ("enough_full_members", "branch_size", "usual_form_for_size", "joint_branch_units")
"""The rules of size, in the order of their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One sentence of advice with the rule it rests on; advice is no error.

    Examples
    --------
    >>> import datetime as dt
    >>> rule = RULES["branch_size"]
    >>> own = Advice(sentence=Text.same("…"), rule=rule, on=dt.date(2010, 6, 15))
    >>> own.basis().zh
    '规则 R3，《中国共产党支部工作条例（试行）》（据转载文本）；2018-10-28 起施行，所看时点 2010-06-15 尚未施行，仅供参照'
    """

    sentence: Text
    rule: Rule
    on: dt.date

    def basis(self) -> Text:
        """Return the rule with its source, since when it holds, and whether it held on the day."""
        since = self.rule.valid_from
        source = self.rule.source
        words = Text(zh="规则 {n}，{title}（{how}）", en="rule {n}, {title} ({how})").format(
            n=self.rule.number, title=source.title, how=source.certainty.label
        )
        if since is None:
            return words
        tail = Text(zh="；{since} 起施行", en="; in force since {since}")
        if self.on < since:
            tail = tail + Text(
                zh="，所看时点 {day} 尚未施行，仅供参照",
                en=", not yet on the day looked at, {day}: for reference only",
            )
        return words + tail.format(since=since.isoformat(), day=self.on.isoformat())


def threshold_advice(snapshot: Snapshot, tree: BranchNode) -> tuple[Advice, ...]:
    """Return advice on every general branch of the tree, then what the rules of size find in it.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.chains.branch_tree import branch_tree
    >>> from graphs.model import Organisation, Quantity, Superior
    >>> own = Snapshot.from_records([
    ...     Organisation(id="o1", name="联合党总支", members=Quantity("=", 269)),
    ...     *(Organisation(id=f"b{n}", name=f"第{n}片区党支部") for n in range(5)),
    ...     *(Superior(id=f"p{n}", organisation=f"b{n}", superior="o1") for n in range(5))],
    ...     as_of=dt.date(2010, 6, 15))
    >>> threshold_advice(own, branch_tree(own, "o1"))[0].sentence.zh
    '269 名党员、5 个支部：至少 1 个支部超过 50 人；均分需 6 个。'
    """
    rule = RULES["branch_size"]
    found = [
        Advice(sentence=sizes_sentence(node), rule=rule, on=snapshot.as_of)
        for _, node in tree.walk()
        if node.below
    ]
    return (*found, *_findings(snapshot, tree))


def _findings(snapshot: Snapshot, tree: BranchNode) -> Iterator[Advice]:
    facts = Facts(snapshot)
    inside = {node.shown.id for _, node in tree.walk()}
    for key in _SIZES:
        for found in RULES[key].look(facts):
            if found.records[0] in inside:
                yield Advice(sentence=found.sentence, rule=RULES[key], on=snapshot.as_of)


def sizes_sentence(node: BranchNode) -> Text:
    """Return what follows from the members of a general branch and the number of its sub-branches.

    What is stated of single sub-branches is used; of the others only that they share the rest. So
    "at least one" is a certainty and never a guess.

    Examples
    --------
    >>> from graphs.model import Quantity
    >>> from graphs.profiles import Mention
    >>> def branch(members: int) -> BranchNode:
    ...     own = Mention(id="", record="organisation", name=Text.same("甲"))
    ...     return BranchNode(shown=own, members=Quantity("=", members))
    >>> own = Mention(id="", record="organisation", name=Text.same("总支"))
    >>> sizes_sentence(BranchNode(shown=own, below=(branch(20), branch(33)))).zh
    '53 名党员、2 个支部：没有支部超过 50 人；均分需 2 个。'
    """
    total, number = node.total, len(node.below)
    if total.low == 0 and total.high is None:
        return Text(
            zh="{name}：党员数未载明，{n} 个支部是否超过 {cap} 人无从判断。",
            en="{name}: its Party members are not stated; whether one of {n} branches has more than "
            "{cap} cannot be decided.",
        ).format(name=node.shown.name, n=number, cap=BRANCH_CAP)
    return Text(
        zh="{total} 名党员、{n} 个支部：{verdict}；均分需 {need} 个。",
        en="{total} Party {total:member|members}, {n} {n:branch|branches}: {verdict}; evenly it takes {need}.",
    ).format(
        total=total.words(),
        n=number,
        verdict=_verdict(node),
        need=math.ceil(total.low / BRANCH_CAP),
    )


def _verdict(node: BranchNode) -> Text:
    over = [each for each in node.below if each.total.low > BRANCH_CAP]
    stated = [each for each in node.below if each.total.high is not None]
    rest = len(node.below) - len(stated)
    left = node.total.low - sum(each.total.high or 0 for each in stated)
    if over:
        return Text(zh="{names}超过 {cap} 人", en="{names} {n:has|have} more than {cap}").format(
            names=Text.join([each.shown.name for each in over]), n=len(over), cap=BRANCH_CAP
        )
    if rest and left > BRANCH_CAP * rest:
        return Text(
            zh="至少 1 个支部超过 {cap} 人", en="at least 1 branch has more than {cap}"
        ).format(cap=BRANCH_CAP)
    if rest:
        return Text(
            zh="{n} 个支部党员数未载明，是否有超过 {cap} 人的无从判断",
            en="the members of {n} are not stated, so whether one has more than {cap} cannot be decided",
        ).format(n=rest, cap=BRANCH_CAP)
    return Text(zh="没有支部超过 {cap} 人", en="none has more than {cap}").format(cap=BRANCH_CAP)
