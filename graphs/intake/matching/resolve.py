"""Match each draft to its record: by foreign id, code, natural key, else as new.

1. Types are taken in an order in which what a key names comes before the key.
2. Two drafts of one record are joined; what they say differently is told.
3. A record that another foreign id of the same system has claimed is never taken by name.
4. References are resolved in the file first, then in the ledger; a text that names nothing, or
   several records, is a problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphs.intake.cells.party_names import is_generic
from graphs.intake.mapping.natural_keys import key_part, natural_fields
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.inferred_records import InferredUnits, keep_unsaid
from graphs.intake.matching.merge_rows import join
from graphs.intake.matching.record_lookup import RecordLookup
from graphs.intake.matching.record_places import Places
from graphs.intake.matching.references import Resolution
from graphs.intake.matching.register import Register, code_of, draft_key
from graphs.intake.matching.resolved import Resolved
from graphs.intake.matching.unmatched_rows import adds_to_nothing
from graphs.intake.rows.drafts import Draft
from graphs.model import PLACEHOLDER, RECORDS

__all__ = ["resolve"]

_FIRST = ("source", "division", "unit", "organisation", "chain", "segment", "agreement")
_LAST = ("alias", "citation")


class _Resolver:
    def __init__(
        self, catalogue: Catalogue, system: str, inferred: InferredUnits, *, again: bool
    ) -> None:
        self.catalogue = catalogue
        self.inferred = inferred
        self.again = again
        self.register = Register()
        self.places = Places(catalogue)
        drafts: dict[str, Draft] = {}
        self.references = Resolution(self.register, catalogue, self.places, drafts, system)
        self.out = Resolved(
            drafts=drafts, touched=self.references.touched, issues=self.references.issues
        )
        self.signers: dict[int, list[Draft]] = defaultdict(list)
        self.hosts: dict[int, tuple[str, ...]] = {}  # units of drafts, then of records
        self._hosts: dict[str, tuple[str, ...]] = {}
        self.lookup = RecordLookup(
            self.references, self.out, system, hosts=self.hosts, hosts_of_records=self._hosts
        )
        self._repeated: dict[str, tuple[str, ...]] = {}
        self._own: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        self._merged: set[str] = set()
        self._count = 0

    def identify(self, draft: Draft) -> None:
        """Give the draft the id of its record, or a new one, and join it to others of that id."""
        kind = draft.kind
        if self._adds_nothing(draft):
            return
        if kind != "agreement":
            self.references.replace_references(draft, natural_fields(kind))
        key, code = draft_key(draft, self.signers.get(id(draft), ())), code_of(draft)
        ident = self.lookup.known(draft, code, key)
        if ident is None and draft.bound.rule.adds:
            self.out.issues.append(adds_to_nothing(draft, key))
            said = sum(value is not None for value in draft.values) + bool(draft.foreign)
            draft.table.tally.take_back(said)
            return
        if ident is None:
            self._count += 1
            ident = f"{PLACEHOLDER}{self._count}"
            # The file was imported before, or its id belongs to a record that ended: not added
            # again.
            if self.again or (draft.foreign and self.lookup.by_foreign(draft, ended=True)):
                self.out.gone.add(ident)
        draft.id = ident
        new = draft.foreign not in ("", ident) and ident not in self.out.gone
        if new and ident not in self.lookup.by_foreign(draft):
            self.out.foreign[ident].add(draft.foreign)
        if id(draft) in self.hosts:
            self._hosted_in(ident, draft)
        self.register.add(draft, code, key)
        self.places.add(draft)
        first = self.out.drafts.setdefault(ident, draft)
        if first is not draft:
            merged = self._merged_there(draft, code, key)
            self.out.issues += join(first, draft, merged=merged)
        if not ident.startswith(PLACEHOLDER):
            self._own.setdefault(ident, []).append((draft.foreign, code, key))

    def end_type(self, kind: str) -> None:
        """Forget what only records of one type are known by: of many rows it is the most memory."""
        self.register.forget_keys(kind)
        for each in (self._repeated, self._own, self.signers):
            each.clear()
        if kind == "organisation":  # nobody else is told apart by the units it is formed in
            self.hosts.clear()
            self._hosts.clear()

    def _adds_nothing(self, draft: Draft) -> bool:
        """Return whether another draft knows the record; few need the answer."""
        return (draft.kind == "unit" and self._is_stated(draft)) or (
            draft.same is not None and self._is_repeated(draft)
        )

    def _is_stated(self, unit: Draft) -> bool:
        """Let a unit taken from a name be the one that is stated; it adds what that does not say."""
        ident = self.inferred.stated(unit)
        if ident is None:
            return False
        unit.id = ident
        first = self.out.drafts.get(ident)
        if first is not None:
            keep_unsaid(unit, dict(zip(first.names, first.values, strict=True)))
            join(first, unit, merged=True)
            return True
        known = self.catalogue.record("unit", ident)
        keep_unsaid(unit, {name: getattr(known, name) for name in unit.names})
        self.out.drafts[ident] = unit
        return True

    def _is_repeated(self, draft: Draft) -> bool:
        """Take the id of an earlier row's draft that says the same, where nothing can be in doubt.

        Nothing is where that draft made its record, or says just what made it, and its key names no
        other: then this one adds nothing to it.
        """
        same = draft.same
        ident = "" if same is None else same.id
        first = self.out.drafts.get(ident) if ident else None
        if same is None or first is None:
            return False
        if first is not same and (first.names != same.names or first.values != same.values):
            return False
        if draft.kind == "organisation" and id(draft) in self.hosts:
            if is_generic(str(draft.get("name"))):
                return False
            self._hosted_in(ident, draft)
        for value, there in zip(draft.values, same.values, strict=False):
            if isinstance(value, Draft) and value.id != there:
                return False  # it joins records of its own row, which may be others
        key = self._repeated.get(ident)
        if key is None:
            self.references.replace_references(draft, natural_fields(draft.kind))
            key = self._repeated[ident] = draft_key(draft, self.signers.get(id(draft), ()))
        if not self.register.is_only(key, ident):
            return False
        draft.id = ident
        draft.values = same.values  # all that is still asked of it is its name: one list for all
        return True

    def _hosted_in(self, ident: str, draft: Draft) -> None:
        """Note the units that the rows of a draft say its record is formed in."""
        units = self.hosts.get(id(draft))
        if units is None:
            return
        known = self._hosts.get(ident, ())
        more = tuple(each for each in units if each not in known)
        if more:
            self._hosts[ident] = known + more

    def _merged_there(self, draft: Draft, code: str, key: tuple[str, ...]) -> bool:
        """Return whether rows of the files became one only because the ledger says they are."""
        if any(part in self._merged for part in key):
            return True
        if draft.id.startswith(PLACEHOLDER) or any(
            (draft.foreign and draft.foreign == foreign)
            or (code and code == known)
            or (draft.foreign in ("", foreign) and key == same)
            for foreign, known, same in self._own[draft.id]
        ):
            return False
        self._merged |= {draft.id, key_part(draft.id)}
        return True


def _order(kinds: Iterable[str]) -> Iterator[str]:
    present = set(kinds)
    middle = [kind for kind in RECORDS if kind not in _FIRST and kind not in _LAST]
    return (kind for kind in (*_FIRST, *middle, *_LAST) if kind in present)


def resolve(
    drafts: Iterable[Draft], catalogue: Catalogue, system: str, *, again: bool = False
) -> Resolved:
    """Return the drafts with their ids; drafts are changed in place.

    ``again`` says that the ledger took these very rows before: what it does not have now was
    changed or ended there, so nothing is new and no row is in the way.
    """
    by_kind: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_kind[draft.kind].append(draft)
    inferred = InferredUnits(by_kind.get("hosting", ()), catalogue)
    resolver = _Resolver(catalogue, system, inferred, again=again)
    by_kind["unit"] = inferred.stated_first(by_kind.get("unit", ()))
    for kind in _order(by_kind):
        if kind == "agreement":
            _gather_signers(resolver, by_kind.get("signatory", ()))
        if kind == "organisation":
            _gather_hosts(resolver, by_kind.get("hosting", ()))
        # those of tables that only add to others come last
        for draft in sorted(by_kind[kind], key=lambda each: each.bound.rule.adds):
            resolver.identify(draft)
        resolver.end_type(kind)
    for draft in resolver.out.drafts.values():
        resolver.references.replace_references(draft, draft.names)
    out = resolver.out
    out.drafts = {each.id: each for each in resolver.references.made} | out.drafts
    for ident, draft in out.drafts.items() if out.gone else ():
        if ident.startswith(PLACEHOLDER) and any(
            isinstance(v, str) and v in out.gone for v in draft.values
        ):
            out.gone.add(ident)
    if again:
        out.issues[:] = [
            replace(each, severity="warning") if each.severity == "error" else each
            for each in out.issues
        ]
    return out


def _gather_hosts(resolver: _Resolver, hostings: Iterable[Draft]) -> None:
    """Explain in which units the organisations of the files are formed."""
    for each in hostings:
        organisation = each.get("organisation")
        if isinstance(organisation, Draft):
            resolver.references.replace_references(each, ("unit",))
            unit = each.get("unit")
            if isinstance(unit, str):
                known = resolver.hosts.get(id(organisation), ())
                resolver.hosts[id(organisation)] = known if unit in known else (*known, unit)


def _gather_signers(resolver: _Resolver, signatories: Iterable[Draft]) -> None:
    """Explain who signs each agreement of the files: it is part of what the agreement is known by."""
    for each in signatories:
        agreement = each.get("agreement")
        if isinstance(agreement, Draft):
            resolver.references.replace_references(each, ("organisation",))
            resolver.signers[id(agreement)].append(each)
