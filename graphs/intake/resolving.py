"""Drafts find their record: by foreign id, then by code, then by natural key, else they are new.

1. Types are taken in an order in which what a key names comes before the key.
2. Two drafts of one record are joined; what they say differently is told.
3. A record that another foreign id of the same system has claimed is never taken by name.
4. References are resolved in the file first, then in the ledger; a text that names nothing, or
   several records, is a problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphs.folding import fold
from graphs.intake.catalogue import CODES, NAMES, Catalogue, key_part, natural_fields
from graphs.intake.drafts import Draft, Reference
from graphs.intake.troubles import Trouble, trouble
from graphs.model import RECORDS, Absence
from graphs.text import Text

__all__ = ["Resolved", "resolve"]

_FIRST = ("source", "division", "unit", "organisation", "chain", "segment", "agreement")
_LAST = ("alias", "citation")
_NEW = "new:"


@dataclass(slots=True, kw_only=True)
class Resolved:
    """Drafts by id, each joined into one, in the order they were met; new ids begin with new:.

    ``foreign`` are foreign ids the ledger does not know yet, by id.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    foreign: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    touched: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)


class _Resolver:
    def __init__(self, catalogue: Catalogue, system: str) -> None:
        self.catalogue = catalogue
        self.system = system
        self.out = Resolved()
        self._count = 0
        self._by_foreign: dict[tuple[str, str], str] = {}
        self._by_code: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._claims: dict[str, str] = {}  # id → its foreign id
        self._agreements: dict[tuple[str, ...], list[str]] | None = None
        self.signers: dict[int, list[Draft]] = defaultdict(list)

    def identify(self, draft: Draft) -> None:
        """Give the draft the id of its record, or a new one, and join it to others of that id."""
        self._resolve(draft, natural_fields(draft.kind) if draft.kind != "agreement" else ())
        key = self._key(draft)
        code = self._code(draft)
        ident = self._known(draft, code, key)
        if ident is None:
            self._count += 1
            ident = f"{_NEW}{self._count}"
        draft.id = ident
        self._remember(draft, code, key)
        first = self.out.drafts.get(ident)
        if first is None:
            self.out.drafts[ident] = draft
        else:
            self._join(first, draft)

    def _known(self, draft: Draft, code: str, key: tuple[str, ...]) -> str | None:
        kind = draft.kind
        if draft.foreign:
            own = self._by_foreign.get((kind, draft.foreign))
            found = [own] if own else self.catalogue.by_foreign((kind,), self.system, draft.foreign)
            if found:
                return self._one(draft, found, draft.foreign)
        if code:
            own = self._by_code.get((kind, code))
            found = self._free(draft, [own] if own else self.catalogue.by_code(kind, code))
            if found:
                return self._one(draft, found, code)
            if kind == "agreement":
                return None  # a number that nobody has is a new agreement, whatever its title
        found = self._free(draft, self._same_code(draft, code, self._by_key.get(key, [])))
        if not found:
            found = self._free(draft, self._same_code(draft, code, self._in_ledger(kind, key)))
        return self._one(draft, found, str(key[1]) if len(key) > 1 else "") if found else None

    def _in_ledger(self, kind: str, key: tuple[str, ...]) -> list[str]:
        if kind == "agreement":
            if self._agreements is None:
                self._agreements = self.catalogue.agreements()
            return self._agreements.get(key[1:], [])
        if kind in ("organisation", "unit", "division", "chain") and len(key) == 2:
            return self.catalogue.by_name(kind, key[1]) if key[1] else []
        return self.catalogue.by_key(kind, key[1:])

    def _free(self, draft: Draft, found: Iterable[str]) -> list[str]:
        """Leave out what belongs to another foreign id, or lies in another division."""
        free = []
        for ident in found:
            other = self._claims.get(ident, "")
            elsewhere = not other and (self.system, ident) in self.catalogue.claimed
            if draft.foreign and (other not in ("", draft.foreign) or elsewhere):
                continue
            if self._other_division(draft, ident):
                continue
            free.append(ident)
        return free

    def _same_code(self, draft: Draft, code: str, found: Iterable[str]) -> list[str]:
        """Two units of one name with different codes are two units."""
        return [
            ident
            for ident in found
            if not code or self._field(draft.kind, ident, CODES[draft.kind]) in ("", code)
        ]

    def _other_division(self, draft: Draft, ident: str) -> bool:
        if draft.kind not in ("organisation", "unit"):
            return False
        wanted = draft.get("division")
        if isinstance(wanted, Reference):
            self._resolve(draft, ("division",))
            wanted = draft.get("division")
        there = self._field(draft.kind, ident, "division")
        return bool(isinstance(wanted, str) and there and wanted != there)

    def _field(self, kind: str, ident: str, name: str) -> str:
        if ident in self.out.drafts:
            value = self.out.drafts[ident].get(name)
        else:
            value = None
        if value is None and not ident.startswith(_NEW):
            value = getattr(self.catalogue.record(kind, ident), name)
        return (value if name == "division" else fold(value)) if isinstance(value, str) else ""

    def _one(self, draft: Draft, found: Sequence[str], words: str) -> str:
        if len(set(found)) > 1:
            self._several(draft, found, words, None)
        return sorted(found)[0]

    def _several(self, draft: Draft, found: Iterable[str], words: str, at: int | None) -> None:
        names = Text.same("、".join(sorted(set(found))[:5]))
        self.out.troubles.append(
            trouble(
                draft.table.title, draft.row, at, value=words,
                reason=Text(
                    zh="台账中有几条{label}都叫这个名称：{names}", en="names several records ({label}): {names}"
                ).format(label=RECORDS[draft.kind].label, names=names),
                remedy=Text(
                    zh="填写编号、代码或所在区划以区分，或先在查重中合并",
                    en="give an id, a code or a division, or merge them in the duplicates desk first",
                ),
            )
        )  # fmt: skip

    def _key(self, draft: Draft) -> tuple[str, ...]:
        kind = draft.kind
        if kind == "agreement":
            signers = {
                str(each.get("organisation")) for each in self.signers.get(id(draft), ())
                if isinstance(each.get("organisation"), str)
            }  # fmt: skip
            date = _plain(draft.get("signed_on"))
            return (kind, key_part(_plain(draft.get("title"))), key_part(date), *sorted(signers))
        return (kind, *(key_part(_plain(draft.get(name))) for name in natural_fields(kind)))

    def _code(self, draft: Draft) -> str:
        name = CODES.get(draft.kind)
        value = draft.get(name) if name else None
        return fold(value) if isinstance(value, str) else ""

    def _remember(self, draft: Draft, code: str, key: tuple[str, ...]) -> None:
        ident, kind = draft.id, draft.kind
        if draft.foreign:
            self._by_foreign[kind, draft.foreign] = ident
            self._claims[ident] = draft.foreign
            if ident not in self.catalogue.by_foreign((kind,), self.system, draft.foreign):
                self.out.foreign[ident].add(draft.foreign)
        if code:
            self._by_code[kind, code] = ident
        if ident not in self._by_key[key]:
            self._by_key[key].append(ident)
        for name in NAMES.get(kind, ()):
            value = draft.get(name)
            if isinstance(value, str):
                self._by_name[kind, fold(value)].add(ident)

    def _join(self, first: Draft, second: Draft) -> None:
        names, values = list(first.names), list(first.values)
        for name, value in zip(second.names, second.values, strict=True):
            if value is None:
                continue
            if name not in names:
                names.append(name)
                values.append(value)
                continue
            at = names.index(name)
            if values[at] is None or (
                isinstance(values[at], Absence) and not isinstance(value, Absence)
            ):  # an absence yields to a value
                values[at] = value
            elif not isinstance(value, Absence) and _said(values[at]) != _said(value):
                self._differ(first, second, name, values[at], value)
        first.names, first.values = tuple(names), values

    def _differ(self, first: Draft, second: Draft, name: str, old: object, new: object) -> None:
        strict = first.bound.rule.strict and second.bound.rule.strict
        label = RECORDS[first.kind].column(name).label
        self.out.troubles.append(
            trouble(
                second.table.title, second.row, value=_said(new),
                reason=Text(
                    zh="同一{label}的“{column}”与 {sheet} 第 {row} 行的“{old}”不一致",
                    en="{column} of one {label} differs from “{old}” in {sheet} row {row}",
                ).format(
                    label=RECORDS[first.kind].label, column=label, row=first.row, old=_said(old),
                    sheet=first.table.title,
                ),
                remedy=Text(
                    zh="改为一致；若是两个，请分别编号" if strict else "取先出现的值，请核对",
                    en="make them agree, or give each its own id" if strict else "the first is taken; check",
                ),
                severity="error" if strict else "warning",
            )
        )  # fmt: skip

    def finish(self, draft: Draft) -> None:
        """Resolve what references of the draft are left."""
        self._resolve(draft, draft.names)

    def _resolve(self, draft: Draft, names: Iterable[str]) -> None:
        for name in names:
            if name not in draft.names:
                continue
            at = draft.names.index(name)
            value = draft.values[at]
            if isinstance(value, Draft):
                draft.values[at] = value.id or value
            elif isinstance(value, Reference):
                draft.values[at] = self._target(draft, value)

    def _target(self, draft: Draft, reference: Reference) -> str | None:
        found = self._candidates(reference)
        if len(found) == 1:
            if not found[0].startswith(_NEW):
                self.out.touched.add(found[0])
            return found[0]
        if found:
            self._several(draft, found, reference.text, reference.at)
            return None
        kinds = Text.join([RECORDS[kind].label for kind in reference.kinds], zh="或", en=" or ")
        near = self._near(reference)
        self.out.troubles.append(
            trouble(
                draft.table.title, draft.row, reference.at, value=reference.text,
                reason=Text(zh="表中和台账中都没有这个{kinds}", en="is no {kinds} of these files or the ledger").format(kinds=kinds),
                remedy=Text(
                    zh=(f"是否应为“{near}”？" if near else "") + "先补上这一条，或改正写法",
                    en=(f"should it be “{near}”? " if near else "") + "add that record first, or mend the spelling",
                ),
            )
        )  # fmt: skip
        return None

    def _candidates(self, reference: Reference) -> list[str]:
        text = reference.text
        if reference.by in ("foreign", "any"):
            own = [
                self._by_foreign[kind, text]
                for kind in reference.kinds
                if (kind, text) in self._by_foreign
            ]
            found = own or self.catalogue.by_foreign(reference.kinds, self.system, text)
            if found or reference.by == "foreign":
                return found
        if reference.by == "any":
            if self.catalogue.kind_of(text) in reference.kinds:
                return [text]
            coded = [
                ident
                for kind in reference.kinds
                for ident in (
                    [self._by_code[kind, fold(text)]]
                    if (kind, fold(text)) in self._by_code
                    else self.catalogue.by_code(kind, text)
                )
            ]
            if coded:
                return coded
        own_names = {
            i for kind in reference.kinds for i in self._by_name.get((kind, fold(text)), ())
        }
        return sorted(own_names) or [
            ident for kind in reference.kinds for ident in self.catalogue.by_name(kind, text)
        ]

    def _near(self, reference: Reference) -> str:
        from rapidfuzz import process

        known = [name for kind, name in self._by_name if kind in reference.kinds][:2000]
        found = process.extractOne(fold(reference.text), known, score_cutoff=70)
        return str(found[0]) if found else ""


