"""Differences between an import and the ledger, before anything is applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graphs.folding import fold
from graphs.intake.mapping.natural_keys import CALLED
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolved import Resolved
from graphs.intake.matching.unmatched_rows import is_unsure
from graphs.intake.matching.value_comparison import less_precise, oddity, same_value, together
from graphs.intake.outcome.added_records import AddedRecords
from graphs.intake.outcome.difference_words import DifferenceWords
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.rows.drafts import Draft, places_of
from graphs.model import PLACEHOLDER, RECORDS, Absence, Record
from graphs.text import Text

__all__ = ["Outcome", "compare"]

_LESS_PRECISE = Text(
    zh="文件里的写法不如台账精确，保留台账的值；确要改，请在“记录”页更正",
    en="the file is less precise than the ledger, whose value is kept; correct it on Records if you must",
)

_APART = Text(
    zh="这几行在台账中已并为一条，说法不一，保留台账的值",
    en="these rows are one record of the ledger and differ; the ledger's value is kept",
)
_NOT_AGAIN = Text(
    zh="这一条导入过，台账后来改动或终止了它，不再新增；确要恢复，请撤销那一版，或在“记录”页新增",
    en="it was imported before and the ledger has since changed or ended it; it is not added "
    "again: undo that revision, or add it on Records",
)
_OF_NAME = frozenset({"name", "short_name", "name_en", "seal_name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The records to add and to rewrite, in the order of the rows, and what differs of others."""

    added: AddedRecords
    changed: tuple[Record, ...]
    differences: tuple[Difference, ...]


def compare(resolved: Resolved, catalogue: Catalogue, *, synthetic: bool = False) -> Outcome:
    """Return what the drafts add and change; a blank cell says nothing and changes nothing."""
    changed: list[Record] = []
    found: list[Difference] = []
    words = DifferenceWords(resolved.drafts, catalogue)
    known = {ident: each for ident, each in resolved.drafts.items() if not _is_new(ident)}
    added = AddedRecords(known, catalogue)
    unsure = _unsure(resolved)
    unmade = _unmade(resolved, unsure)
    for draft in resolved.drafts.values():
        if draft.id in resolved.gone:
            found.extend(_not_again(draft, words))
            continue
        if draft.id in unmade or draft.id in resolved.unclear:
            continue
        if unmade:
            found.extend(_let_go(draft, unmade - unsure, words))
        if _is_new(draft.id):
            added.append(_record(draft, synthetic=synthetic or draft.invented), draft)
            continue
        before = catalogue.record(draft.kind, draft.id)
        called = catalogue.called(draft.id) if draft.kind in CALLED else frozenset()
        found.extend(_less_precise(draft, before, words))
        found.extend(_said_otherwise(draft, before, words))
        values, reasons = _news(draft, before, called)
        if values or reasons != dict(before.absent):
            after = replace(before, absent=reasons, **values)
            changed.append(after)
            found.extend(_changes(draft, before, after, words))
    return Outcome(added=added, changed=tuple(changed), differences=tuple(found))


def _is_new(ident: str) -> bool:
    return ident.startswith(PLACEHOLDER)


def _unsure(resolved: Resolved) -> frozenset[str]:
    """Return the organisations that are not made for what they are called, and units of theirs only."""
    drafts = resolved.drafts
    found = {ident for ident, draft in drafts.items() if is_unsure(ident, draft)}
    if not found:
        return frozenset()
    hosts = [draft for draft in drafts.values() if draft.kind == "hosting"]
    theirs = {each.get("unit") for each in hosts if each.get("organisation") in found}
    theirs -= {each.get("unit") for each in hosts if each.get("organisation") not in found}
    units = {unit for unit in theirs if isinstance(unit, str) and _is_new(unit)}
    return frozenset(found | units)


def _unmade(resolved: Resolved, unsure: frozenset[str]) -> frozenset[str]:
    """Return the new records that will not be added, and those that cannot be without them."""
    drafts = [draft for draft in resolved.drafts.values() if draft.id.startswith(PLACEHOLDER)]
    skipped = resolved.gone | resolved.unclear | unsure
    # What lacks a reference has its error already: it led nowhere.
    found = {draft.id for draft in drafts if draft.id in skipped or _lacking(draft)}
    more = found
    while more:
        rest = [draft for draft in drafts if draft.id not in found]
        more = {each.id for each in rest if any(each.get(n) in found for n in _required(each.kind))}
        found = found | more
    return frozenset(found)


def _let_go(draft: Draft, unmade: frozenset[str], words: DifferenceWords) -> Iterator[Difference]:
    """Take from a draft what names a record that is not added, and report it."""
    for name, value in zip(draft.names, draft.values, strict=True):
        if isinstance(value, str) and value in unmade:
            draft.put(name, None)
            yield Difference(
                kind="suspicious", record=draft.kind, id=draft.id, name=words.name(draft.id),
                field=name, after=Text.same(words.name(value)), why=_NOT_AGAIN,
                sheet=draft.table.title, row=draft.row,
            )  # fmt: skip


