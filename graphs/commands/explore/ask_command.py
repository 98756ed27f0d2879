"""``ask``: a question of a ledger, by its key or in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.stewardship.check_command import view_arguments
from graphs.errors import InputError
from graphs.model import Scope, Snapshot
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.questions import Answer

__all__ = ["ask"]


@command(
    order=75,
    zh="问台账一个问题：谁没有结对、哪些协议快到期……",
    en="ask a ledger a question: who has no partner, what ends soon …",
    arguments=(
        argument(
            "question",
            zh="问题代号，或加引号的一句话；不写则列出所有问题",
            en="key of a question, or words in quotes; without one every question is listed",
            metavar=Text(zh="问题", en="QUESTION"),
            nargs="?",
        ),
        *view_arguments,
        argument(
            "--param",
            zh="问题的参数，写成 参数=值，可重复",
            en="a parameter of the question as NAME=VALUE, repeatable",
            metavar=Text(zh="参数=值", en="NAME=VALUE"),
            action="append",
        ),
    ),
    examples=(
        example(
            "ask ending_soon --ledger demo --param days=60",
            zh="60 天内到期的协议",
            en="agreements that end within 60 days",
        ),
        example(
            'ask "谁没有结对" --ledger demo --json',
            zh="用一句话问，供脚本读取",
            en="asked in words, for scripts",
        ),
        example("ask", zh="列出所有问题和参数", en="list every question with its parameters"),
    ),
)
def ask(
    desk: Desk,
    *,
    question: str | None,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    param: list[str] | None,
    json: bool,
) -> int:
    """Print the answer: its sentence, what is not stated, then its table; or every question."""
    from graphs import questions

    if question is None:
        return _list(desk, json=json)
    with desk.open(ledger, revision=revision) as opened:
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot = opened.snapshot(where, as_of)
        key, given = _meant(desk, question, snapshot)
        given = {**given, **_parameters(param or [])}
        context = questions.Context(
            snapshot=snapshot, at=cache(lambda day: opened.snapshot(where, day))
        )
        with desk.working(Text(zh="提问", en="asking")):
            answer = questions.ask(context, key, given)
        if where.kind == "division" and not scope:
            _left_out(desk, opened.unplaced())
    settings = questions.settings_of(questions.QUESTIONS[key], given, snapshot)
    if json:
        desk.show(_value(desk, snapshot, key, settings, answer))
        return DONE
    desk.say(answer.sentence)
    for words in answer.notes():
        desk.say(words)
    if answer.rows:
        desk.say(Text.join([each.label for each in answer.columns], zh="\t", en="\t"))
        for line in answer.table(desk.language):
            desk.say(Text.same("\t".join("" if each is None else str(each) for each in line)))
    return DONE


def _left_out(desk: Desk, number: int) -> None:
    """Say how many organisations the scope taken by default leaves out, since they state no division."""
    if number:
        words = Text(
            zh="另有 {n} 个党组织没有载明区划，不在所问的范围；--scope whole 问整个台账",
            en="{n} more {n:organisation states|organisations state} no division and {n:is|are} not asked about; "
            "--scope whole asks the whole ledger",
        )
        desk.remark(words.format(n=number))


def _list(desk: Desk, *, json: bool) -> int:
    from graphs.questions import listed

    if json:
        desk.show(
            [
                {
                    "question": each.key,
                    "label": each.label.say(desk.language),
                    "parameters": [
                        {
                            "name": one.key,
                            "label": one.label.say(desk.language),
                            "required": one.required,
                        }
                        for one in each.parameters
                    ],
                }
                for each in listed()
            ]
        )
        return DONE
    for each in listed():
        names = ", ".join(one.key for one in each.parameters)
        desk.say(Text.same(f"{each.key}\t") + each.label + Text.same(f"\t{names}"))
    return DONE


def _meant(desk: Desk, question: str, snapshot: Snapshot) -> tuple[str, Mapping[str, str]]:
    """Return the question that a key or words mean, and the parameters read from the words."""
    from graphs.questions import QUESTIONS, understand

    if question in QUESTIONS:
        return question, {}
    found = understand(question, snapshot)
    if not found:
        raise InputError(
            Text(
                zh="没听懂“{words}”；可问：{keys}",
                en="“{words}” is not understood; ask one of {keys}",
            ).format(words=question, keys=Text.join([Text.same(each) for each in QUESTIONS]))
        )
    best = found[0]
    given = "".join(f" {name}={value}" for name, value in best.given.items())
    desk.remark(
        Text(
            zh="按“{label}”回答（{key}{given}）", en="answered as “{label}” ({key}{given})"
        ).format(label=QUESTIONS[best.question].label, key=best.question, given=given)
    )
    return best.question, best.given


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for words in given:
        name, equals, value = words.partition("=")
        if not equals or name in found:
            raise InputError(
                Text(
                    zh="参数“{words}”写法不对，或写了两次；写成 参数=值",
                    en="“{words}” is no parameter, or is given twice; write NAME=VALUE",
                ).format(words=words)
            )
        found[name] = value
    return found


def _value(
    desk: Desk, snapshot: Snapshot, key: str, settings: Mapping[str, str], answer: Answer
) -> dict[str, Any]:
    count = answer.count
    return {
        "question": key,
        "parameters": dict(settings),
        "as_of": snapshot.as_of.isoformat(),
        "scope": snapshot.scope.words,
        "revision": snapshot.revision,
        "sentence": answer.sentence.say(desk.language),
        "count": {"low": count.low, "high": count.high, "named": count.named},
        "not_stated": [words.say(desk.language) for words in answer.notes()],
        "rows": [
            {
                **dict(zip((each.key for each in answer.columns), cells, strict=True)),
                "records": list(line.ids),
            }
            for line, cells in zip(answer.rows, answer.table(desk.language), strict=True)
        ],
    }
