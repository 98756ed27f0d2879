"""A plan or a proposal in lines: a pair a line, who is left out and why, the whole in one sentence."""

from __future__ import annotations

from typing import Any

from graphs.model import Snapshot, proposal_content
from graphs.network import parties
from graphs.planning import FLAGS, PlannedPair, Solved, placements, points
from graphs.proposals import ProposalView, names_of, text_value
from graphs.text import Text

__all__ = ["content_digest", "plan_lines", "proposal_row", "proposed_rows"]

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


_DIGITS = 12  # of a digest; the ledger itself compares the whole


def content_digest(view: ProposalView) -> str:
    """Return what says in a few characters which content is shown, and approved."""
    return proposal_content(view.proposal, view.pairs).rpartition(":")[2][:_DIGITS]


def proposal_row(view: ProposalView) -> tuple[dict[str, Any], Text]:
    """Return a proposal as a value and as a line."""
    item = view.proposal
    value = {
        "id": item.id,
        "title": item.title,
        "stage": item.stage.name,
        "planner": item.planner,
        "approver": item.approver,
        "plan": item.plan,
        "made_at": item.made_at,
        "content": content_digest(view),
        "pairs": len(view.pairs),
        "accepted": len(view.accepted),
    }
    line = Text(
        zh="{id}\t{title}\t{label}\t{pairs} 对\t同意 {accepted} 对\t{planner}\t内容摘要 {content}",
        en="{id}\t{title}\t{label}\t{pairs} pairs\t{accepted} accepted\t{planner}\tcontent {content}",
    )
    return value, line.format(label=item.stage.label, **value)


def proposed_rows(snapshot: Snapshot, view: ProposalView) -> list[tuple[dict[str, Any], Text]]:
    """Return the pairs of a proposal, each as a value and as a line."""
    known = parties(snapshot)
    found = []
    for pair in view.pairs:
        ends = [
            known[ident].name if ident in known else Text.same(ident)
            for ident in (pair.guest, pair.host)
        ]
        decision = pair.decision.label if pair.decision else Text(zh="未定", en="undecided")
        reason = Text.named(pair.reason or "", pair.reason_en)
        words = Text.join([Text.same(f"  {pair.id}"), *ends, decision, reason], zh="\t", en="\t")
        value = {
            "id": pair.id,
            "guest": pair.guest,
            "host": pair.host,
            "score": pair.score,
            "alliance": pair.alliance,
            "decision": pair.decision and pair.decision.name,
            "agreement": pair.agreement,
            "reason": text_value(reason),
        }
        found.append((value, words))
    return found
