"""Aliases of foreign ids and the import's receipt, by which a second import finds the first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from graphs.folding import fold
from graphs.intake.files.subprocess_reader import InputFile
from graphs.intake.mapping.natural_keys import key_part
from graphs.intake.matching.resolved import Resolved
from graphs.intake.rows.drafts import Draft, Reference
from graphs.model import RECORDS, Alias, Change, Snapshot, Source, SourceKind, Step

__all__ = ["new_aliases", "receipt_id", "receipt_of"]

_ALIASED = frozenset(RECORDS["alias"].column("about").references)


def new_aliases(resolved: Resolved, system: str) -> Iterator[Step]:
    """Give an alias for each new foreign id.

    Its own id is made of what it says, not minted: a second import of the same foreign id that was
    prepared before the first was applied then meets it, and is refused instead of doubling records.
    """
    for ident, values in resolved.foreign.items() if system else ():
        kind = resolved.drafts[ident].kind
        if kind not in _ALIASED:
            continue
        for value in sorted(values):
            yield Change(
                record=Alias(
                    id="alias-" + _digest(system, kind, value)[:20],
                    about=ident,
                    system=system,
                    value=value,
                )
            )


def receipt_id(drafts: Iterable[Draft], system: str) -> str:
    """Return the id of the receipt: derived from what the rows say, not by bytes or by the ledger.

    The drafts are not resolved yet, so that one source has one receipt whatever the ledger holds.
    """
    said = hashlib.sha256(system.encode())
    forms: dict[tuple[str, ...], str] = {}
    repeated: dict[int, bytes] = {}
    for draft in drafts:
        same = draft.same
        line = None if same is None else repeated.get(id(same))
        if line is None:
            names = draft.names
            form = forms.get(names)
            if form is None:
                form = forms[names] = "\x1f".join(f"{name}=%s" for name in names)
            words = form % tuple([_words(value) for value in draft.values])
            line = f"{draft.kind}\x1f{draft.foreign}\x1f{words}\x1e".encode()
            if same is not None:
                repeated[id(same)] = line
        said.update(line)
    return "import-" + said.hexdigest()[:20]


def _words(value: object) -> str:
    if value is None:
        return ""
    if type(value) is str:
        return fold(value)
    if isinstance(value, Draft):
        return f"{value.kind}:{value.foreign}"
    return value.text if isinstance(value, Reference) else key_part(value)


def receipt_of(files: Sequence[InputFile], ident: str, snapshot: Snapshot) -> Iterator[Step]:
    """Give the workbook itself as a source.

    Two screens that import one file write the same record, so that the ledger refuses the second.
    """
    known = snapshot.column("source", "id")
    title = "、".join(file.name for file in files)[:200]
    if ident not in known:
        yield Change(record=Source(id=ident, title=title, kind=SourceKind.workbook))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
