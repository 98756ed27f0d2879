"""Check that a table is of agreements: names each by title, number or signatories, not what they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphs.folding import fold
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.mapping.mapping import TableRule
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.text import Text

__all__ = ["is_of_activities", "nameless_agreements", "no_agreements"]

_ACTIVITY = ("活动日期", "活动时间", "开展时间", "活动内容", "活动名称", "活动主题")
_SHARED = ("备注", "说明", "note", "类型", "kind")
"""Headers of agreements that a list of activities may have as well."""


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


def is_of_activities(table: Table, rule: TableRule) -> bool:
    """Whether rows say what two organisations did, and nothing of an agreement of theirs."""
    agreements = [record for record in rule.records if record.make == "agreement"]
    have = {fold(header) for header in table.headers if header}
    if not agreements or not have & set(map(fold, _ACTIVITY)):
        return False
    own = {fold(name) for _, field in agreements[0].fields for name in field.columns}
    return not have & (own - set(map(fold, _SHARED)))


def no_agreements(table: Table) -> Issue:
    """Return why a list of activities is not read as agreements, and how it is read as what it is."""
    return issue(
        table.title,
        table.header_row,
        value="、".join(header for header in table.headers if header)[:200],
        severity="warning",
        zh="像联建活动的记录，没有一列说到协议：不当作协议导入，整张搁置",
        en="looks like a list of activities, and no column speaks of an agreement: not imported as "
        "agreements, and set aside as a whole",
        remedy=Text(
            zh="把两方的表头改为“主办方”“参加方”，或在上面“列的对应”里选“联建活动”；确是协议的，加一列“签订日期”",
            en="call the two parties 主办方 and 参加方, or choose activities under Columns above; where they "
            "are agreements, add a column 签订日期",
        ),
    )
