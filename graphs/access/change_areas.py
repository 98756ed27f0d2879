"""Which area a change belongs to: by what it writes, not by what its caller calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graphs.access.rights import Area

__all__ = ["AREAS_OF_KIND", "AREAS_OF_MOVE", "AREAS_OF_REVISION", "areas_of_change"]

AREAS_OF_MOVE: Mapping[str, tuple[Area, ...]] = MappingProxyType(
    {
        "draft": (Area.draft,),
        "edit": (Area.draft,),
        "submit": (Area.draft,),
        "return": (Area.approve,),
        "withdraw": (Area.draft, Area.approve),
        "approve": (Area.approve,),
        "sign": (Area.sign,),
        "reopen": (Area.draft, Area.approve),
        "annul": (Area.approve,),
    }
)
"""The areas of each verb of the workflow; any of them will do."""

AREAS_OF_REVISION: Mapping[str, tuple[Area, ...]] = MappingProxyType(
    {"undo": (Area.undo,), "import": (Area.import_,), "load": (Area.import_,)}
)
"""The areas of the kinds of revision that say more than their rows do."""

AREAS_OF_KIND: Mapping[str, tuple[Area, ...]] = MappingProxyType(
    {
        "waiver": (Area.waive,),
        "judgement": (Area.merge,),
        "lineage": (Area.merge,),
        "comment": (Area.draft, Area.approve, Area.edit),
        "sign_off": (Area.approve, Area.edit),
        "saved_view": (Area.download, Area.edit),
        "actor": (Area.accounts,),
    }
)
"""The areas of the record types that are not simply edited."""


def areas_of_change(kind: str, kinds: Iterable[str]) -> tuple[tuple[Area, ...], ...]:
    """Return what a plain change needs: of each group one area.

    Parameters
    ----------
    kind
        What the revision is called.
    kinds
        The record types it writes.

    Examples
    --------
    >>> areas_of_change("change", ["unit", "waiver"])
    ((<Area.edit: ...>,), (<Area.waive: ...>,))
    """
    own = AREAS_OF_REVISION.get(kind)
    if own is not None:
        return (own,)
    return tuple(dict.fromkeys(AREAS_OF_KIND.get(each, (Area.edit,)) for each in kinds))
