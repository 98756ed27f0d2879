"""Check that a table names an agreement: by title or number, or by its signatories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.text import Text

__all__ = ["nameless_agreements"]


def nameless_agreements(table: Table, bound: Sequence[BoundRecord]) -> Iterable[Issue]:
    """Yield an error where rows make agreements that nothing calls by a name or by who signed."""
    if not any(each.kind == "agreement" for each in bound) or any(map(_names_it, bound)):
        return
    yield issue(
        table.title,
        table.header_row,
        zh="没有一列是协议的名称或文号，也没有一列是签约方，不导入",
        en="no column gives the agreement's title or number, and none says who signed; not imported",
        remedy=Text(
            zh="指定协议名称或结对双方所在的列",
            en="say which column is the title, or which columns are the two parties",
        ),
    )


def _names_it(each: BoundRecord) -> bool:
    if each.kind == "agreement":
        named = ("title", "number")
        return each.foreign is not None or any(
            field.name in named and field.at is not None for field in each.fields
        )
    return each.kind == "signatory" and (
        each.each is not None or any(field.at is not None for field in each.fields)
    )
