"""Compare a file's value with the ledger's: equal, less precise, or implausible."""

from __future__ import annotations

from graphs.model import PartialDate, Quantity
from graphs.text import Text

__all__ = ["less_precise", "oddity", "same_value", "together"]


def same_value(old: object, new: object) -> bool:
    """Return whether a file says what the ledger has; its way of writing it does not count.

    A workbook saved again by another program shows 2010年6月 as 2010-06 and 30家 as 30.

    Examples
    --------
    >>> same_value(PartialDate("2010-06", "2010年6月"), PartialDate("2010-06"))
    True
    """
    if isinstance(old, PartialDate) and isinstance(new, PartialDate):
        if old.text != new.text:
            return False
        return new.printed in (None, old.printed) or (
            old.text is not None and old.printed is not None
        )
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        return (old.operator, old.value, old.upper) == (new.operator, new.value, new.upper)
    return old == new


def less_precise(old: object, new: object) -> bool:
    """Return whether a new value says less of the same thing: 2023 of 2023-05-04, > 30 of 32.

    Examples
    --------
    >>> less_precise(PartialDate("2023-05-04"), PartialDate("2023"))
    True
    >>> less_precise(Quantity("=", 32), Quantity("=", 33))
    False
    """
    if isinstance(old, PartialDate) and isinstance(new, PartialDate):
        if old.text is None:
            return False
        if new.text is None:
            return True
        return len(new.text) < len(old.text) and old.text.startswith(new.text)
    if isinstance(old, Quantity) and isinstance(new, Quantity) and old.operator == "=":
        return new.operator != "=" and new.bounds.admits(old.value)
    return False


def together(name: str, old: object, new: object) -> object | None:
    """Return what two rows say of one thing together; ``None`` where they do not add up.

    A note and another are two notes; a date and its wording are one date.

    Examples
    --------
    >>> together("note", "甲", "乙"), together("note", "甲；乙", "乙")
    ('甲；乙', '甲；乙')
    >>> together("signed_on", PartialDate("2024-03-13"), PartialDate(None, "3月13日"))
    PartialDate(text='2024-03-13', printed='3月13日', inferred=True)
    """
    if name == "note" and isinstance(old, str) and isinstance(new, str):
        return old if new in old.split("；") or new == old else f"{old}；{new}"
    if isinstance(old, PartialDate) and isinstance(new, PartialDate):
        if old.text is None:
            old, new = new, old
        if old.text and new.text is None and old.printed in (None, "", new.printed):
            printed = new.printed or ""
            return PartialDate(old.text, printed, inferred=old.text[:4] not in printed)
    return None


def oddity(column: str, old: object, new: object) -> Text | None:
    """Return what is odd about a change that will be made; ``None`` where nothing is.

    Examples
    --------
    >>> oddity("members", Quantity("=", 3), Quantity("=", 300)).en
    'differs by more than ten times'
    """
    if column == "name" and isinstance(old, str) and isinstance(new, str):
        from rapidfuzz.fuzz import ratio

        if ratio(old, new) < 50:
            return Text(
                zh="名称几乎全变，是否填错了编号？", en="hardly the same name: is the id right?"
            )
    if isinstance(old, Quantity) and isinstance(new, Quantity) and _far(old.value, new.value):
        return Text(zh="相差十倍以上", en="differs by more than ten times")
    if column == "credit_code" and old:
        return Text(zh="信用代码一般不变", en="a credit code hardly ever changes")
    return None


def _far(old: float, new: float) -> bool:
    return bool(old) and not 0.1 <= new / old <= 10
