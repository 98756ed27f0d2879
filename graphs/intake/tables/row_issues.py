"""Issues of a file: sheet, row, column letter, value, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from graphs.errors import Problem
from graphs.intake.formats.column_letters import column_letters
from graphs.text import Text

__all__ = [
    "OFTEN",
    "Issue",
    "IssueKind",
    "MoreRows",
    "Severity",
    "issue",
    "kinds_of",
    "said_once",
]

Severity: TypeAlias = Literal["error", "warning", "hint"]
"""An error stops the import; a warning asks for a look; a hint only tells what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Problem):
    """A problem with its place in a file; ``row`` 0 is the whole sheet, ``column`` may be blank.

    ``suggestion`` is what the cell may have meant, as it would be typed. ``rows`` are all rows of a
    hint that is said once for them, and ``kind`` its reason without their count. ``whose`` are the
    organisations that the row names.
    """

    severity: Severity = "error"
    sheet: str = ""
    row: int = 0
    column: str = ""
    suggestion: str = ""
    rows: tuple[int, ...] = ()
    kind: Text | None = None
    whose: str = ""

    @property
    def heading(self) -> Text:
        """What problems of this kind have in common."""
        return self.reason if self.kind is None else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKind:
    """All problems of one kind in one sheet: the first of them, and every row.

    Examples
    --------
    >>> [found] = kinds_of([issue("a.csv", row, 1, zh="为空", en="is empty") for row in (2, 5)])
    >>> found.rows, found.times, found.first.reason.en
    ((2, 5), 2, 'is empty')
    """

    first: Issue
    rows: tuple[int, ...]
    times: int


def kinds_of(issues: Iterable[Issue]) -> list[IssueKind]:
    """Return the kinds of problems, in the order in which each was first met.

    Examples
    --------
    >>> wrong = [issue("a.csv", row, 1, value="x", zh="为空", en="is empty") for row in (3, 5)]
    >>> [(kind.times, kind.rows) for kind in kinds_of(wrong)]
    [(2, (3, 5))]
    """
    groups: dict[tuple[str, str, str], list[Issue]] = {}
    for each in issues:
        groups.setdefault((each.severity, each.sheet, each.heading.zh), []).append(each)
    return [
        IssueKind(
            first=group[0],
            rows=tuple(
                dict.fromkeys(row for one in group for row in one.rows or (one.row,) if row)
            ),
            times=sum(len(one.rows) or 1 for one in group),
        )
        for group in groups.values()
    ]


def issue(
    sheet: str,
    row: int = 0,
    column: int | None = None,
    *,
    zh: str = "",
    en: str = "",
    reason: Text | None = None,
    value: str = "",
    remedy: Text | None = None,
    severity: Severity = "error",
    header: str = "",
    suggestion: str | None = None,
) -> Issue:
    """Return an issue; the column is counted from 0, ``header`` is the text above it.

    Examples
    --------
    >>> issue("a.csv", 2, 0, zh="为空", en="is empty", header="名称").place.en
    'a.csv row 2 column A “名称”'
    """
    letters = "" if column is None else column_letters(column)
    named = f"“{header}”" if header else ""
    zh_place = (
        sheet + (f" 第 {row} 行" if row else "") + (f" {letters} 列{named}" if letters else "")
    )
    en_place = sheet + (f" row {row}" if row else "")
    en_place += f" column {letters}" + (f" {named}" if named else "") if letters else ""
    return Issue(
        place=Text(zh=zh_place, en=en_place),
        reason=reason or Text(zh=zh, en=en),
        value=value,
        remedy=remedy,
        severity=severity,
        sheet=sheet,
        row=row,
        column=letters,
        suggestion=suggestion or "",
    )


OFTEN = 3
"""A hint that more rows share is said once, with its count."""

MoreRows: TypeAlias = dict[tuple[str, str, str], list[int]]
"""The rows of hints by sheet, column and reason; one that is said often is no issue each time."""

_NO_MORE: Mapping[tuple[str, str, str], list[int]] = MappingProxyType({})


def said_once(
    issues: Iterable[Issue], more: Mapping[tuple[str, str, str], list[int]] = _NO_MORE
) -> list[Issue]:
    """Return the issues with a hint that many rows of a column share said once.

    ``more`` are all rows of such hints, also those that were not made an issue each.

    Examples
    --------
    >>> many = [issue("a.csv", row, 0, zh="取自名称", en="from the name", severity="hint")
    ...         for row in range(2, 12)]
    >>> [each.reason.en for each in said_once(many)]
    ['from the name (10 rows: 2, 3, 4 …)']
    """
    listed = list(issues)
    groups: dict[tuple[str, str, str], list[Issue]] = {}
    for each in listed:
        if each.severity == "hint" and each.row:
            groups.setdefault((each.sheet, each.column, each.reason.zh), []).append(each)
    kept = []
    for each in listed:
        group = groups.get((each.sheet, each.column, each.reason.zh), [])
        if each.severity != "hint" or len(group) <= OFTEN:
            kept.append(each)
        elif each is group[0]:
            place = (each.sheet, each.column, each.reason.zh)
            numbers = list(dict.fromkeys([*(one.row for one in group), *more.get(place, ())]))
            rows = ", ".join(map(str, numbers[:OFTEN]))
            dots = " …" if len(numbers) > OFTEN else ""
            tail = Text(
                zh=f"（共 {len(numbers)} 行：{rows}{dots}）",
                en=f" ({len(numbers)} rows: {rows}{dots})",
            )
            kept.append(
                replace(
                    each, reason=each.reason + tail, kind=each.reason, rows=tuple(sorted(numbers))
                )
            )
    return kept
