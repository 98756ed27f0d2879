"""One difference between a file and the ledger, as a sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["Difference", "DifferenceKind"]

_NOTHING = Text(zh="", en="")

DifferenceKind: TypeAlias = Literal["added", "changed", "ended", "suspicious"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference between a file and the ledger.

    ``added`` and ``ended`` speak of a whole record, ``changed`` of one field of it, ``suspicious``
    of something that should be looked at. ``values`` are all the values of a record that is added,
    by column. ``row`` is 0 where no row speaks of it.
    """

    kind: DifferenceKind
    record: str
    id: str
    name: str
    field: str = ""
    before: Text = _NOTHING
    after: Text = _NOTHING
    why: Text | None = None
    sheet: str = ""
    row: int = 0
    values: tuple[tuple[Text, Text], ...] = ()

    def details(self) -> Text:
        """Return the values of an added record in one line.

        Examples
        --------
        >>> name = (Text(zh="名称", en="Name"), Text.same("甲公司"))
        >>> Difference(kind="added", record="unit", id="u", name="甲", values=(name,)).details().en
        'Name: 甲公司'
        """
        said = [label + Text(zh="：", en=": ") + value for label, value in self.values]
        return Text.join(said, zh="；", en="; ")

    def sentence(self) -> Text:
        """Return the difference in one sentence.

        Examples
        --------
        >>> Difference(kind="added", record="unit", id="new:1", name="甲公司").sentence().zh
        '新增单位“甲公司”'
        """
        label = RECORDS[self.record].label
        named = Text.same(f"“{self.name}”") if self.name else Text.same(f"（{self.id}）")
        if self.kind == "added":
            said = Text(zh="新增", en="adds ") + label + named
            return (
                said + Text(zh="（", en=" (") + self.details() + Text(zh="）", en=")")
                if self.values
                else said
            )
        if self.kind == "ended":
            return Text(zh="终止", en="ends ") + label + named
        said = label + named
        if self.field:
            column = RECORDS[self.record].column(self.field).label
            said += Text(
                zh="的{column}：{before} → {after}", en=", {column}: {before} → {after}"
            ).format(column=column, before=self.before, after=self.after)
        return said if self.why is None else said + Text(zh="；", en="; ") + self.why
