"""Read and write mappings as JSON; report every mistake at once."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from graphs.errors import InputError, Problem
from graphs.intake.mapping.mapping import FieldRule, Mapping, RecordRule, TableRule
from graphs.intake.mapping.mapping_parser import parse_mapping
from graphs.text import Text

__all__ = ["dump_mapping", "load_mapping", "shipped_mapping", "shipped_mappings"]

_APART = ("make", "when", "fields")  # written in a form of their own
_SHIPPED = Path(__file__).resolve().parents[3] / "data" / "mappings"


def dump_mapping(mapping: Mapping) -> str:
    """Return the mapping as JSON; what is at its default is left out.

    Examples
    --------
    >>> mapping = Mapping(title=Text(zh="台账", en="Ledger"), system="town")
    >>> load_mapping(dump_mapping(mapping)) == mapping
    True
    """
    whole = {"title": _plain(mapping.title), "system": mapping.system}
    if mapping.synthetic:
        whole["synthetic"] = True
    whole["tables"] = [_table_out(table) for table in mapping.tables]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _table_out(table: TableRule) -> dict[str, Any]:
    out = {
        name: _plain(value)
        for name in ("matches", "needs", "ignore", "complete", "derived", "invented", "named")
        if (value := getattr(table, name))
    }
    if table.records:
        out["records"] = [_record_out(each) for each in table.records]
    return out


def _record_out(rule: RecordRule) -> dict[str, Any]:
    out: dict[str, Any] = {"make": rule.make}
    for each in fields(rule):
        if each.name not in _APART and (value := getattr(rule, each.name)):
            out[each.name] = _plain(value)
    if rule.when:
        out["when"] = [
            {"columns": list(each.columns), "patterns": list(each.patterns)} for each in rule.when
        ]
    out["fields"] = {name: _field_out(each) for name, each in rule.fields}
    return out


def _field_out(rule: FieldRule) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for each in fields(FieldRule):
        value = getattr(rule, each.name)
        if value is None or value is False or value == ():
            continue
        if each.name == "values":
            out["values"] = dict(value)
        elif each.name == "fallback":
            out["fallback"] = _field_out(value)
        else:
            out[each.name] = _plain(value)
    return out


def load_mapping(words: str) -> Mapping:
    """Return the mapping a JSON text holds.

    Raises
    ------
    InputError
        It is no JSON or no mapping; every mistake is carried along.

    Examples
    --------
    >>> load_mapping('{"title": {"zh": "台账", "en": "Ledger"}, "system": "town"}').system
    'town'
    """
    mapping, problems = parse_mapping(words)
    if problems:
        head = Text(zh="映射不能使用：", en="this mapping cannot be used: ")
        raise InputError(head + problems[0].sentence(), problems)
    return mapping


def shipped_mappings() -> tuple[str, ...]:
    """Return the names of the mappings that ship, sorted.

    Examples
    --------
    >>> "pairing-ledger" in shipped_mappings()
    True
    """
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.json")))


def shipped_mapping(name: str) -> Mapping:
    """Return a mapping that ships.

    Raises
    ------
    InputError
        None has this name.

    Examples
    --------
    >>> shipped_mapping("press").system
    'press'
    """
    if name not in shipped_mappings():
        problem = Problem(
            place=Text(zh="映射", en="mapping"),
            value=name,
            reason=Text(zh="没有这个映射", en="there is no such mapping"),
            remedy=Text(zh="可用：", en="use one of: ") + Text.same("、".join(shipped_mappings())),
        )
        raise InputError(problem.sentence(), (problem,))
    return load_mapping((_SHIPPED / f"{name}.json").read_text("utf-8"))
