"""The lists that cells of a row hold: each is read once, whatever records are made from it."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.intake.cells.cells import read_cell
from graphs.intake.cells.party_cells import PartyName, party_cell
from graphs.intake.files.cell_text import clean, unseen
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.mapping.patterns import split_items
from graphs.intake.rows.drafts import RowState
from graphs.intake.tables.row_issues import Severity
from graphs.intake.tables.table_issues import TableIssues
from graphs.model import RECORDS, PartialDate
from graphs.text import Text

__all__ = ["CellLists"]

_NAME = RECORDS["organisation"].column("name")
_REQUIRED = Text(zh="必填", en="is required")
_TWICE = Text(zh="同一格里出现两次", en="is in this cell twice")
_NO_PARTNER = Text(
    zh="写明没有结对方，这一行不产生结对", en="says that there is no partner: the row makes no pair"
)
_ENDING = Text(
    zh="名称后的括注写作协议的提前终止日期（原文），请补上日期",
    en="the words after the name are kept as the agreement's early end; add the date",
)
_ENDING_OPEN = Text(
    zh="名称后的括注说的是终止，没有写入，请填写终止日期",
    en="the words after the name speak of an ending and were not kept; give its date",
)


class CellLists:
    """The lists in the cells of the row under way.

    ``parties`` are the columns whose lists name organisations.
    """

    def __init__(self, log: TableIssues, parties: set[int]) -> None:
        self._log = log
        self._parties = parties
        self._above: dict[int, tuple[PartyName, ...]] = {}
        self._lists: dict[tuple[int, tuple[str, ...]], tuple[PartyName, ...]] = {}
        self._numbered: dict[tuple[int, tuple[str, ...]], tuple[tuple[int, PartyName], ...]] = {}

    def clear(self) -> None:
        """Forget the lists of the row before; what its cells named stays for 同上."""
        self._lists.clear()
        self._numbered.clear()

    def says_nobody(self, record: BoundRecord, state: RowState) -> bool:
        """Return whether a list that a row must fill says on purpose that nobody is there."""
        if record.each is None or record.each in self._log.named:
            return False
        named = self._listed(record.each, record.rule.split, state)
        return not named and bool(clean(state.cell(record.each)))

    def items(self, record: BoundRecord, state: RowState) -> Sequence[tuple[int, PartyName | None]]:
        """Return the items a record is made of, numbered; says where a list that must be filled is not."""
        if record.each is None:
            return ()
        key = record.each, record.rule.split
        known = self._numbered.get(key)
        if known:
            return known
        items = self._listed(*key, state)
        if not items and record.rule.strict and record.each not in self._log.named:
            if self.says_nobody(record, state):  # 无, /
                text = clean(state.cell(record.each))
                self._log.report(state.row, record.each, text, _NO_PARTNER, "warning")
            else:
                self._log.report(state.row, record.each, "", _REQUIRED, "error")
        numbered = self._numbered[key] = tuple(enumerate(items))
        return numbered

    def _listed(
        self, at: int, separators: tuple[str, ...], state: RowState
    ) -> tuple[PartyName, ...]:
        """Return the items of a list; each list of a row is read once."""
        # Organisations and signatories are made from the same list; its remarks are said once.
        if (at, separators) in self._lists:
            return self._lists[at, separators]
        if at in self._parties:
            found = self._party_names(at, separators, state)
        else:
            parts = split_items(state.cell(at), separators)
            items = [item for part in parts if (item := clean(part))]
            for item in sorted({item for item in items if items.count(item) > 1}):
                self._log.report(state.row, at, item, _TWICE, "warning")
            found = tuple(PartyName(name=item) for item in dict.fromkeys(items))
        self._lists[at, separators] = found
        return found

    def _party_names(
        self, at: int, separators: tuple[str, ...], state: RowState
    ) -> tuple[PartyName, ...]:
        mark = state.row.marks.get(at, "")
        if mark in ("e", "u"):
            fault = read_cell(_NAME, state.cell(at), mark).fault or _REQUIRED
            self._log.report(state.row, at, state.cell(at), fault, "error")
            return ()
        read = party_cell(state.cell(at), separators, self._above.get(at, ()))
        for remark in read.remarks:
            severity: Severity = "warning" if remark.serious else "hint"
            self._log.report(state.row, at, remark.value, remark.reason, severity)
        note = unseen(state.cell(at))
        if note is not None:
            self._log.report(state.row, at, clean(state.cell(at)), note, "hint")
        # 同上 may come several times in a row: what it refers to stays the last names written out.
        if read.parties:
            self._above[at] = read.parties
        return read.parties

    def end(self, state: RowState) -> None:
        """Put what a name says of an ending where it belongs, or say that it has no place."""
        ended = [
            (at, each) for (at, _), found in self._lists.items() for each in found if each.ended
        ]
        agreement = state.made.get(("agreement", -1))
        for at, each in ended:
            # With several parties an ending may be one party's leaving, not the agreement's end.
            alone = all(len(found) == 1 for found in self._lists.values())
            if agreement is not None and alone and agreement.get("ended_on") is None:
                agreement.put("ended_on", PartialDate(None, each.ended))
                self._log.report(state.row, at, each.ended, _ENDING, "warning")
            else:
                self._log.report(state.row, at, each.ended, _ENDING_OPEN, "warning")
