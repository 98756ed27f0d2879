"""``plan --check``: whether an exported plan holds, judged from the ledger, without a solve."""

from __future__ import annotations

import datetime as dt
import json as json_format
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.plans.plan_argument_words import refused_argument
from graphs.commands.plans.plan_arguments import problem_of, snapshot_of
from graphs.errors import InputError
from graphs.proposals import export_violations
from graphs.text import Text

__all__ = ["check_plan", "only_checked"]


def only_checked(questions: Mapping[str, Any], **others: Any) -> None:
    """Refuse what would change nothing: an exported plan has its settings, and is only judged.

    Raises
    ------
    InputError
        Something is given that has no effect.

    Examples
    --------
    >>> only_checked({"budget": None, "lock": [], "conflicts": False})
    """
    given = [
        "--" + name.replace("_", "-")
        for name, value in (others | {**questions}).items()
        if value is not None and value is not False and value != []
    ]
    if given:
        words = Text(
            zh="与 --check 同用不起作用，请去掉：{names}", en="of no effect beside --check: {names}"
        )
        raise InputError(words.format(names=", ".join(given)))


def check_plan(
    desk: Desk,
    path: Path,
    view: tuple[str | None, str | None, dt.date | None, int | None],
    whom: tuple[list[str] | None, list[str] | None, bool],
    *,
    json: bool,
) -> int:
    """Print what is wrong with the plan in a file, or that nothing is; return the exit code.

    It is judged by the ledger at the revision it rests on. A proof nobody can check is called so.

    Parameters
    ----------
    view
        Ledger, scope, day and revision as the arguments name them; ``whom`` guests, hosts and whether all.

    Raises
    ------
    InputError
        The file cannot be read, or holds no JSON object.
    """
    exported = _read(path)
    revision = exported.get("revision")
    guest, host, everyone = whom
    with desk.open(view[0], revision=view[3]) as ledger:
        basis = snapshot_of(ledger, *view[1:3])
        if type(revision) is int and 1 <= revision < basis.revision:
            basis = ledger.snapshot(basis.scope, basis.as_of, revision)
        problem = problem_of(basis, guest=guest, host=host, everyone=everyone)
    found = export_violations(problem, exported)
    if json:
        desk.show([{"rule": v.rule, "zh": v.sentence.zh, "en": v.sentence.en} for v in found])
        return NO if found else DONE
    for each in found:
        desk.say(Text.same(f"{each.rule}\t") + each.sentence)
    if not found:
        words = Text(zh="方案复核无误：", en="the plan holds: ")
        desk.say(words + Text(**exported["proof"]))
    return NO if found else DONE


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json_format.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    reason = Text(zh="不是 plan --json 写出的方案", en="is no plan as plan --json writes it")
    raise refused_argument("--check", str(path), reason)
