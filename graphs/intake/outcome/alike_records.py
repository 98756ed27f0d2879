"""New organisations and units that may be ones there are: added, and left to be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphs.duplicates import NameInPlace, names_alike
from graphs.duplicates.entries import EntryKind
from graphs.intake.cells.party_names import likeness
from graphs.intake.matching.candidate_words import CandidateWords
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolved import Resolved
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue, issue
from graphs.model import PLACEHOLDER
from graphs.text import Text

__all__ = ["alike_records"]

_KINDS: tuple[EntryKind, ...] = ("organisation", "unit")
_MOST_NEW, _MOST = 2_000, 20_000
"""Names of a kind, new and in all, up to which short forms are looked for: it costs a second."""

_ALIKE = Text(
    zh="与“{words}”可能是同一个，照新增处理，请在查重中判断",
    en="may be the same as “{words}”; added as new, judge it in the duplicates desk",
)
_PLACES = Text(
    zh="与“{words}”名称相同或相近，所在地 {here}、{there}：照新增处理，请在查重中判断",
    en="is called like “{words}”; the places are {here} and {there}: added as new, judge it in the "
    "duplicates desk",
)
_SHORT = Text(
    zh="与“{words}”可能是同一个（{reasons}），照新增处理，请在查重中判断",
    en="may be the same as “{words}” ({reasons}); added as new, judge it in the duplicates desk",
)
_UNTRIED = Text(
    zh="名称很多（新增 {new}，共 {all}），这里没有逐一比对简称和全称；写入后请看“查重”页",
    en="so many names ({new} new, {all} in all) that short and full ones were not compared here; look "
    "at Duplicates once they are written",
)


def alike_records(resolved: Resolved, catalogue: Catalogue) -> tuple[list[Issue], list[Difference]]:
    """Return what was not compared, and new records whose names may be those of others."""
    words = CandidateWords(resolved.drafts, catalogue)
    issues: list[Issue] = []
    found: list[Difference] = []
    for kind in _KINDS:
        new = {
            draft.id: draft
            for draft in resolved.drafts.values()
            if draft.kind == kind
            and draft.id.startswith(PLACEHOLDER)
            and isinstance(draft.get("name"), str)
        }
        spelt = list(_spelt_alike(kind, new, words, catalogue))
        found += spelt
        known = catalogue.snapshot.column(kind, "id")
        many = len(new) + len(known)
        if not new:
            continue
        if len(new) <= _MOST_NEW and many <= _MOST:
            found += _short_forms(kind, new, words, catalogue, {each.id for each in spelt})
        else:
            first = next(iter(new.values()))
            reason = _UNTRIED.format(new=f"{len(new):,}", all=f"{many:,}")
            issues.append(issue(first.table.title, reason=reason, severity="hint"))
    return issues, found


def _spelt_alike(
    kind: EntryKind, new: Mapping[str, Draft], words: CandidateWords, catalogue: Catalogue
) -> Iterator[Difference]:
    """Names that only differ by the usual ways of writing them."""
    known = catalogue.by_likeness(kind) if new else {}
    met: dict[str, Draft] = {}
    for draft in new.values():
        like = likeness(str(draft.get("name")))
        other = next(iter(known.get(like, ())), "") or (met[like].id if like in met else "")
        met.setdefault(like, draft)
        if other:
            here, there = words.place(draft.id), words.place(other)
            reason = _PLACES if here and there else _ALIKE
            why = reason.format(words=words.called(other), here=here, there=there)
            yield _doubtful(kind, draft, why)


def _short_forms(
    kind: EntryKind,
    new: Mapping[str, Draft],
    words: CandidateWords,
    catalogue: Catalogue,
    said: set[str],
) -> Iterator[Difference]:
    """Names of which one may be the short form of the other; the likeliest other is said."""
    columns = (catalogue.snapshot.column(kind, name) for name in ("id", "name"))
    named = [
        *((ident, name) for ident, name in zip(*columns, strict=True) if name),
        *((ident, str(draft.get("name"))) for ident, draft in new.items()),
    ]
    entries = (
        NameInPlace(id=ident, kind=kind, name=name, place=words.place(ident))
        for ident, name in named
    )
    for ident, other, reasons in names_alike(entries, new.keys()):
        if ident not in said:
            said.add(ident)
            why = _SHORT.format(words=words.called(other), reasons=reasons)
            yield _doubtful(kind, new[ident], why)


def _doubtful(kind: EntryKind, draft: Draft, why: Text) -> Difference:
    return Difference(
        kind="suspicious", record=kind, id=draft.id, name=str(draft.get("name")), why=why,
        sheet=draft.table.title, row=draft.row,
    )  # fmt: skip
