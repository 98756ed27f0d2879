"""Parse a mapping from JSON; report every mistake with its path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Keyed
from dataclasses import fields
from typing import Any

from graphs.errors import Problem
from graphs.intake.mapping.mapping import Condition, FieldRule, Mapping, RecordRule, TableRule
from graphs.model import RECORDS, Absence
from graphs.text import Text

__all__ = ["parse_mapping"]

_FIND = ("foreign", "name", "any")


class _Reader:
    """Walks a parsed JSON value and gathers what is wrong, with the path to it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: str, zh: str, en: str, value: object = "") -> None:
        self.problems.append(
            Problem(
                place=Text(zh=f"映射 {path}", en=f"mapping {path}"),
                value=str(value),
                reason=Text(zh=zh, en=en),
                remedy=Text(
                    zh="对照 data/mappings 里的例子修改",
                    en="correct it after the examples in data/mappings",
                ),
            )
        )

    def part(self, value: object, path: str, known: tuple[str, ...]) -> Keyed[str, Any]:
        if not isinstance(value, dict):
            self.wrong(path, "应为一组键值", "should be an object", value)
            return {}
        for name in value:
            if name not in known:
                self.wrong(f"{path}.{name}", "没有这个键", "there is no such key", name)
        return value

    def words(self, value: object, path: str) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.wrong(path, "应为文字或文字列表", "should be a text or a list of texts", value)
        return ()

    def text(self, value: object, path: str) -> str:
        if isinstance(value, str) and value:
            return value
        self.wrong(path, "应为文字", "should be a text", value)
        return ""

    def both(self, value: object, path: str) -> Text:
        part = self.part(value, path, ("zh", "en"))
        return Text(
            zh=self.text(part.get("zh"), f"{path}.zh"), en=self.text(part.get("en"), f"{path}.en")
        )

    def list(self, value: object, path: str) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, list):
            self.wrong(path, "应为列表", "should be a list", value)
            return
        for at, each in enumerate(value):
            yield f"{path}[{at}]", each


