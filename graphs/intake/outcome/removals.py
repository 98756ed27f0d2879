"""End records that a complete re-import no longer contains, with their dated edges."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolved import Resolved
from graphs.intake.outcome.record_difference import Difference
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["endings"]

_EDGES = ("superior", "membership", "hosting")
_WHY = Text(zh="完整名册里已没有它", en="the complete list no longer has it")


def endings(
    resolved: Resolved, catalogue: Catalogue, system: str, kinds: Iterable[str]
) -> tuple[Difference, ...]:
    """Return the records of the system's foreign ids that complete lists lack, and their edges."""
    wanted = set(kinds)
    gone = {
        ident
        for (of, _), found in catalogue.foreign.items()
        if of == system
        for ident in found
        if catalogue.kind_of(ident) in wanted and ident not in resolved.drafts
    }
    if not gone:
        return ()
    found = [_ended(catalogue, str(catalogue.kind_of(ident)), ident) for ident in sorted(gone)]
    for kind in _EDGES:
        columns = [each.name for each in RECORDS[kind].columns if each.references]
        ends = [catalogue.snapshot.column(kind, name) for name in columns]
        for at, ident in enumerate(catalogue.snapshot.column(kind, "id")):
            if any(column[at] in gone for column in ends):
                found.append(_ended(catalogue, kind, ident))
    return tuple(found)


def _ended(catalogue: Catalogue, kind: str, ident: str) -> Difference:
    item = catalogue.record(kind, ident)
    name = getattr(item, "name", None) or getattr(item, "title", None) or ""
    return Difference(kind="ended", record=kind, id=ident, name=name, why=_WHY)
