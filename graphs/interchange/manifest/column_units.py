"""What the numbers of a download's columns count, by the key of the column."""

from __future__ import annotations

from graphs.interchange.sheet import ListColumn
from graphs.text import Text

__all__ = ["IN_NOTE", "unit_of"]

IN_NOTE = Text(zh="见该栏含义", en="as the note of the column says")
"""The unit of a column that declares none."""

_PAIRS = Text(zh="对", en="pairs")
_ORGANISATIONS = Text(zh="个党组织", en="organisations")
_ACTIVITIES = Text(zh="次活动", en="activities")
_PEOPLE = Text(zh="人", en="people")
_DEGREES = Text(zh="度", en="degrees")
_IN_ROW = Text(zh="见该行 unit 栏", en="in the column unit of the row")
_NONE = Text(zh="无单位", en="no unit")

_UNITS = {
    "pairs": _PAIRS,
    "usual_load": _PAIRS,
    "count": _ORGANISATIONS,
    "signatories": _ORGANISATIONS,
    "shared": _ORGANISATIONS,
    "activities": _ACTIVITIES,
    "members": _PEOPLE,
    "participants": _PEOPLE,
    "staff": _PEOPLE,
    "longitude": _DEGREES,
    "latitude": _DEGREES,
    "segments": Text(zh="个环节", en="segments"),
    "reported": _IN_ROW,
    "ledger": _IN_ROW,
    "difference": _IN_ROW,
    "low": _IN_ROW,
    "high": _IN_ROW,
    "weight": _NONE,
    "number": _NONE,
}
_OF_QUESTION = Text(zh="问题所问的个数", en="of what the question asks for")
_OF_SHEETS = {
    "chains": {"members": Text(zh="个成员", en="members")},
    "answers": {"low": _OF_QUESTION, "high": _OF_QUESTION},
}
_PARTS = ("_high", "_low", "_in_force", "_shown")


def unit_of(column: ListColumn, sheet: str = "") -> Text | None:
    """Return what a column of numbers counts; ``None`` for one that holds no numbers.

    The columns of an answer's own table are the question's, and their notes say what they hold.

    Examples
    --------
    >>> from graphs.interchange.sheet import list_column
    >>> unit_of(list_column("pairs_in_force_high", "至多", "At most", kind="integer")).en
    'pairs'
    >>> unit_of(list_column("pairs_recorded", "载明", "As recorded")) is None
    True
    """
    if column.kind not in ("integer", "number"):
        return None
    key = column.key
    for part in _PARTS:
        key = key.removesuffix(part)
    return _OF_SHEETS.get(sheet, {}).get(column.key) or _UNITS.get(key, IN_NOTE)
