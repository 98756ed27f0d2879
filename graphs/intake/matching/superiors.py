"""A superior that no row is about: the organisation that its branches' rows name."""

from __future__ import annotations

from graphs.intake.cells.party_names import name_ending
from graphs.intake.cells.synonyms import choice_named
from graphs.intake.files.cell_text import clean
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.mapping.mapping import RecordRule
from graphs.intake.rows.drafts import Draft
from graphs.model import OrganisationKind

__all__ = ["superior_named"]

_NAMES = ("name", "kind")
_BOUND = BoundRecord(
    rule=RecordRule(make="organisation", fields=()),
    kind="organisation",
    names=_NAMES,
    fields=(),
    needs=frozenset({"name"}),
    foreign=None,
    each=None,
    when=(),
    first=False,
)


def superior_named(branch: Draft, name: str, ident: str) -> Draft:
    """Return the organisation that the row of a branch names above it; its kind is in its name."""
    kind = choice_named(OrganisationKind, name_ending(name)) or OrganisationKind.not_stated
    return Draft(_BOUND, branch.table, branch.row, _NAMES, [clean(name), kind], id=ident)
