"""The division that an import names on the command line: by its id, code or name."""

from __future__ import annotations

from graphs.errors import InputError, Problem
from graphs.folding import fold
from graphs.model import Division, Snapshot
from graphs.text import Text

__all__ = ["division_named"]

_MOST = 5


def division_named(snapshot: Snapshot, words: str) -> str:
    """Return the id of the one division that goes by these words.

    Raises
    ------
    InputError
        The ledger has none of them, or several.
    """
    wanted = fold(words)
    found = {
        each.id: each.name
        for each in snapshot.records(Division)
        if words == each.id
        or wanted in map(fold, filter(None, (each.code, each.name, each.name_en)))
    }
    if len(found) == 1:
        return next(iter(found))
    listed = "、".join(f"{name}（{ident}）" for ident, name in sorted(found.items())[:_MOST])
    problem = Problem(
        place=Text.same("--division"),
        value=words,
        reason=Text(zh="有几个区划都叫这个名称", en="is the name of several divisions")
        if found
        else Text(zh="台账没有这个区划", en="is no division of the ledger"),
        remedy=Text(zh=f"写其中一个的编号：{listed}", en=f"give the id of one of them: {listed}")
        if found
        else Text(
            zh="写台账中区划的编号、代码或名称", en="give the id, code or name of a division it has"
        ),
    )
    raise InputError(problem.sentence(), (problem,))
