"""What if sub-branches were split or merged: how many there would be, of what size, in which steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.chains.branch_tree import BranchNode
from graphs.errors import InputError, Problem
from graphs.model import (
    Absence,
    Bounds,
    Change,
    Count,
    LineageKind,
    Organisation,
    Quantity,
    Snapshot,
    Step,
)
from graphs.rules import BRANCH_CAP
from graphs.text import Text

__all__ = ["Group", "Regrouping", "regroup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A sub-branch as it would be: from which it comes, and how many members it would have."""

    name: Text
    sources: tuple[str, ...]
    members: Bounds

    @property
    def over(self) -> bool:
        """Whether it would surely have more than a branch normally has."""
        return self.members.low > BRANCH_CAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """A general branch's sub-branches split and merged: nothing is written, it only says what if.

    Attributes
    ----------
    split
        Sub-branches by id, each into so many parts.
    merge
        Sub-branches that become one; the first stays.
    """

    split: tuple[tuple[str, int], ...] = ()
    merge: tuple[str, ...] = ()

    def groups(self, tree: BranchNode) -> tuple[Group, ...]:
        """Return the sub-branches as they would be; parts of a split are taken to be even.

        Examples
        --------
        >>> from graphs.profiles import Mention
        >>> def branch(ident: str, members: int) -> BranchNode:
        ...     own = Mention(id=ident, record="organisation", name=Text.same(ident))
        ...     return BranchNode(shown=own, members=Quantity("=", members))
        >>> own = BranchNode(shown=branch("o", 0).shown, below=(branch("a", 61), branch("b", 8)))
        >>> [(each.name.zh, each.members.words().zh) for each in
        ...     Regrouping(split=(("a", 2),)).groups(own)]
        [('a（拟分设 1）', '30–31'), ('a（拟分设 2）', '30–31'), ('b', '8')]
        """
        parts, merged = dict(self.split), set(self.merge[1:]) if len(self.merge) > 1 else set()
        known = {each.shown.id: each for each in tree.below}
        found: list[Group] = []
        for node in tree.below:
            ident = node.shown.id
            bounds = node.total.bounds
            if ident in parts:
                found += [
                    Group(
                        name=_part_name(node.shown.name, place),
                        sources=(ident,),
                        members=_even(bounds, parts[ident]),
                    )
                    for place in range(1, parts[ident] + 1)
                ]
            elif merged and ident == self.merge[0]:
                total = Count.total(known[each].total for each in self.merge if each in known)
                found.append(Group(name=node.shown.name, sources=self.merge, members=total.bounds))
            elif ident not in merged:
                found.append(Group(name=node.shown.name, sources=(ident,), members=bounds))
        return tuple(found)

    def sentence(self, tree: BranchNode) -> Text:
        """Return in words how many sub-branches there would be and whether one would be too large."""
        groups = self.groups(tree)
        over = [each for each in groups if each.over]
        total = tree.total
        fewest = len(groups) * BRANCH_CAP
        verdict = Text(zh="没有确定超过 {cap} 人的", en="none surely has more than {cap}")
        if over:
            verdict = Text(
                zh="{names}仍超过 {cap} 人", en="{names} still {n:has|have} more than {cap}"
            ).format(names=Text.join([e.name for e in over]), n=len(over), cap=BRANCH_CAP)
        elif total.low > fewest:
            verdict = Text(zh="至少 1 个仍超过 {cap} 人", en="at least 1 still has more than {cap}")
        elif total.high is not None:
            verdict = Text(
                zh="均分每个约 {mean} 人，可不超过 {cap} 人",
                en="evenly about {mean} each, so none need have more than {cap}",
            ).format(mean=_even(total.bounds, len(groups)).words(), cap=BRANCH_CAP)
        return Text(
            zh="{a} 个支部变为 {b} 个：{verdict}。",
            en="{a} {a:branch|branches} would become {b}: {verdict}.",
        ).format(a=len(tree.below), b=len(groups), verdict=verdict.format(cap=BRANCH_CAP))


def regroup(
    snapshot: Snapshot, wanted: Regrouping, on: dt.date, *, tree: BranchNode
) -> tuple[Step, ...]:
    """Return the steps of the change as a draft: names and members of parts stay open.

    A part has a working label and no name, and no number of members: neither is known yet. A merged
    branch has the sum of what is stated.

    Raises
    ------
    InputError
        Nothing is split or merged, or one branch is both.

    Examples
    --------
    >>> from graphs.chains.branch_tree import branch_tree
    >>> from graphs.model import Superior
    >>> own = Snapshot.from_records([
    ...     Organisation(id="o", name="总支"), Organisation(id="b", name="支部"),
    ...     Superior(id="p", organisation="b", superior="o")], as_of=dt.date(2024, 6, 30))
    >>> steps = regroup(own, Regrouping(split=(("b", 2),)), own.as_of, tree=branch_tree(own, "o"))
    >>> [step.record.working_label for step in steps[:2]]
    ['支部（拟分设 1）', '支部（拟分设 2）']
    """
    from graphs.duplicates import split_steps  # compares names, which no overview does

    parts, merge = dict(wanted.split), wanted.merge
    both = sorted(set(parts) & set(merge))
    if both or not (parts or len(merge) > 1):
        raise _refused(both)
    known = {each.shown.id: each for each in tree.below}
    steps: list[Step] = []
    for number, (ident, count) in enumerate(parts.items(), start=1):
        drafts = [
            _part(snapshot.get(Organisation, ident), f"new:{number}-{place}", place)
            for place in range(1, count + 1)
        ]
        steps += split_steps(snapshot, ident, drafts, on)
    if len(merge) > 1:
        total = Count.total(known[each].total for each in merge if each in known)
        steps += _merged(snapshot, merge, on, total)
    return tuple(steps)


def _merged(snapshot: Snapshot, merge: Sequence[str], on: dt.date, total: Count) -> list[Step]:
    from graphs.duplicates import merge_steps

    keep = snapshot.get(Organisation, merge[0])
    members = Quantity("=", total.low) if total.low == total.high else None
    steps: list[Step] = [Change(record=replace(keep, members=members), effective=on)]
    for place, drop in enumerate(merge[1:], start=1):
        steps += merge_steps(
            snapshot, keep.id, drop, on, kind=LineageKind.merge, ident=f"new:merge-{place}"
        )
    return steps


def _part(old: Organisation, ident: str, place: int) -> Organisation:
    label = _part_name(Text.same(old.name or old.working_label or old.id), place).zh
    return Organisation(
        id=ident,
        working_label=label,
        kind=old.kind,
        division=old.division,
        synthetic=old.synthetic,
        absent={"name": Absence.not_stated, "members": Absence.not_stated},
    )


def _part_name(name: Text, place: int) -> Text:
    """Return what a part of a split is called while it has no name."""
    return name + Text(zh=f"（拟分设 {place}）", en=f" (part {place})")


def _even(whole: Bounds, parts: int) -> Bounds:
    high = None if whole.high is None else -(-whole.high // parts)
    return Bounds(whole.low // parts, high)


def _refused(both: list[str]) -> InputError:
    reason = (
        Text(zh="同一个支部不能又分设又合并", en="one branch cannot be both split and merged")
        if both
        else Text(zh="没有分设或合并", en="nothing is split or merged")
    )
    problem = Problem(
        place=Text(zh="组织变动草稿", en="draft of organisation changes"),
        value="、".join(both),
        reason=reason,
        remedy=Text(
            zh="选择要分设的支部，或两个以上要合并的支部",
            en="choose branches to split, or two and more to merge",
        ),
    )
    return InputError(problem.sentence(), (problem,))
