"""Merge drafts of one record; report where they differ."""

from __future__ import annotations

from graphs.intake.mapping.natural_keys import key_part
from graphs.intake.matching.value_comparison import together
from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue, issue
from graphs.model import RECORDS, Absence
from graphs.text import Text

__all__ = ["join"]

_AGREE = Text(zh="改为一致；若是两个，请分别编号", en="make them agree, or give each its own id")
_APART = Text(
    zh="若是两个，请填写编号、代码或所在区划以区分",
    en="if they are two, distinguish them by an id, a code or a division",
)
_FIRST = Text(zh="取先出现的值，请核对", en="the first is taken; check")


def join(first: Draft, second: Draft, *, merged: bool = False) -> list[Issue]:
    """Fill the first draft with what only the second says, and return where they disagree.

    Where the rows speak of one record only because the ledger ``merged`` two, what they say
    differently is kept side by side: neither row is wrong. What a table that only adds says is put
    to what is there.
    """
    names, values = list(first.names), list(first.values)
    issues = []
    for name, value in zip(second.names, second.values, strict=True):
        if value is None:
            continue
        if name not in names:
            names.append(name)
            values.append(value)
            continue
        at = names.index(name)
        old = values[at]
        # A value beats "not stated" in the other row.
        if old is None or (isinstance(old, Absence) and not isinstance(value, Absence)):
            values[at] = value
        elif isinstance(value, Absence) or _said(old) == _said(value):
            continue
        elif (both := _both(first, second, name, old, value)) is not None:
            values[at] = both
        elif merged:
            first.say_also(name, value)
        else:
            issues.append(_differ(first, second, name, old, value))
    first.names, first.values = tuple(names), values
    # Said only of the record a table is about: a host named in fifty rows is no duplicate.
    if first.bound.first and second.bound.first and not merged:
        issues.append(_same(first, second))
    return issues


def _both(first: Draft, second: Draft, name: str, old: object, value: object) -> object | None:
    """Return what a table that only adds makes of the two; nothing where both are about the record."""
    if not (first.bound.rule.adds or second.bound.rule.adds):
        return None
    return together(name, old, value)


def _same(first: Draft, second: Draft) -> Issue:
    return issue(
        second.table.title,
        second.row,
        reason=Text(
            zh="与 {sheet} 第 {row} 行是同一条{label}，合为一条",
            en="is the same {label} as {sheet} row {row}; they become one",
        ).format(label=RECORDS[first.kind].label, sheet=first.table.title, row=first.row),
        remedy=_APART,
        severity="warning",
    )


def _said(value: object) -> str:
    if isinstance(value, Draft):
        return value.id
    return "" if isinstance(value, Absence) else key_part(value)


def _differ(first: Draft, second: Draft, name: str, old: object, new: object) -> Issue:
    strict = first.bound.rule.strict and second.bound.rule.strict
    return issue(
        second.table.title,
        second.row,
        value=_said(new),
        reason=Text(
            zh="同一{label}的“{column}”与 {sheet} 第 {row} 行的“{old}”不一致",
            en="{column} of one {label} differs from “{old}” in {sheet} row {row}",
        ).format(
            label=RECORDS[first.kind].label,
            column=RECORDS[first.kind].column(name).label,
            sheet=first.table.title,
            row=first.row,
            old=_said(old),
        ),
        # Where a record only comes along with the row, the first row's words are kept.
        remedy=_AGREE if strict else _FIRST,
        severity="error" if strict else "warning",
    )