def parse_mapping(words: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """Return the mapping a JSON text holds, as far as it holds one, and all that is wrong with it.

    Examples
    --------
    >>> parse_mapping('{"system": 3}')[1][0].place.en
    'mapping title'
    """
    reader = _Reader()
    try:
        whole = json.loads(words)
    except (ValueError, RecursionError) as error:
        whole = {}
        reader.wrong("", "不是 JSON", "is no JSON", str(error)[:80])
    part = reader.part(whole, "", ("title", "system", "synthetic", "tables"))
    mapping = Mapping(
        title=reader.both(part.get("title"), "title"),
        system=reader.text(part.get("system") or "-", "system").strip("-"),
        synthetic=part.get("synthetic") is True,
        tables=tuple(
            _table(reader, each, path)
            for path, each in reader.list(part.get("tables", []), "tables")
        ),
    )
    return mapping, tuple(reader.problems)


def _table(reader: _Reader, value: object, path: str) -> TableRule:
    known = ("matches", "needs", "ignore", "complete", "derived", "invented", "named", "records")
    part = reader.part(value, path, known)
    ignore = part.get("ignore")
    records = tuple(
        _record(reader, each, at)
        for at, each in reader.list(part.get("records", []), f"{path}.records")
    )
    names = [rule.called for rule in records]
    for rule in records:
        for _, field in rule.fields:
            if field.record and field.record not in names:
                reader.wrong(
                    path, "没有这个名称的记录规则", "no record rule has this name", field.record
                )
    return TableRule(
        matches=reader.words(part.get("matches", []), f"{path}.matches"),
        needs=tuple(
            reader.words(each, at)
            for at, each in reader.list(part.get("needs", []), f"{path}.needs")
        ),
        records=records,
        ignore=None if ignore is None else reader.both(ignore, f"{path}.ignore"),
        complete=part.get("complete") is True,
        named=part.get("named") is True,
        derived=reader.words(part.get("derived", []), f"{path}.derived"),
        invented=reader.words(part.get("invented", []), f"{path}.invented"),
    )


def _importable(reader: _Reader, make: str, path: str) -> str:
    """Return the record type that rows become; nothing where there is none or none may be made."""
    if make and make not in RECORDS:
        reader.wrong(path, "没有这个记录类型", "there is no such record type", make)
        return ""
    if make and RECORDS[make].governed:
        words = ("只能按流程办理，不能导入", "is written by its workflow and is not imported")
        reader.wrong(path, *words, make)
        return ""
    return make


def _record(reader: _Reader, value: object, path: str) -> RecordRule:
    part = reader.part(value, path, tuple(each.name for each in fields(RecordRule)))
    make = _importable(reader, reader.text(part.get("make"), f"{path}.make"), f"{path}.make")
    columns = {each.name for each in RECORDS[make].columns} if make else set()
    named = part.get("fields", {})
    named = named if isinstance(named, dict) else reader.part(named, f"{path}.fields", ())
    rest = part.get("rest", "")
    for name in (*named, *([rest] if rest else ())):
        if make and name not in columns:
            reader.wrong(f"{path}.fields.{name}", "没有这个字段", "there is no such field", name)
    return RecordRule(
        make=make,
        name=part.get("name", "") or "",
        foreign=reader.words(part.get("foreign", []), f"{path}.foreign"),
        each=reader.words(part.get("each", []), f"{path}.each"),
        split=reader.words(part.get("split", []), f"{path}.split"),
        needs=reader.words(part.get("needs", []), f"{path}.needs"),
        rest=rest if isinstance(rest, str) else reader.text(rest, f"{path}.rest"),
        strict=part.get("strict") is True,
        own_ids=part.get("own_ids") is True,
        adds=part.get("adds") is True,
        place=reader.words(part.get("place", []), f"{path}.place"),
        when=_conditions(reader, part.get("when", []), f"{path}.when"),
        fields=tuple(
            (name, _field(reader, each, f"{path}.fields.{name}")) for name, each in named.items()
        ),
    )


def _conditions(reader: _Reader, value: object, path: str) -> tuple[Condition, ...]:
    made = []
    for at, each in reader.list(value, path):
        part = reader.part(each, at, ("columns", "patterns"))
        made.append(
            Condition(
                columns=reader.words(part.get("columns", []), at),
                patterns=reader.words(part.get("patterns", []), at),
            )
        )
    return tuple(made)


def _field(reader: _Reader, value: object, path: str) -> FieldRule:
    if isinstance(value, (str, list)):  # the short way to name columns
        return FieldRule(columns=reader.words(value, path))
    part = reader.part(value, path, tuple(each.name for each in fields(FieldRule)))
    kinds: dict[str, Callable[[object, str], Any]] = {
        **dict.fromkeys(("columns", "printed", "counted"), reader.words),
        **dict.fromkeys(
            ("constant", "template", "record", "otherwise", "find", "blank"), reader.text
        ),
        **dict.fromkeys(
            ("item", "ordinal", "whole", "unit_of", "lenient"), lambda each, _: each is True
        ),
        "values": lambda each, at: _values(reader, each, at),
        "fallback": lambda each, at: _field(reader, each, at),
    }
    taken = {
        name: kinds[name](each, f"{path}.{name}") for name, each in part.items() if name in kinds
    }
    if taken.get("find") not in (None, *_FIND):
        reader.wrong(
            f"{path}.find", "只能是 foreign、name 或 any", "is foreign, name or any", taken["find"]
        )
    if taken.get("blank") not in (None, *Absence.__members__):
        reader.wrong(f"{path}.blank", "没有这个缺值原因", "there is no such reason", taken["blank"])
    return FieldRule(**taken)


def _values(reader: _Reader, value: object, path: str) -> tuple[tuple[str, str | None], ...]:
    if not isinstance(value, dict):
        reader.wrong(path, "应为一组键值", "should be an object", value)
        return ()
    for pattern, meaning in value.items():
        if meaning is not None and not isinstance(meaning, str):
            reader.wrong(f"{path}.{pattern}", "应为文字", "should be a text", meaning)
    return tuple(value.items())
