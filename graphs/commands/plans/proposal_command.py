"""``proposal``: the workflow of a kept plan, by the verbs of the table all sides read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graphs.commands.command_line.command import (
    DATE,
    JSON,
    LEDGER,
    NOTE,
    POST,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import day
from graphs.commands.plans.plan_arguments import proposal_of
from graphs.commands.plans.plan_lines import content_digest, proposal_row, proposed_rows
from graphs.errors import ChangeRefused, InputError
from graphs.ledger import Ledger
from graphs.model import MOVES, Snapshot, WorkflowStep, for_another_post
from graphs.proposals import (
    ProposalView,
    approve_steps,
    plain_steps,
    post_steps,
    proposal_views,
    sign_steps,
)
from graphs.text import Text

__all__ = ["proposal"]

_ACTING = tuple(key for key in MOVES if key not in {"draft", "edit"})  # those are ``plan --draft``
_VERBS = ("list", "show", *_ACTING)


@command(order=90,
    zh="方案的流转：提交、批准、退回、签订、撤回、重新打开、注销签订",
    en="the workflow of a proposal: submit, approve, return, sign, withdraw, reopen, annul",
    arguments=(
        argument("verb", zh="list 列出、show 查看、submit 提交、approve 批准、return 退回、sign 登记签订、withdraw 撤回、reopen 重新打开、annul 注销签订", en="list, show, submit, approve, return, sign, withdraw, reopen (a draft again) or annul (a signing)", choices=_VERBS),
        argument("proposal", zh="方案编号（list 所列）；list 不用写", en="id of the proposal (see list); none for list", metavar=Text(zh="方案", en="PROPOSAL"), nargs="?"),
        LEDGER,
        argument("--actor", zh="以哪个岗位操作（写岗位，不写人名）；批准须是拟定岗位以外的岗位", en="the post that acts (a post, never a name); another post than the planner's approves", metavar=POST),
        NOTE,
        argument("--decline", zh="批准时不同意的一对（show 所列编号），可多次", en="a pair left out of the approval (its id, see show), may be repeated", metavar=Text(zh="编号", en="ID"), action="append"),
        argument("--content", zh="批准的是哪一内容：show 所列的内容摘要；approve 必填", en="the content that is approved: the digest that show prints; approve wants it", metavar=Text(zh="摘要", en="DIGEST")),
        argument("--signed-on", zh="签订日期；sign 必填", en="day of signing; sign wants it", metavar=DATE, type=day),
        argument("--ends-on", zh="到期日期，含当日", en="the last day in force", metavar=DATE, type=day),
        JSON,
    ),
    examples=(
        example("proposal list --ledger own-exercise", zh="各方案与阶段", en="every proposal and its stage"),
        example("proposal submit p1 --ledger own-exercise --actor 区委社会工作部·台账岗 --note 报审", zh="提交", en="hand it in"),
        example("proposal approve p1 --ledger own-exercise --content 5d41402abc4b --decline q7 --actor 区委组织部·审批岗 --note 一对暂缓", zh="批准，其中一对不同意", en="approve it but for one pair"),
        example("proposal sign p1 --ledger own-exercise --signed-on 2026-07-20 --ends-on 2029-07-19 --actor 区委社会工作部·台账岗 --note 集中签约", zh="签订，生成协议", en="sign it: the pairs become agreements"),
    ),
)  # fmt: skip
def proposal(
    desk: Desk,
    *,
    verb: str,
    proposal: str | None,
    ledger: str | None,
    actor: str | None,
    note: str | None,
    decline: list[str] | None,
    content: str | None,
    signed_on: dt.date | None,
    ends_on: dt.date | None,
    json: bool,
) -> int:
    """List or show proposals, or take one a step further; every step is a revision."""
    given = {"--decline": decline, "--content": content}
    _check(verb, proposal, {**given, "--signed-on": signed_on, "--ends-on": ends_on})
    acting = verb not in ("list", "show")
    if acting and not (actor and note):
        raise InputError(
            Text(
                zh="要用 --actor 写岗位、用 --note 写事由",
                en="give the post with --actor and the reason with --note",
            )
        )
    with desk.open(ledger, writing=acting) as opened:
        snapshot = opened.snapshot()
        if verb == "list":
            _show(desk, [proposal_row(view) for view in proposal_views(snapshot)], json)
            return DONE
        view = proposal_of(snapshot, proposal or "")
        if verb == "approve":
            _check_content(view, content or "")
        if acting:
            steps = _steps(verb, view, decline or [], (signed_on, ends_on))
            _write(desk, opened, snapshot, steps, actor=actor or "", note=note or "")
            view = proposal_of(opened.snapshot(), view.proposal.id)
    shown = [proposal_row(view)] if acting else [proposal_row(view), *proposed_rows(snapshot, view)]
    _show(desk, shown, json)
    return DONE


def _check(verb: str, ident: str | None, arguments: dict[str, object]) -> None:
    if (ident is None) != (verb == "list"):
        raise InputError(
            Text(
                zh="list 不写方案编号，其余都要写", en="list takes no proposal; the others take one"
            )
        )
    belongs = {
        "--decline": "approve",
        "--content": "approve",
        "--signed-on": "sign",
        "--ends-on": "sign",
    }
    wrong = [
        Text.same(flag) for flag, value in arguments.items() if value and belongs[flag] != verb
    ]
    if wrong:
        words = Text(zh="{verb} 不用 {wrong}", en="{verb} does not take {wrong}")
        raise InputError(words.format(verb=verb, wrong=Text.join(wrong)))
    if verb == "sign" and not arguments["--signed-on"]:
        raise InputError(
            Text(zh="签订要用 --signed-on 写日期", en="give the day of signing with --signed-on")
        )


def _check_content(view: ProposalView, seen: str) -> None:
    """Refuse to approve what its approver has not seen: it may be another content by now."""
    now = content_digest(view)
    if not seen:
        raise InputError(
            Text(
                zh="先用 show 查看，再用 --content 写所列的内容摘要：批准的是看到的内容",
                en="look at it with show and give the digest it prints with --content: what was "
                "seen is what is approved",
            )
        )
    if seen != now:
        words = Text(
            zh="内容摘要 {seen} 不是现在的内容（{now}）：方案可能已改动，请用 show 重新查看",
            en="{seen} is not the digest of the content now ({now}): the proposal may have "
            "changed; look at it again with show",
        )
        raise ChangeRefused(words.format(seen=repr(seen)[1:-1], now=now))


def _steps(
    verb: str,
    view: ProposalView,
    decline: list[str],
    days: tuple[dt.date | None, dt.date | None],
) -> tuple[WorkflowStep, ...]:
    signed_on, ends_on = days
    if verb == "approve":
        unknown = sorted(set(decline) - {pair.id for pair in view.pairs})
        if unknown:
            words = Text(zh="方案里没有这一对：", en="the proposal has no such pair: ")
            raise InputError(words + Text.join([Text.same(each) for each in unknown]))
        return approve_steps(view, declined=decline)
    if verb == "sign" and signed_on is not None:
        if ends_on is not None and ends_on < signed_on:
            raise InputError(
                Text(zh="到期日期早于签订日期", en="the last day is before the day of signing")
            )
        return sign_steps(view, signed_on=signed_on, ends_on=ends_on)
    return plain_steps(view, verb)


def _write(
    desk: Desk,
    ledger: Ledger,
    snapshot: Snapshot,
    steps: tuple[WorkflowStep, ...],
    *,
    actor: str,
    note: str,
) -> None:
    at = dt.datetime.now(dt.UTC)
    posts = post_steps(snapshot, actor)
    if posts and any(map(for_another_post, steps)):
        listing = Text(zh="登记岗位：{post}", en="listing the post {post}").format(post=actor)
        why = listing.say(desk.language)
        ledger.apply(*posts, actor=actor, note=why, at=at, base=snapshot.revision)
        posts = ()
    made = ledger.apply(*posts, *steps, actor=actor, note=note, at=at, base=snapshot.revision)
    words = Text(zh="已写为第 {n} 版；摘要 {d}", en="written as revision {n}; digest {d}")
    desk.remark(words.format(n=made.number, d=made.digest))


def _show(desk: Desk, rows: list[tuple[dict[str, Any], Text]], json: bool) -> None:
    if json:
        desk.show([value for value, _ in rows])
        return
    for _, words in rows:
        desk.say(words)
