"""Which record a draft is: by foreign id, then code, then natural key; namesakes elsewhere are others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphs.folding import fold
from graphs.intake.cells.party_names import is_generic
from graphs.intake.mapping.natural_keys import CODES
from graphs.intake.matching.references import Resolution, several
from graphs.intake.matching.resolved import Resolved
from graphs.intake.rows.drafts import Draft, Reference

__all__ = ["RecordLookup"]

_NAMED = ("organisation", "unit", "division", "chain")


class RecordLookup:
    """Finds the records of drafts, among those of the files and those of the ledger.

    ``hosts`` are the units that drafts say they are formed in, ``hosts_of_records`` those of
    records; whoever matches fills both.
    """

    def __init__(
        self,
        references: Resolution,
        out: Resolved,
        system: str,
        *,
        hosts: Mapping[int, tuple[str, ...]],
        hosts_of_records: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._references, self._out, self._system = references, out, system
        self._register, self._catalogue = references.register, references.catalogue
        self._places = references.places
        self._hosts_of_drafts, self._hosts_of_records = hosts, hosts_of_records
        self._agreements: dict[tuple[str, ...], list[str]] | None = None

    def by_foreign(self, draft: Draft, *, ended: bool = False) -> list[str]:
        """Return the records of the foreign id a draft gives; also those that ended."""
        if not self._system:
            return []
        if ended:
            return self._catalogue.foreign.get((self._system, draft.foreign), [])
        return self._catalogue.by_foreign((draft.kind,), self._system, draft.foreign)

    def known(self, draft: Draft, code: str, key: tuple[str, ...]) -> str | None:
        """Return the id of the record a draft is, in the files first; ``None`` for a new one."""
        kind = draft.kind
        # Our own download came back: its ids are the ledger's.
        if draft.bound.rule.own_ids and self._catalogue.kind_of(draft.foreign) == kind:
            return draft.foreign
        if draft.foreign:
            # The files come before the ledger: two rows of one id are one record even if both are
            # new.
            own = self._register.foreign.get((kind, draft.foreign))
            found = [own] if own else self.by_foreign(draft)
            if found:
                return self._one(draft, found, draft.foreign)
        if code:
            # After the foreign id, which is the sender's own word; before names, which change and
            # repeat.
            own = self._register.codes.get((kind, code))
            found = self._free(draft, [own] if own else self._catalogue.by_code(kind, code))
            if found:
                return self._one(draft, found, code)
            if kind == "agreement":
                return None  # a number that nobody has is a new agreement, whatever its title
        own_found = self._register.by_key(key)
        found = self._free(draft, self._of_code(draft, code, own_found)) if own_found else []
        if not found and self._catalogue.has(kind):
            found = self._free(draft, self._of_code(draft, code, self._in_ledger(kind, key)))
        return self._one(draft, found, key[1] if len(key) > 1 else "") if found else None

    def _in_ledger(self, kind: str, key: tuple[str, ...]) -> list[str]:
        if kind == "agreement":
            if self._agreements is None:
                # Made when first needed: the key of an agreement holds its signatories and is dear.
                self._agreements = self._catalogue.agreements()
            return self._agreements.get(key[1:], [])
        if kind in _NAMED:
            return self._catalogue.by_name(kind, key[1]) if key[1] else []
        return self._catalogue.by_key(kind, key[1:])

    def _free(self, draft: Draft, found: Iterable[str]) -> list[str]:
        """Leave out what belongs to another foreign id, or is in another division."""
        free: list[str] = []
        for ident in found:
            other = self._register.claims.get(ident, "")
            # A record known under another id of the same system is another record, whatever its
            # name.
            elsewhere = not other and (self._system, ident) in self._catalogue.claimed
            taken = draft.foreign and (other not in ("", draft.foreign) or elsewhere)
            apart = (
                self._other_division(draft, ident)
                or self._other_unit(draft, ident)
                or self._places.elsewhere(draft, ident)
            )
            if not taken and not apart:
                free.append(ident)
        return free

    def _of_code(self, draft: Draft, code: str, found: Iterable[str]) -> Iterable[str]:
        """Leave out namesakes with another code: two units of one name are two units."""
        if not code:
            return found
        column = CODES[draft.kind]
        return [i for i in found if fold(self._field(draft.kind, i, column)) in ("", code)]

    def _other_division(self, draft: Draft, ident: str) -> bool:
        if draft.kind not in ("organisation", "unit"):
            return False
        if isinstance(draft.get("division"), (Reference, Draft)):
            self._references.replace_references(draft, ("division",))
        wanted = draft.get("division")
        there = self._field(draft.kind, ident, "division")
        return bool(isinstance(wanted, str) and there and wanted != there)

    def _other_unit(self, draft: Draft, ident: str) -> bool:
        """A 第一党支部 of one unit is not that of another."""
        name = draft.get("name")
        own = self._hosts_of_drafts.get(id(draft))
        if draft.kind != "organisation" or not own or not is_generic(str(name)):
            return False
        there = self._hosts_of_records.get(ident) or self._catalogue.units_of(ident)
        return bool(there) and not set(own) & set(there)

    def _field(self, kind: str, ident: str, name: str) -> str:
        draft = self._out.drafts.get(ident)
        value = draft.get(name) if draft else None
        if isinstance(value, Draft):
            value = value.id
        if value is None and self._catalogue.kind_of(ident) == kind:
            value = getattr(self._catalogue.record(kind, ident), name)
        return value if isinstance(value, str) else ""

    def _one(self, draft: Draft, found: Sequence[str], words: str) -> str:
        several_found = sorted(set(found))
        if len(several_found) == 1:
            return several_found[0]
        if draft.kind != "agreement":
            self._out.issues.append(several(draft, found, self._references.words, words, None))
            self._out.unclear |= set(several_found)
            return several_found[0]
        # Agreements of one title, date and signers: the one that says most of what the row says.
        free = [each for each in several_found if each not in self._out.drafts] or several_found
        return max(free, key=lambda ident: (self._agreeing(draft, ident), -free.index(ident)))

    def _agreeing(self, draft: Draft, ident: str) -> int:
        if self._catalogue.kind_of(ident) != draft.kind:
            return 0
        known = self._catalogue.record(draft.kind, ident)
        pairs = zip(draft.names, draft.values, strict=True)
        return sum(value is not None and getattr(known, name) == value for name, value in pairs)
