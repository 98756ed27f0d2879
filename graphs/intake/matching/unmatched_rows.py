"""Issues of rows that match no record and may not make one."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.intake.matching.resolved import Resolved
from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue, issue
from graphs.model import PLACEHOLDER, RECORDS
from graphs.text import Text

__all__ = ["adds_to_nothing", "is_unsure", "unsure"]


def adds_to_nothing(draft: Draft, key: tuple[str, ...]) -> Issue:
    """Return the warning of a row that only adds, where there is no record to add to."""
    return issue(
        draft.table.title,
        draft.row,
        draft.bound.foreign,
        value=draft.foreign or next((part for part in key[1:] if part), ""),
        reason=Text(
            zh="没有这一条{label}可以补充，这一行搁置",
            en="there is no such {label} to add to; set aside",
        ).format(label=RECORDS[draft.kind].label),
        remedy=Text(
            zh="核对编号或名称，或连同主表一起导入",
            en="check the id or the name, or import the main table with it",
        ),
        severity="warning",
    )


def is_unsure(ident: str, draft: Draft) -> bool:
    """Return whether a record would be new and nothing says that it is an organisation."""
    return draft.kind == "organisation" and not draft.sure and ident.startswith(PLACEHOLDER)


def unsure(resolved: Resolved) -> Iterator[Issue]:
    """Yield an error for each text that names no organisation known, and is none by its words."""
    for ident, draft in resolved.drafts.items():
        if ident in resolved.gone or not is_unsure(ident, draft):
            continue
        name = draft.get("name")
        yield issue(
            draft.table.title,
            draft.row,
            draft.bound.each,
            value=name if isinstance(name, str) else "",
            zh="不像党组织或单位的名称，台账中也没有，不新建",
            en="has none of the words that name an organisation, and the ledger knows none of this name",
            remedy=Text(
                zh="写全名称（如……党支部），或先在党组织表中登记它",
                en="write the whole name, or list it in a sheet of organisations first",
            ),
        )
