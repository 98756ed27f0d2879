"""A plan in lines: a pair a line, who is left out and why, and the plan in one sentence."""

from __future__ import annotations

from graphs.planning import FLAGS, PlannedPair, Solved, placements, points
from graphs.proposals import names_of
from graphs.text import Text

__all__ = ["plan_lines"]

_EXPLAINED = 500
"""What would place a guest is looked for where no more than these are left out: about half a second."""


def plan_lines(solved: Solved) -> list[Text]:
    """A pair a line, then who is left out, then the plan in one sentence."""
    made, names = solved.plan, names_of(solved.problem)
    lines = [_pair_line(pair, names[pair.guest], names[pair.host]) for pair in made.pairs]
    lines += _left_out(solved, names)
    refused = Text(zh="锁定未能保留：", en="a lock could not be kept: ")
    lines += [
        refused + Text.same(f"{guest}:{host}\t") + reason
        for guest, host, reason in made.refused_locks
    ]
    mark = Text(zh="（虚构演示数据）", en=" (invented demonstration data)")
    end = made.sentence() + (mark if made.synthetic else Text.same(""))
    return [*lines, end, Text(zh="方案编号 {id}", en="plan {id}").format(id=made.id)]


def _left_out(solved: Solved, names: dict[str, Text]) -> list[Text]:
    """A line for each guest left out: why, and what would place it where they are not too many."""
    out, would = Text(zh="未安排：", en="left out: "), Text(zh="\t可：", en="\tplaced by: ")
    left = solved.plan.left_out
    if len(left) > _EXPLAINED:
        rows = [(each.guest, each.reason) for each in left]
    else:
        rows = [
            (each.guest, each.reason + would + each.remedy if each.remedy else each.reason)
            for each in placements(solved)
        ]
    return [out + names[guest] + Text.same(f"\t{guest}\t") + reason for guest, reason in rows]


def _pair_line(pair: PlannedPair, guest: Text, host: Text) -> Text:
    marks = [FLAGS[key].label for key in pair.flags]
    marks += [Text(zh="已锁定", en="locked")] if pair.locked is not None else []
    marks += [Text(zh="已有", en="in force")] if pair.existing else []
    ids = Text.same(f"{pair.guest}\t{pair.host}\t{points(pair.score, exact=True)}\t")
    both = guest + Text.same("\t") + host + Text.same("\t")
    return ids + both + Text.join(marks, zh="；", en="; ")
