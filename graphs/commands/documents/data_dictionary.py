"""The data dictionary, from the declared record types: every column, and every closed list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphs.model import RECORDS, Absence, Choice, Column, PartialDate, Quantity, RecordType
from graphs.text import Language, Text

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


def records(language: Language) -> str:
    """Return a table for each record type, in source order.

    Examples
    --------
    >>> records("en").splitlines()[0]
    '### source · Source'
    """
    return "\n\n".join(_record(each, language) for each in RECORDS.values())


def _record(of: RecordType, language: Language) -> str:
    said = plain((of.cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip())
    heads = Text(
        zh="栏目|名称|类型|必填|指向|说明", en="Column|Name|Type|Required|References|Note"
    ).say(language)
    parts = [f"### {of.key} · {of.label.say(language)}"]
    if language == "en":
        parts.append(said)
    parts.append(table(heads.split("|"), [_column(each, language) for each in of.columns]))
    return "\n\n".join(parts)


def _column(of: Column, language: Language) -> tuple[str, ...]:
    kept = " ".join(f"`{part.name}`" for part in of.stored())
    refers = " ".join(f"[{key}](#{_anchor(key, language)})" for key in of.references)
    note = of.definition.say(language)
    required = "✓" if of.required else ""
    return kept, of.label.say(language), _type(of, language), required, refers, note


def _anchor(key: str, language: Language) -> str:
    words = f"{key} · {RECORDS[key].label.say(language)}".lower()
    # As GitHub makes anchors of headings: signs fall away, each space becomes a hyphen.
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _type(of: Column, language: Language) -> str:
    if issubclass(of.value, Choice):
        name = of.value.__name__
        return f"[{name}](#{_choice_heading(name, language).lower().replace(' ', '-')})"
    return _TYPES[of.value].say(language)


def choices(language: Language) -> str:
    """Return a table for each closed list that a column takes its values from.

    Examples
    --------
    >>> "### Side" in choices("en"), "### Ownership" in choices("en")
    (False, True)
    """
    lists: dict[str, type[Choice]] = {"Absence": Absence}
    for each in RECORDS.values():
        for column in each.columns:
            if issubclass(column.value, Choice):
                lists[column.value.__name__] = column.value
    return "\n\n".join(_choice(name, lists[name], language) for name in sorted(lists))


def _choice_heading(name: str, language: Language) -> str:
    return Text(zh=f"取值 {name}", en=name).say(language)


def _choice(name: str, values: type[Choice], language: Language) -> str:
    rows = [(f"`{each.name}`", each.label.say(language)) for each in values]
    heads = Text(zh="值|名称", en="Value|Label").say(language).split("|")
    return f"### {_choice_heading(name, language)}\n\n{table(heads, rows)}"
