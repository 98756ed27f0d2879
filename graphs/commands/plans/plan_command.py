"""``plan``: the best plan of a ledger, questions about it, and its draft in the ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from graphs.access import Area
from graphs.commands.command_line.command import (
    FILE,
    JSON,
    LEDGER,
    NOTE,
    POST,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import (
    STREAM,
    Desk,
    one_stream,
    refuse_existing,
    write_target,
)
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.plans.draft_request import DraftRequest, check_draft, keep_draft, reworkable
from graphs.commands.plans.plan_arguments import (
    PLAN_ARGUMENTS,
    VIEW_ARGUMENTS,
    problem_of,
    settings_of,
    snapshot_of,
)
from graphs.commands.plans.plan_check import check_plan, only_checked
from graphs.commands.plans.plan_lines import plan_lines
from graphs.commands.plans.plan_questions import QUESTION_ARGUMENTS, Answered, answers
from graphs.errors import InputError
from graphs.interchange import FORMATS
from graphs.planning import Solved, nobody, solved_plan, unnamed_words
from graphs.proposals import plan_sheets, plan_value
from graphs.text import Text

__all__ = ["plan"]


@command(order=80,
    area=Area.plan,
    zh="制定结对方案，追问理由，存为草稿",
    en="make the best plan of pairs, ask about it, keep it as a draft",
    arguments=(
        LEDGER,
        *VIEW_ARGUMENTS,
        *PLAN_ARGUMENTS,
        *QUESTION_ARGUMENTS,
        JSON,
        argument("--check", zh="只复核这个导出的方案（plan --json 所写，同样的范围和候选方），不求解；有误则退出码为 1", en="only judge this exported plan (of plan --json, same scope and candidates), without a solve; exit code 1 where it does not hold", metavar=FILE, type=Path),
        argument("--csv", zh="结对与依据写成 CSV 新文件", en="pairs and evidence as a new CSV file", metavar=FILE, type=Path),
        argument("--xlsx", zh="整个方案写成 XLSX 新文件", en="the whole plan as a new XLSX file", metavar=FILE, type=Path),
        argument("--draft", zh="以这个名称存为草稿；与 --rework 同用时改原草稿或退回的方案", en="keep it as a draft of this title; with --rework the draft or returned proposal is changed", metavar=Text(zh="名称", en="TITLE")),
        argument("--actor", zh="以哪个岗位拟定（写岗位，不写人名）", en="the post that plans (a post, never a name)", metavar=POST),
        NOTE,
    ),
    examples=(
        example("plan --ledger demo --preset nearby", zh="演示区，就近结对；有未安排的则退出码为 1", en="the demo district, near ones first; exit code 1 where guests are left out"),
        example("plan --ledger demo --why-not yl-n1:yl-s1 --conflicts", zh="追问：为什么不是这一对，谁和谁争名额", en="ask why not this pair, and who competes for slots"),
        example("plan --ledger demo --objective fairest --budget 20 --json", zh="最公平，至多 20 对，供脚本读取", en="fairest, twenty pairs at most, for scripts"),
        example("plan --ledger own-exercise --alliance-size 3 --draft 2026年结对 --actor 区委社会工作部·台账岗 --note 年度方案", zh="三方一份协议，存为草稿", en="three parties an agreement, kept as a draft"),
    ),
)  # fmt: skip
def plan(
    desk: Desk,
    *,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    guest: list[str] | None,
    host: list[str] | None,
    everyone: bool,
    json: bool,
    check: Path | None,
    csv: Path | None,
    xlsx: Path | None,
    draft: str | None,
    actor: str | None,
    note: str | None,
    **questions: Any,
) -> int:
    """Print the best plan, or only the answers where something is asked about it."""
    if check:
        only_checked(questions, csv=csv, xlsx=xlsx, draft=draft, actor=actor, note=note)
        view = (ledger, scope, as_of, revision)
        return check_plan(desk, check, view, (guest, host, everyone), json=json)
    check_draft(draft, actor, note)
    if draft and revision is not None:
        raise InputError(
            Text(
                zh="草案只能据最新一版起草，去掉 --revision",
                en="a draft rests on the newest revision; leave --revision out",
            )
        )
    _check_targets(csv, xlsx, json=json)
    with desk.open(ledger, writing=draft is not None, revision=revision) as opened:
        snapshot = snapshot_of(opened, scope, as_of)
        settings = settings_of(snapshot, questions)
        with desk.working(Text(zh="求解", en="solving")):
            problem = problem_of(snapshot, guest=guest, host=host, everyone=everyone)
            settings = reworkable(desk, problem, settings, questions)
            solved = solved_plan(problem, settings)
        replies = list(answers(solved, questions))
        _write_files(desk, solved, csv, xlsx)
        if draft and actor and note:
            kept = DraftRequest(title=draft, actor=actor, note=note, rework=questions["rework"])
            keep_draft(opened, snapshot, solved, kept, desk)
    lacking = nobody(snapshot, problem.pool)
    beside = unnamed_words(problem.unnamed)
    for words in (*lacking, *([beside] if beside else [])):
        desk.remark(words)
    if json:
        answered = [each for each, _ in replies]
        desk.show(plan_value(problem, solved.plan) | ({"answers": answered} if answered else {}))
    else:
        _print_plan(desk, solved, replies, beside=STREAM in (csv, xlsx))
    return DONE if replies or not (solved.plan.left_out or lacking) else NO


def _print_plan(desk: Desk, solved: Solved, answered: list[Answered], *, beside: bool) -> None:
    """Print the answers, or the plan; beside a file on standard output on standard error."""
    say = desk.remark if beside else desk.say
    for words in [line for _, lines in answered for line in lines] or plan_lines(solved):
        say(words)


def _check_targets(*targets: Path | None, json: bool) -> None:
    one_stream(*targets, json=json)
    for target in targets:
        if target:
            refuse_existing(target, stream=True)


def _write_files(desk: Desk, solved: Solved, csv: Path | None, xlsx: Path | None) -> None:
    if not (csv or xlsx):
        return
    sheets = plan_sheets(solved.problem, solved.plan, desk.language)
    for target, key, chosen in ((csv, "csv", sheets[:1]), (xlsx, "xlsx", sheets)):
        if target:
            [content] = FORMATS[key].write(chosen, desk.language).values()
            write_target(target, content)
            if target != STREAM:
                desk.remark(Text(zh="已写出 {t}", en="written to {t}").format(t=target))
