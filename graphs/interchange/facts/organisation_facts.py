"""What a download says of an organisation beyond the view: names, units, ownership, industry, aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphs.interchange.recorded_columns import recorded_columns, recorded_values
from graphs.interchange.sheet import Cell, ListColumn, list_column
from graphs.model import Snapshot, derived
from graphs.network import display_name
from graphs.text import Text

__all__ = [
    "ORGANISATION_FACTS",
    "names_by_language",
    "organisation_columns",
    "organisation_facts",
    "organisation_names",
]

_SEVERAL = ("几个以分号隔开", "several by semicolons")

ORGANISATION_FACTS: tuple[ListColumn, ...] = (
    list_column(
        "name_zh", "中文称呼", "Called in Chinese", "名称或暂用称呼", "name or working label"
    ),
    list_column(
        "name_in_english",
        "英文称呼",
        "Called in English",
        "没有英文名的为中文名",
        "the Chinese name where there is none",
    ),
    list_column("unit_ids", "所在单位编号", "Unit ids", *_SEVERAL),
    list_column("units", "所在单位名称", "Units", *_SEVERAL),
    list_column("ownerships", "单位控股情况", "Ownership of its units", *_SEVERAL),
    list_column("credit_codes", "单位信用代码", "Credit codes of its units", *_SEVERAL),
    list_column("industry_codes", "单位行业代码", "Industry codes of its units", *_SEVERAL),
    list_column(
        "aliases", "别名和外部编号", "Aliases", "别名，或 体系:编号", "a name, or system:value"
    ),
    list_column("superior_id", "上级党组织编号", "Superior id", "台账编号", "id in the ledger"),
)
"""Columns of what is said of an organisation, in order; those recorded for downloads follow."""


def organisation_columns() -> tuple[ListColumn, ...]:
    """Return the columns that :func:`organisation_facts` fills."""
    return (*ORGANISATION_FACTS, *recorded_columns("organisation"))


@derived
def organisation_names(snapshot: Snapshot) -> Mapping[str, Text]:
    """Return names as recorded: columns beside them say where, and an import takes them in again."""
    both = zip(*names_by_language(snapshot), strict=True)
    named = (Text(zh=chinese, en=english) for chinese, english in both)
    return dict(zip(snapshot.column("organisation", "id"), named, strict=True))


@derived
def names_by_language(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """Return the same in Chinese and in English, in the order of ids, without a value for each.

    Examples
    --------
    >>> import datetime as dt
    >>> names_by_language(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ([], [])
    """
    names = ("name", "name_en", "working_label")
    rows = list(zip(*(snapshot.column("organisation", name) for name in names), strict=True))
    # a name is what it is called; the others are few
    called = [None if row[0] else display_name(*row) for row in rows]
    both = list(zip(rows, called, strict=True))
    return (
        [row[0] if name is None else name.zh for row, name in both],
        [(row[1] or row[0]) if name is None else name.en for row, name in both],
    )


@derived
def organisation_facts(snapshot: Snapshot) -> Mapping[str, tuple[Cell, ...]]:
    """Return the cells of :data:`ORGANISATION_FACTS` and of the recorded columns, by organisation.

    Examples
    --------
    >>> import datetime as dt
    >>> organisation_facts(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    {}
    """
    ids = snapshot.column("organisation", "id")
    units, aliases, superiors = _units(snapshot), _aliases(snapshot), _superiors(snapshot)
    nowhere = ("",) * 5
    formed: Iterable[Iterable[Cell]] = ([],) * len(nowhere)
    if ids:
        formed = zip(*(units.get(ident, nowhere) for ident in ids), strict=True)
    columns: list[Iterable[Cell]] = [
        *names_by_language(snapshot),
        *formed,
        [aliases.get(ident, "") for ident in ids],
        [superiors.get(ident, "") for ident in ids],
        *recorded_values(snapshot, "organisation"),
    ]
    return dict(zip(ids, zip(*columns, strict=True), strict=True))


def _units(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    names = ("id", "name", "ownership", "credit_code", "industry_code")
    rows = zip(*(snapshot.column("unit", name) for name in names), strict=True)
    known = {row[0]: tuple(value or "" for value in row) for row in rows}
    hosted: defaultdict[str, set[str]] = defaultdict(set)
    for organisation, unit in zip(
        snapshot.column("hosting", "organisation"), snapshot.column("hosting", "unit"), strict=True
    ):
        if unit in known:
            hosted[organisation].add(unit)
    return {
        organisation: known[next(iter(units))]
        if len(units) == 1
        else tuple(map(_joined, zip(*(known[unit] for unit in sorted(units)), strict=True)))
        for organisation, units in hosted.items()
    }


def _aliases(snapshot: Snapshot) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    names = ("about", "system", "value")
    for about, system, value in zip(
        *(snapshot.column("alias", name) for name in names), strict=True
    ):
        found[about].append(value if system == "name" else f"{system}:{value}")
    return {about: _joined(sorted(values)) for about, values in found.items()}


def _superiors(snapshot: Snapshot) -> dict[str, str]:
    columns = (snapshot.column("superior", name) for name in ("organisation", "superior"))
    return {one: above for one, above in zip(*columns, strict=True) if above}


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)
