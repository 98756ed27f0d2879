"""``plan --check``: whether an exported plan holds, judged from the ledger, without a solve."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphs.commands.codes import DONE, NO
from graphs.commands.desk import Desk
from graphs.errors import InputError, Problem
from graphs.ledger import Ledger
from graphs.model import Snapshot
from graphs.planning import PlanningProblem
from graphs.proposals import export_violations
from graphs.text import Text

__all__ = ["basis_of", "read_export", "report_check"]


def read_export(path: Path) -> dict[str, Any]:
    """Return what ``plan --json`` wrote.

    Raises
    ------
    InputError
        The file cannot be read, or holds no JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    problem = Problem(
        place=Text.same("--check"),
        value=str(path),
        reason=Text(zh="不是 plan --json 写出的方案", en="is no plan as plan --json writes it"),
    )
    raise InputError(problem.sentence(), (problem,))


def basis_of(ledger: Ledger, snapshot: Snapshot, exported: dict[str, Any]) -> Snapshot:
    """Return the part of the ledger at the revision that the exported plan rests on."""
    revision = exported.get("revision")
    known = type(revision) is int and 1 <= revision < snapshot.revision
    return ledger.snapshot(snapshot.scope, snapshot.as_of, revision) if known else snapshot


def report_check(
    desk: Desk, problem: PlanningProblem, exported: dict[str, Any], *, as_json: bool
) -> int:
    """Print what is wrong, or that nothing is; a proof nobody can check is called so."""
    found = export_violations(problem, exported)
    if as_json:
        desk.show([{"rule": v.rule, "zh": v.sentence.zh, "en": v.sentence.en} for v in found])
        return NO if found else DONE
    for each in found:
        desk.say(Text.same(f"{each.rule}\t") + each.sentence)
    if not found:
        proof = exported["proof"]
        words = Text(zh="方案复核无误：", en="the plan holds: ")
        desk.say(words + Text(zh=proof["zh"], en=proof["en"]))
    return NO if found else DONE
