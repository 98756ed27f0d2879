"""An import as the command line lists it: in lines for a person, as one value for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphs.commands.command_line.command_desk import Desk
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.intake import CellAccount, Difference, Import, Issue

__all__ = ["import_value", "print_import", "verdict"]

_MOST = 200  # lines of issues, and of differences, that are printed; --json has all


def print_import(desk: Desk, outcome: Import) -> None:
    """Print the account, the issues and the differences, the first of each."""
    labels = {
        "error": Text(zh="错误", en="error"),
        "warning": Text(zh="警告", en="warning"),
        "hint": Text(zh="提示", en="hint"),
    }
    if outcome.account.read:
        desk.say(outcome.account.sentence())
    issues = [labels[t.severity] + Text.same("\t") + t.sentence() for t in outcome.issues]
    for lines in (issues, [each.sentence() for each in outcome.differences]):
        for words in lines[:_MOST]:
            desk.say(words)
        if len(lines) > _MOST:
            more = Text(zh="……另有 {n} 条（--json 全列）", en="… and {n} more (--json has all)")
            desk.say(more.format(n=len(lines) - _MOST))


def verdict(outcome: Import, revision: int | None, ledger: Text) -> Text:
    """Return the numbers of an import, and whether it was written."""
    said = outcome.summary()
    if outcome.errors:
        return said + Text(zh="；未写入，台账不变", en="; nothing was written")
    if not outcome.steps:
        return said + Text(zh="；没有要写入的变化", en="; nothing to change")
    if revision is None:
        return said + Text(zh="；试运行，未写入", en="; a dry run, nothing was written")
    done = Text(zh="；已写入{ledger}，第 {n} 版", en="; written to {ledger} as revision {n}")
    return said + done.format(ledger=ledger, n=revision)


def import_value(outcome: Import, revision: int | None, desk: Desk) -> dict[str, Any]:
    """Return an import as ``--json`` prints it, whole."""
    return {
        "counts": outcome.counts(),
        "account": _account(outcome.account, desk),
        "issues": [_issue(each, desk) for each in outcome.issues],
        "differences": [_difference(each, desk) for each in outcome.differences],
        "base": outcome.base,
        "revision": revision,
    }


def _account(account: CellAccount, desk: Desk) -> dict[str, Any]:
    return {
        "read": account.read,
        "values": account.values,
        "recognised": account.recognised,
        "issues": account.issues,
        "sheets": [
            {
                "sheet": sheet.sheet,
                "read": sheet.read,
                "values": sheet.values,
                "issues": sheet.issues,
                "recognised": [
                    {
                        "kind": part.kind.name,
                        "label": part.kind.label.say(desk.language),
                        "rows": list(part.rows),
                        "cells": part.cells,
                        "sample": part.sample,
                    }
                    for part in sheet.recognised
                ],
            }
            for sheet in account.sheets
        ],
    }


def _issue(each: Issue, desk: Desk) -> dict[str, Any]:
    return {
        "severity": each.severity,
        "sheet": each.sheet,
        "row": each.row,
        "column": each.column,
        "whose": each.whose,
        "value": each.value,
        "reason": each.reason.say(desk.language),
        "remedy": each.remedy.say(desk.language) if each.remedy else None,
    }


def _difference(each: Difference, desk: Desk) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "record": each.record,
        "id": each.id,
        "name": each.name,
        "field": each.field,
        "before": each.before.say(desk.language),
        "after": each.after.say(desk.language),
        "values": {
            label.say(desk.language): value.say(desk.language) for label, value in each.values
        },
        "why": each.why.say(desk.language) if each.why else None,
        "sheet": each.sheet,
        "row": each.row,
    }
