"""Parse member counts with parts in one cell: 33（含预备2）, 25人（其中流动党员3名，预备1名）."""

from __future__ import annotations

import re
import unicodedata

from graphs.intake.cells.quantities import read_quantity
from graphs.model import Quantity

__all__ = ["read_member_counts"]

_WHOLE = re.compile(
    r"(?:共有?|现有)?(?:党员)?(?P<whole>[^(),;]+)"
    r"(?:\((?P<parts>[^()]+)\)|[,;](?P<among>(?:其中|含|包括).+))"
)
_PART = re.compile(
    r"(?:包?含|包括|其中)?(?P<kind>预备|正式|流动)(?:党员)?[:为有]?(?P<count>[^:为有]+)"
    r"|(?:包?含|包括|其中)?(?P<first>[^:预正流]+?)[名个人]?(?P<after>预备|正式|流动)(?:党员)?"
)
_COLUMNS = {
    "预备": "probationary_members",
    "正式": "full_members",
    "流动": "floating_members",
}


def read_member_counts(column: str, words: str) -> tuple[tuple[str, Quantity], ...]:
    """Return the values a cell of members gives, the whole first; none where any part is unclear.

    Examples
    --------
    >>> [(name, count.value) for name, count in read_member_counts("members", "33（含预备2）")]
    [('members', 33), ('probationary_members', 2)]
    >>> [count.value for _, count in read_member_counts("members", "党员28人，其中预备2人")]
    [28, 2]
    >>> read_member_counts("members", "33（含张某）")
    ()
    """
    plain = "".join(unicodedata.normalize("NFKC", words).split())
    match = _WHOLE.fullmatch(plain)
    whole = read_quantity(match.group("whole")) if match else None
    if column != "members" or match is None or whole is None:
        return ()
    found: dict[str, Quantity] = {column: whole}
    for part in re.split("[,、;]", match.group("parts") or match.group("among")):
        said = _PART.fullmatch(part)
        count = read_quantity(said.group("count") or said.group("first")) if said else None
        if said is None or count is None:
            return ()
        name = _COLUMNS[said.group("kind") or said.group("after")]
        if name in found:
            return ()
        found[name] = count
    return tuple(found.items())
