"""``duplicates``: records of a ledger that may be one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import count
from graphs.commands.stewardship.check_command import view_arguments
from graphs.model import Scope
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.duplicates import Suggestion
    from graphs.model import Snapshot

__all__ = ["duplicates"]


@command(
    order=150,
    zh="列出可能是同一个的记录（只是建议，判定与合并在“查重”页）",
    en="list records that may be one (suggestions; verdicts and mergers are on the screen)",
    arguments=(
        *view_arguments,
        argument("--limit", zh="最多几条", en="how many at most", type=count),
    ),
    examples=(
        example("duplicates --ledger demo", zh="演示区的疑似重复", en="suggestions in the demo"),
        example(
            "duplicates --ledger demo --limit 20 --json",
            zh="前 20 条，供脚本读取",
            en="the first twenty, for scripts",
        ),
    ),
)
def duplicates(
    desk: Desk,
    *,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    limit: int | None,
    json: bool,
) -> int:
    """Print pairs that may be one record, the likeliest first, with the reasons."""
    from graphs.duplicates import suggest

    with desk.open(ledger, revision=revision) as opened:
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot = opened.snapshot(where, as_of)
    with desk.working(Text(zh="比对", en="comparing")):
        found = suggest(snapshot)[:limit]
    if json:
        desk.show([_value(each, desk) for each in found])
        return DONE
    for each in found:
        desk.say(_words(snapshot, each))
    desk.say(Text(zh="疑似重复 {n} 对", en="{n} {n:pair|pairs} may be one").format(n=len(found)))
    return DONE


def _words(snapshot: Snapshot, each: Suggestion) -> Text:
    from graphs.network import find_record, record_name

    names = [
        record_name(snapshot, find_record(snapshot, ident))
        + Text(zh=f"（{ident}）", en=f" ({ident})")
        for ident in (each.left, each.right)
    ]
    return Text.join([Text.same(f"{each.score:.0%}"), *names, each.sentence()], zh="\t", en="\t")


def _value(each: Suggestion, desk: Desk) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "left": each.left,
        "right": each.right,
        "score": round(each.score, 4),
        "verdict": each.verdict.name if each.verdict else None,
        "parts": [
            {"key": p.key, "weight": p.weight, "reason": p.reason.say(desk.language)}
            for p in each.parts
        ],
    }
