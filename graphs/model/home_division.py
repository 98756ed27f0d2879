"""The home division of an organisation: the one place whose scope, list and township it counts in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile
from typing import Any

from graphs.text import Text

__all__ = ["HOME_RULE", "common_division", "home_divisions", "homes_of_rows"]

HOME_RULE = Text(
    zh="党组织归于其载明的区划；未载明的归于所在单位的区划，单位分处几地的归于共同的上级区划（直属）；"
    "单位也未载明的随上级党组织。",
    en="An organisation belongs to its stated division; else to that of its units, and where these "
    "differ to the division above them all (directly); else to that of its superior.",
)
"""The rule of :func:`home_divisions` in words, for definitions."""


def home_divisions(
    organisations: Iterable[str],
    *,
    stated: Mapping[str, str | None],
    of_units: Mapping[str, Collection[str]],
    superiors: Mapping[str, Collection[str]],
    paths: Mapping[str, str],
) -> dict[str, str]:
    """Return the home division of each organisation that has one; nobody has two.

    1. The stated division. 2. Else the divisions of its units. 3. Else those of the organisations
    above it, as far up as none has a place. 4. Of several the nearest division above them all.

    Parameters
    ----------
    organisations
        Ids to place; the mappings must hold these and all that may be above them.
    of_units, superiors
        Divisions of the units an organisation is formed in; ids of its superiors.
    paths
        The path of each division, as ``Division.path``.

    Examples
    --------
    >>> home_divisions(
    ...     ["joint", "below"], stated={}, superiors={"below": ["joint"]},
    ...     of_units={"joint": ["t1", "t2"]},
    ...     paths={"c": "/c/", "t1": "/c/t1/", "t2": "/c/t2/"})
    {'joint': 'c', 'below': 'c'}
    """
    found = {}
    for ident in organisations:
        own = stated.get(ident)
        home = own or common_division(_places(ident, stated, of_units, superiors), paths)
        if home:
            found[ident] = home
    return found


def common_division(places: Collection[str], paths: Mapping[str, str]) -> str | None:
    """Return the nearest division that holds all places; ``None`` where there is none.

    A place without a path, as one that is no division on the day, says nothing beside others.

    Examples
    --------
    >>> common_division(["t1", "v1"], {"t1": "/c/t1/", "v1": "/c/t1/v1/"})
    't1'
    """
    if len(set(places)) == 1:
        return next(iter(places))
    lines = [paths[place].strip("/").split("/") for place in places if place in paths]
    levels = takewhile(lambda level: len(set(level)) == 1, zip(*lines, strict=False))
    return next((level[0] for level in reversed(list(levels))), None)


def _places(
    ident: str,
    stated: Mapping[str, str | None],
    of_units: Mapping[str, Collection[str]],
    superiors: Mapping[str, Collection[str]],
) -> set[str]:
    """Return the places of the nearest with one: the organisation itself, else upwards."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = {ident}
    while waiting:
        seen |= waiting
        above: set[str] = set()
        for each in waiting:
            own = stated.get(each)
            here = {own} if own else set(of_units.get(each, ()))
            found |= here
            above |= set() if here else set(superiors.get(each, ()))
        waiting = above - seen
    return found


def homes_of_rows(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Return the home divisions of organisations in memory, from their stored rows by record type."""
    parents = {row["id"]: row["parent"] for row in rows["division"]}
    placed = {row["id"]: row["division"] for row in rows["unit"]}
    of_units: dict[str, set[str]] = {}
    superiors: dict[str, set[str]] = {}
    for row in rows["hosting"]:
        if placed.get(row["unit"]):
            of_units.setdefault(row["organisation"], set()).add(placed[row["unit"]])
    for row in rows["superior"]:
        if row["superior"]:
            superiors.setdefault(row["organisation"], set()).add(row["superior"])
    stated = {row["id"]: row["division"] for row in rows["organisation"]}
    paths = {ident: _path(ident, parents) for ident in parents}
    return home_divisions(
        stated, stated=stated, of_units=of_units, superiors=superiors, paths=paths
    )


def _path(ident: str, parents: Mapping[str, str | None]) -> str:
    found: list[str] = []
    above: str | None = ident
    while above and above not in found:
        found.insert(0, above)
        above = parents.get(above)
    return "/" + "/".join(found) + "/"
