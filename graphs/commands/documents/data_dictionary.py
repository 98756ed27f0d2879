"""The data dictionary, from the declared record types: every column, and every closed list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphs.model import RECORDS, Absence, Choice, Column, PartialDate, Quantity, RecordType
from graphs.text import Text

__all__ = ["choices", "plain", "records", "table"]

_TYPES: dict[type, Text] = {
    str: Text(zh="文字", en="text"),
    int: Text(zh="整数", en="whole number"),
    float: Text(zh="数", en="number"),
    bool: Text(zh="是否", en="true or false"),
    PartialDate: Text(zh="日期（可不全）", en="partial date"),
    Quantity: Text(zh="数量（带算符）", en="quantity with operator"),
}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; a bar in a cell does not end it.

    Examples
    --------
    >>> print(table(["a"], [["b"]]))
    | a |
    |---|
    | b |
    """
    lines = [list(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    drawn = ["| " + " | ".join(line) + " |" for line in lines]
    drawn.insert(1, "|" + "---|" * len(heads))
    return "\n".join(drawn)


def plain(words: str) -> str:
    """Return a line of a docstring as Markdown: references to names become code.

    Examples
    --------
    >>> plain("Keep them; widen with :func:`division_and_below`.")
    'Keep them; widen with `division_and_below`.'
    """
    return re.sub(r":[a-z]+:`([^`]+)`", r"`\1`", words).replace("``", "`")


def records() -> str:
    """Return a table for each record type, in source order."""
    return "\n\n".join(_record(each) for each in RECORDS.values())


def _record(of: RecordType) -> str:
    said = plain((of.cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip())
    heads = [
        "栏目 Column",
        "中文",
        "English",
        "类型 Type",
        "必填 Required",
        "指向 References",
        "说明 Note",
    ]
    rows = [_column(each) for each in of.columns]
    return f"### {of.key} · {of.label.zh} · {of.label.en}\n\n{said}\n\n{table(heads, rows)}"


def _column(of: Column) -> tuple[str, ...]:
    kept = " ".join(f"`{part.name}`" for part in of.stored())
    refers = " ".join(f"[{key}](#{_anchor(key)})" for key in of.references)
    note = f"{of.note.zh} · {of.note.en}" if of.note else ""
    return kept, of.label.zh, of.label.en, _type(of), "✓" if of.required else "", refers, note


def _anchor(key: str) -> str:
    label = RECORDS[key].label
    words = f"{key} · {label.zh} · {label.en}".lower()
    # As GitHub makes anchors of headings: signs fall away, each space becomes a hyphen.
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _type(of: Column) -> str:
    if issubclass(of.value, Choice):
        return f"[{of.value.__name__}](#{of.value.__name__.lower()})"
    words = _TYPES[of.value]
    return f"{words.zh} {words.en}"


def choices() -> str:
    """Return a table for each closed list that a column takes its values from.

    Examples
    --------
    >>> "### Side" in choices(), "### Ownership" in choices()
    (False, True)
    """
    lists: dict[str, type[Choice]] = {"Absence": Absence}
    for each in RECORDS.values():
        for column in each.columns:
            if issubclass(column.value, Choice):
                lists[column.value.__name__] = column.value
    return "\n\n".join(_choice(name, lists[name]) for name in sorted(lists))


def _choice(name: str, values: type[Choice]) -> str:
    rows = [(f"`{each.name}`", each.label.zh, each.label.en) for each in values]
    return f"### {name}\n\n{table(['值 Value', '中文', 'English'], rows)}"
