"""Townships that files name: sheets called after one, and those that the ledger does not list yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphs.folding import fold
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.mapping.mapping import RecordRule
from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.model import PLACEHOLDER, Snapshot
from graphs.text import Text

__all__ = ["HOSTS", "SheetPlaces", "place_named"]

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}(镇|乡|街道|办事处|村|社区|区|县|旗|市)")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,12}(镇|乡|街道|办事处|村|社区)")
_BELOW = Text(
    zh="台账没有这个区划，新建在本级区划之下",
    en="is a division that the ledger lacks; it is made below the ledger's own",
)
_PLACED = frozenset(("organisation", "unit"))
HOSTS = frozenset(("host", "host_unit"))
_DIVISION = RecordRule(make="division", fields=())


def place_named(sheet: str) -> str | None:
    """Return the place a sheet is named after, if it is one.

    Examples
    --------
    >>> place_named(" 白石镇 "), place_named("党组织"), place_named("Sheet1")
    ('白石镇', None, None)
    """
    name = sheet.strip()
    return name if _PLACE.fullmatch(name) else None


class SheetPlaces:
    """Gives rows the division their sheet is named after, or says that it was not done.

    A state-owned partner signs in many townships, so only the other side of a pairing ledger is
    placed; in a register every row is. A place the ledger lacks is made below its home division.
    """

    def __init__(self, snapshot: Snapshot, *, wanted: bool) -> None:
        self._wanted = wanted
        self._home = snapshot.profile.home
        self._known = {fold(name) for name in snapshot.column("division", "name") if name}
        self._made: dict[str, Draft] = {}

    def placed(self, table: Table, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Give the drafts of a table, with their division where it is wanted."""
        place = place_named(table.sheet.name)
        if place is None or not self._wanted:
            yield from drafts
            return
        if place not in self._made:
            self._made[place] = self._division(table, place)
        division = self._made[place]
        yield division
        for draft in drafts:
            called = draft.bound.rule.called
            if draft.kind in _PLACED and called not in HOSTS and draft.get("division") is None:
                draft.put("division", division)
            yield draft

    def remark(self, table: Table) -> Iterator[Issue]:
        """Yield a warning where a sheet is named after a place that no row was given."""
        place = place_named(table.sheet.name)
        if place is not None and not self._wanted:
            yield issue(
                table.title,
                value=place,
                zh="工作表名像是一个区划，没有写入",
                en="its name looks like a division, which was not kept",
                remedy=Text(
                    zh="勾选“工作表名作为所在区划”（命令行 --sheet-places），对全部工作表有效",
                    en="choose “Sheet names are divisions” (--sheet-places), for all sheets at once",
                ),
                severity="warning",
            )

    def below_home(self, drafts: Iterable[Draft]) -> Iterator[Issue]:
        """Put new townships that only a column names below the ledger's home, and say so.

        Without a parent they would lie outside of what the ledger shows at first.
        """
        for draft in drafts if self._home is not None else ():
            if (
                draft.kind != "division"
                or not draft.id.startswith(PLACEHOLDER)
                or draft.bound.first
            ):
                continue
            name = str(draft.get("name"))
            if draft.get("parent") is None and _TOWNSHIP.fullmatch(name):
                draft.put("parent", self._home)
                yield issue(
                    draft.table.title, draft.row, value=name, reason=_BELOW, severity="hint"
                )

    def _division(self, table: Table, place: str) -> Draft:
        fresh = fold(place) not in self._known and self._home is not None
        names = ("name", "parent") if fresh else ("name",)
        bound = BoundRecord(
            rule=_DIVISION,
            kind="division",
            names=names,
            fields=(),
            needs=frozenset(("name",)),
            foreign=None,
            each=None,
            when=(),
            first=False,
        )
        values: list[object] = [place, self._home] if fresh else [place]
        return Draft(bound, table, table.header_row, names, values)
