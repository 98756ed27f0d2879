"""Three-way merge of a form's edits with what others wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graphs.model.record_types import Record, record_type
from graphs.model.values import Absence

__all__ = ["Cell", "EditConflict", "Merge", "cell_of", "edited_cells", "merge_edit"]

_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a record says in one column: a value, or why there is none."""

    value: Any = None
    absent: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditConflict:
    """A column that two people changed to different values: was, theirs, yours."""

    name: str
    was: Cell
    theirs: Cell
    yours: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The record that keeps both edits, what is still to be chosen, and what the others changed.

    ``record`` has their value in every column of ``conflicts``: it is not to be written before
    each of them is chosen.
    """

    record: Record
    conflicts: tuple[EditConflict, ...]
    theirs: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be written: nothing is left to choose."""
        return not self.conflicts


def cell_of(item: Record, name: str) -> Cell:
    """Return what a record says in a column.

    Examples
    --------
    >>> from graphs.model import Division
    >>> cell_of(Division(id="d1", name="上街区", absent={"code": Absence.not_stated}), "code").absent
    <Absence.not_stated: Text(zh='未载明', en='not stated')>
    """
    return Cell(getattr(item, name), item.absence(name))


def edited_cells(was: Record, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return those cells that say something else than the record does.

    Examples
    --------
    >>> from graphs.model import Division
    >>> item = Division(id="d1", name="上街区")
    >>> edited_cells(item, {"name": Cell("上街区"), "code": Cell("410106")})
    {'code': Cell(value='410106', absent=None)}
    """
    return {name: cell for name, cell in cells.items() if cell != cell_of(was, name)}


def merge_edit(
    was: Record,
    theirs: _Kind,
    edited: Mapping[str, Cell],
    *,
    mine: Mapping[str, bool] | None = None,
) -> Merge:
    """Return their record with the edited columns laid over it.

    1. A column that only one side changed takes that side's value.
    2. A column that both changed alike needs no choice.
    3. A column that both changed otherwise is a conflict, unless ``mine`` says which side to take:
       ``True`` writes the edited value, ``False`` keeps theirs.

    Parameters
    ----------
    was
        The record as whoever edits it saw it.
    theirs
        The record as it is now; of the same type and id.
    edited
        The columns that were changed, as ``edited_cells`` gives them.

    Examples
    --------
    >>> from graphs.model import Organisation, Quantity
    >>> seen = Organisation(id="o1", name="甲公司党支部", members=Quantity("=", 82))
    >>> now = Organisation(id="o1", name="甲公司党支部", members=Quantity("=", 90))
    >>> both = merge_edit(seen, now, {"name_en": Cell("Party Branch of Jia")})
    >>> both.record.members.value, both.record.name_en, both.theirs
    (90, 'Party Branch of Jia', ('members',))
    >>> [each.name for each in merge_edit(seen, now, {"members": Cell(Quantity("=", 83))}).conflicts]
    ['members']
    """
    chosen = mine or {}
    taken: dict[str, Cell] = {}
    conflicts: list[EditConflict] = []
    for name, yours in edited.items():
        before, now = cell_of(was, name), cell_of(theirs, name)
        if now in (before, yours) or chosen.get(name) is True:
            taken[name] = yours
        elif name not in chosen:
            conflicts.append(EditConflict(name=name, was=before, theirs=now, yours=yours))
    changed = tuple(
        each.name
        for each in record_type(theirs).columns
        if each.name != "path" and cell_of(was, each.name) != cell_of(theirs, each.name)
    )
    return Merge(record=_laid_over(theirs, taken), conflicts=tuple(conflicts), theirs=changed)


def _laid_over(item: _Kind, cells: Mapping[str, Cell]) -> _Kind:
    if not cells:
        return item
    absent = {name: reason for name, reason in dict(item.absent).items() if name not in cells}
    absent |= {name: cell.absent for name, cell in cells.items() if cell.absent is not None}
    values = {name: cell.value for name, cell in cells.items()}
    return replace(item, absent=absent, **values)
