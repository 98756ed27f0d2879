"""Records that rows imply: the unit in an organisation's name, the superior that branches name.

A unit taken from a name is the unit a register or the ledger states, if one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphs.folding import fold
from graphs.intake.cells.party_names import is_relative, name_ending, unit_name
from graphs.intake.cells.synonyms import choice_named
from graphs.intake.files.cell_text import clean
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.mapping.mapping import RecordRule
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.rows.drafts import Draft, Reference
from graphs.model import Absence, OrganisationKind

__all__ = ["InferredUnits", "keep_unsaid", "superior_named"]

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


class InferredUnits:
    """Lists which units of the files were taken from a name, and what is stated in their place.

    A pairing ledger says 宏达电缆党支部 and no unit; the register of the same township says that this
    branch is formed in 宏达电缆有限公司. Then there is one unit, and it goes by its stated name.
    """

    def __init__(self, hostings: Sequence[Draft], catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._stated: dict[str, dict[str, Draft | None]] = defaultdict(dict)
        self._inferred: dict[int, str] = {}
        inferred: list[tuple[Draft, str, str]] = []
        rules: dict[int, bool] = {}  # whether a rule may take a unit from a name
        stated: list[tuple[str, Draft | Reference]] = []
        for each in hostings:
            organisation, unit = each.get("organisation"), each.get("unit")
            name = organisation.get("name") if isinstance(organisation, Draft) else None
            if not isinstance(organisation, Draft) or not isinstance(name, str):
                continue
            if isinstance(unit, Draft) and _is_inferred(unit, name, rules):
                inferred.append((unit, name, organisation.place))
            elif isinstance(unit, (Draft, Reference)):
                stated.append((name, unit))
        if not inferred or not (stated or catalogue.has("hosting")):
            return
        for name, said in stated:
            units = self._stated[fold(name)]
            if isinstance(said, Draft):
                units[fold(str(said.get("name")))] = said
            else:
                units[fold(said.text)] = None
        for unit, name, place in inferred:
            if not is_relative(name, place):
                self._inferred[id(unit)] = name

    def stated_first(self, units: Iterable[Draft]) -> list[Draft]:
        """Return the units with those taken from a name at the end."""
        return sorted(units, key=lambda each: id(each) in self._inferred)

    def stated(self, unit: Draft) -> str | None:
        """Return the id of the one unit that is stated in the place of this; ``None`` for none."""
        name = self._inferred.get(id(unit))
        if name is None:
            return None
        said = self._stated.get(fold(name))
        if said:
            [first, *others] = said.values()
            return None if others or first is None else first.id or None
        known = self._catalogue.by_name("organisation", name)
        units = self._catalogue.units_of(known[0]) if len(known) == 1 else ()
        return next(iter(units)) if len(units) == 1 else None


def _is_inferred(unit: Draft, organisation: str, rules: dict[int, bool]) -> bool:
    """Whether the rule may take the unit from a name, and this name holds just it."""
    may = rules.get(id(unit.bound))
    if may is None:
        names = (each.fallback for each in unit.bound.fields if each.name == "name")
        may = any(each is not None and each.rule.unit_of for each in names)
        rules[id(unit.bound)] = may
    return bool(may and unit.get("name") == unit_name(organisation))


def keep_unsaid(unit: Draft, said: Mapping[str, object]) -> None:
    """Leave to a unit taken from a name only what the stated unit does not say."""
    for at, name in enumerate(unit.names):
        known = said.get(name)
        if name == "name" or not (known is None or isinstance(known, Absence)):
            unit.values[at] = None


def superior_named(branch: Draft, name: str, ident: str) -> Draft:
    """Return the organisation that the row of a branch names above it; its kind is in its name."""
    kind = choice_named(OrganisationKind, name_ending(name)) or OrganisationKind.not_stated
    return Draft(_BOUND, branch.table, branch.row, _NAMES, [clean(name), kind], id=ident)
