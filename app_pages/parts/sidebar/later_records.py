"""What became of a record that a day does not have: merged, renamed or split, step by step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app_pages.parts.frame.view import View
from graphs.model import Lineage, LineageKind, Record
from graphs.text import Text

__all__ = ["Later", "later_records", "later_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A record that goes on for another: its id and name on the day, and how it came from it."""

    id: str
    name: Text
    kind: LineageKind | None


def later_records(view: View, ident: str, day: dt.date) -> tuple[Later, ...]:
    """Return the records of a day that a gone one became; through several steps where they went too.

    Blank where nothing came of it by then, or what did is not for whoever looks.
    """
    ledger = view.ledger.ledger
    found: list[Later] = []
    seen, waiting = {ident}, [ident]
    while waiting:
        gone = waiting.pop(0)
        for version in ledger.naming(gone):
            step = version.record
            if not isinstance(step, Lineage) or step.predecessor != gone or step.successor in seen:
                continue
            if version.valid_from is not None and version.valid_from > day:
                continue
            seen.add(step.successor)
            record = _on(view, step.successor, day)
            if record is None:
                waiting.append(step.successor)
                continue
            name = str(getattr(record, "name", None) or step.successor)
            english = getattr(record, "name_en", None) or name
            found.append(Later(id=step.successor, name=Text(zh=name, en=english), kind=step.kind))
    return tuple(found)


def later_words(later: tuple[Later, ...]) -> Text:
    """Return what became of a record in words.

    Examples
    --------
    >>> later_words((Later(id="u2", name=Text.same("乙厂"), kind=LineageKind.merge),)).zh
    '已并入“乙厂”'
    """
    if not later:
        return Text(zh="当日未在册", en="not there on this day")
    kind = later[0].kind
    names = Text.join([each.name for each in later])
    return (_BECAME.get(kind, _NOW) if kind else _NOW).format(names=names)


def _on(view: View, ident: str, day: dt.date) -> Record | None:
    for version in view.ledger.ledger.history(ident):
        begun = version.valid_from is None or version.valid_from <= day
        if version.closed is None and begun and (not version.valid_to or day < version.valid_to):
            return version.record
    return None


_INTO = Text(zh="已并入“{names}”", en="merged into “{names}”")
_NOW = Text(zh="现为“{names}”", en="now “{names}”")
_BECAME = {
    LineageKind.merge: _INTO,
    LineageKind.duplicate: _INTO,
    LineageKind.split: Text(zh="已分设为“{names}”", en="split into “{names}”"),
}
"""What became of a record, by how another came from it."""
