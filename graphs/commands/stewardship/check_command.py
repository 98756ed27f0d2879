"""``check``: what the rules find in a ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphs.commands.command_line.command import (
    DATE,
    JSON,
    LEDGER,
    REVISION,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.usage_errors import day
from graphs.model import Scope
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.rules import Finding, Unstated

__all__ = ["check", "view_arguments"]

view_arguments = (
    LEDGER,
    argument(
        "--scope",
        zh="范围：whole、division:编号、chain:编号；缺省为台账的主要区划",
        en="scope: whole, division:ID or chain:ID; by default the ledger's home",
        metavar=Text(zh="范围", en="SCOPE"),
    ),
    argument(
        "--as-of",
        zh="时点；缺省为台账所定的日期",
        en="the day; by default the one the ledger names",
        metavar=DATE,
        type=day,
    ),
    REVISION,
    JSON,
)
"""What commands that read one view of a ledger take."""


@command(
    order=140,
    zh="按规则检查台账；有未豁免的错误时退出码为 1",
    en="check a ledger by the rules; exit code 1 where an error is not waived",
    arguments=(
        *view_arguments,
        argument(
            "--rule",
            zh="只问这条规则，可重复",
            en="ask this rule only, repeatable",
            metavar=Text(zh="规则", en="RULE"),
            action="append",
        ),
    ),
    examples=(
        example("check --ledger demo", zh="检查演示区", en="check the demo"),
        example(
            "check --ledger demo --rule branch_size --json",
            zh="只问一条规则，供脚本读取",
            en="one rule, for scripts",
        ),
    ),
)
def check(
    desk: Desk,
    *,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    rule: list[str] | None,
    json: bool,
) -> int:
    """Print findings, errors first, waived ones marked; then what no rule could look at."""
    from graphs import rules

    with desk.open(ledger, revision=revision) as opened:
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot = opened.snapshot(where, as_of)
    with desk.working(Text(zh="检查", en="checking")):
        found = rules.check(snapshot, rules=rule)
        silent = rules.unstated(snapshot, rules=rule)
    if json:
        desk.show(
            [_value(each, desk) for each in found] + [_silence(each, desk) for each in silent]
        )
    else:
        _print_findings(desk, found, silent)
    wrong = any(each.severity is rules.Severity.error and each.counts for each in found)
    return NO if wrong else DONE


def _print_findings(desk: Desk, found: Sequence[Finding], silent: Sequence[Unstated]) -> None:
    from graphs.rules import Severity

    waived = Text(zh="（已豁免）", en=" (waived)")
    for each in found:
        mark = Text.same("") if each.counts else waived
        words = each.severity.label + mark + Text.same("\t") + each.sentence
        desk.say(words + Text.same(f"\t{each.key}"))
    for unstated in silent:
        desk.say(Text(zh="未载明\t", en="not stated\t") + unstated.words())
    counts = {
        severity.name: sum(each.severity is severity and each.counts for each in found)
        for severity in Severity
    }
    total = Text(
        zh="错误 {error}，警告 {warning}，提示 {hint}，已豁免 {waived}",
        en="{error} errors, {warning} warnings, {hint} hints, {waived} waived",
    )
    desk.say(total.format(**counts, waived=sum(not each.counts for each in found)))


def _value(each: Finding, desk: Desk) -> dict[str, Any]:
    return {
        "key": each.key,
        "rule": each.rule,
        "severity": each.severity.name,
        "records": list(each.records),
        "sentence": each.sentence.say(desk.language),
        "value": each.value,
        "remedy": each.remedy.say(desk.language),
        "source": each.source.words().say(desk.language),
        "on": each.on.isoformat(),
        "waived_by": each.waived_by,
    }


def _silence(each: Unstated, desk: Desk) -> dict[str, Any]:
    """Return a datum that is not stated, in the shape of a finding of its own severity."""
    return {
        "key": f"{each.rule}:not_stated",
        "rule": each.rule,
        "severity": "not_stated",
        "records": [],
        "sentence": each.words().say(desk.language),
        "value": f"{each.silence.missing}/{each.silence.total}",
        "remedy": None,
        "source": None,
        "on": None,
        "waived_by": None,
    }
