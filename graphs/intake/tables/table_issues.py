"""The issues of one table as its rows are read: said in full a few times, then only counted."""

from __future__ import annotations

from graphs.intake.files.sheets import Row
from graphs.intake.formats.column_letters import column_letters
from graphs.intake.tables.row_issues import OFTEN, Issue, MoreRows, Severity, issue
from graphs.intake.tables.table_bounds import Table
from graphs.text import Text

__all__ = ["TableIssues"]

_CHECK = Text(zh="核对原表", en="check the original")


class TableIssues:
    """What is said of the cells of one table.

    Attributes
    ----------
    named
        Columns of the row under way that more than a hint speaks of; -1 is a list.
    said, loud
        How often anything was said, and how often more than a hint.
    recent
        The hints of the record under way.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.issues: list[Issue] = []
        self.named: set[int] = set()
        self.said = self.loud = 0
        self.recent: list[tuple[int | None, str, Text]] = []
        # Rows of each hint: one that was said in full several times is only counted on.
        self._hints: dict[tuple[int | None, str], list[int]] = {}

    def report(
        self,
        row: Row,
        at: int | None,
        value: str,
        reason: Text,
        severity: Severity,
        *,
        remedy: Text | None = _CHECK,
        suggestion: str | None = None,
    ) -> None:
        """Note something about a cell."""
        if severity == "hint":
            self.said += 1
            self.recent.append((at, value, reason))
            rows = self._hints.setdefault((at, reason.zh), [])
            rows.append(row.number)
            if len(rows) > OFTEN + 1:
                return
        else:
            self.loud += 1
            if at is not None:
                self.named.add(at)
        headers = self.table.headers
        said = issue(
            self.table.title,
            row.number,
            at,
            value=value.strip(),
            reason=reason,
            remedy=remedy,
            severity=severity,
            header=headers[at] if at is not None and at < len(headers) else "",
            suggestion=suggestion,
        )
        self.said += 1
        if said not in self.issues[-8:]:  # one cell may be read for several records of its row
            self.issues.append(said)

    def hinted(self) -> MoreRows:
        """Return the rows of each hint by sheet, column and reason."""
        title = self.table.title
        return {
            (title, "" if at is None else column_letters(at), reason): rows
            for (at, reason), rows in self._hints.items()
        }