def _plain(value: object) -> object:
    return None if isinstance(value, Absence) else value


def _said(value: object) -> str:
    return value.kind if isinstance(value, Draft) else key_part(_plain(value))


def _order(kinds: Iterable[str]) -> Iterator[str]:
    present = set(kinds)
    middle = [kind for kind in RECORDS if kind not in _FIRST and kind not in _LAST]
    return (kind for kind in (*_FIRST, *middle, *_LAST) if kind in present)


def resolve(drafts: Iterable[Draft], catalogue: Catalogue, system: str) -> Resolved:
    """Return the drafts with their ids; drafts are changed in place."""
    by_kind: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_kind[draft.kind].append(draft)
    resolver = _Resolver(catalogue, system)
    for kind in _order(by_kind):
        if kind == "agreement":
            _gather_signers(resolver, by_kind.get("signatory", ()))
        for draft in by_kind[kind]:
            resolver.identify(draft)
    for draft in resolver.out.drafts.values():
        resolver.finish(draft)
    return resolver.out


def _gather_signers(resolver: _Resolver, signatories: Iterable[Draft]) -> None:
    for each in signatories:
        agreement = each.get("agreement")
        if isinstance(agreement, Draft):
            resolver._resolve(each, ("organisation",))  # noqa: SLF001  # one module
            resolver.signers[id(agreement)].append(each)