def _lacking(draft: Draft) -> bool:
    values = draft.values
    for at in places_of(draft.names, _required(draft.kind)):  # noqa: SIM110  # half the time of any()
        if at < 0 or values[at] is None:
            return True
    return False


@cache
def _required(kind: str) -> tuple[str, ...]:
    return tuple(each.name for each in RECORDS[kind].columns if each.required)


def _record(draft: Draft, *, synthetic: bool) -> Record:
    absent: dict[str, Absence] = {}
    values: dict[str, Any] = {}
    for name, value in zip(draft.names, draft.values, strict=True):
        if type(value) is Absence:
            absent[name] = value
        elif value is not None:
            values[name] = value
    return RECORDS[draft.kind].cls(id=draft.id, synthetic=synthetic, absent=absent, **values)


def _news(
    draft: Draft, before: Record, called: Collection[str]
) -> tuple[dict[str, Any], dict[str, Absence]]:
    """Return the values that differ, and the reasons for absence as they will be.

    A name the record once had, or has beside its own, is no news; nor is what goes with that name:
    a download in English calls it by its English name.
    What further rows say of a merged record is no news where one of them says what is there.
    """
    reasons = dict(before.absent)
    values: dict[str, Any] = {}
    others = draft.others or {}
    said = draft.get("name")
    beside = {fold(str(name)) for key in _OF_NAME if (name := getattr(before, key, None))}
    former = (
        isinstance(said, str)
        and said != getattr(before, "name", None)
        and (fold(said) in called or (draft.bound.rule.own_ids and fold(said) in beside))
    )
    for name, value in zip(draft.names, draft.values, strict=True):
        old = getattr(before, name)
        if (former and name in _OF_NAME) or (name in others and old is not None):
            continue
        if isinstance(value, Absence):
            if old is None:
                reasons[name] = value
        elif value is not None:
            if draft.bound.rule.adds and old is not None:
                value = together(name, old, value) or value  # noqa: PLW2901
            if not _said_there(name, old, value):
                values[name] = value
            reasons.pop(name, None)
    return values, reasons


def _said_there(name: str, old: object, value: object) -> bool:
    """Whether the ledger says this already, or more: a note may have grown by other tables."""
    grown = name == "note" and together(name, old, value) == old and old is not None
    return grown or same_value(old, value) or less_precise(old, value)


def _less_precise(draft: Draft, before: Record, words: DifferenceWords) -> Iterator[Difference]:
    for name, value in zip(draft.names, draft.values, strict=True):
        old = getattr(before, name)
        added = draft.bound.rule.adds and together(name, old, value) is not None
        if less_precise(old, value) and not same_value(old, value) and not added:
            yield Difference(
                kind="suspicious", record=draft.kind, id=before.id, name=words.name(before.id),
                field=name, before=words.said(before, name), after=words.value_said(value),
                why=_LESS_PRECISE, sheet=draft.table.title, row=draft.row,
            )  # fmt: skip


def _said_otherwise(draft: Draft, before: Record, words: DifferenceWords) -> Iterator[Difference]:
    """Explain what rows of one merged record say, where none says what the ledger has."""
    for name, others in (draft.others or {}).items():
        old, first = getattr(before, name), draft.get(name)
        if (
            name in _OF_NAME
            or old is None
            or any(same_value(old, each) for each in (first, *others))
        ):
            continue
        yield Difference(
            kind="suspicious", record=draft.kind, id=before.id, name=words.name(before.id),
            field=name, before=words.said(before, name),
            after=Text.join([words.field_said(draft.kind, name, each) for each in (first, *others)],
                            zh="、", en=", "),
            why=_APART, sheet=draft.table.title, row=draft.row,
        )  # fmt: skip


def _not_again(draft: Draft, words: DifferenceWords) -> Iterator[Difference]:
    """Explain what the ledger had of the file and has no more; edges of such records go with them."""
    if not any(isinstance(value, str) and value.startswith(PLACEHOLDER) for value in draft.values):
        yield Difference(
            kind="suspicious", record=draft.kind, id=draft.id, name=words.name(draft.id),
            why=_NOT_AGAIN, sheet=draft.table.title, row=draft.row,
        )  # fmt: skip


def _changes(
    draft: Draft, before: Record, after: Record, words: DifferenceWords
) -> Iterator[Difference]:
    name = words.name(before.id)
    for column in RECORDS[draft.kind].columns:
        old, new = getattr(before, column.name), getattr(after, column.name)
        if old == new and before.absence(column.name) == after.absence(column.name):
            continue
        shown = words.said(before, column.name), words.said(after, column.name)
        why = oddity(column.name, old, new)
        yield Difference(
            kind="suspicious" if why else "changed",
            record=draft.kind, id=before.id, name=name, field=column.name,
            before=shown[0], after=shown[1], why=why, sheet=draft.table.title, row=draft.row,
        )  # fmt: skip
