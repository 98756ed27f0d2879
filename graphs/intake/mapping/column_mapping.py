"""Candidate readings of a table, and a person's corrections of one, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from graphs.folding import fold
from graphs.intake.mapping.mapping import FieldRule, Mapping, RecordRule, TableRule
from graphs.intake.mapping.mapping_files import shipped_mapping, shipped_mappings
from graphs.intake.mapping.rule_choice import candidate_rules, importable
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["Reading", "readings", "reassigned"]

Group: TypeAlias = tuple[str, ...]
"""The headers one column of a rule goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a table: its key, what it is called, its rule.

    Examples
    --------
    >>> readings()["type:unit"].label.zh
    '单位'
    """

    key: str
    label: Text
    rule: TableRule

    def targets(self) -> dict[Group, Text]:
        """Return what a column may be, by the headers it goes by; said as record and field.

        Examples
        --------
        >>> list(readings()["type:hosting"].targets().values())[1].zh
        '所在单位·党组织'
        """
        found: dict[Group, Text] = {}
        for record in self.rule.records:
            label = RECORDS[record.make].label
            if record.foreign:
                words = label + Text(zh="·外部编号", en=" · foreign id")
                found.setdefault(record.foreign, words)
            for name, rule in record.fields:
                words = label + Text(zh="·", en=" · ") + RECORDS[record.make].column(name).label
                for group in (record.each,) if rule.item and record.each else _groups(rule):
                    found.setdefault(group, words)
        often = Counter(words.zh for words in found.values())
        return {
            group: words if often[words.zh] == 1 else words + Text.same(f"（{group[0]}）")
            for group, words in found.items()
        }

    def bound(self, headers: Sequence[str]) -> dict[str, Group]:
        """Return which header is read as what; one that is not there is not read.

        Examples
        --------
        >>> readings()["type:unit"].bound(["名称", "颜色"])["名称"][0]
        '名称'
        """
        at = {fold(header): header for header in reversed(headers) if header}
        found: dict[str, Group] = {}
        for group in self.targets():
            header = next((at[fold(name)] for name in group if fold(name) in at), None)
            if header is not None:
                found.setdefault(header, group)
        return found


def readings(mapping: Mapping | None = None) -> dict[str, Reading]:
    """Return every way to read a table, by key; with a mapping only its own.

    Examples
    --------
    >>> [key for key in readings() if key.startswith("organisation-ledger:")]
    ['organisation-ledger:0', 'organisation-ledger:1']
    """
    found: dict[str, Reading] = {}
    count: Counter[str] = Counter()
    for source, rule in candidate_rules(mapping):
        if not importable(rule):
            continue
        count[source] += 1
        own = _is_type(mapping, source) and bool(rule.records)
        key = f"{source}:{rule.records[0].make if own else count[source] - 1}"
        label = _label(mapping, source, rule)
        if any(each.label == label for each in found.values()):
            label = label + Text.same(f"（{count[source]}）")
        found[key] = Reading(key=key, label=label, rule=rule)
    return found


def _is_type(mapping: Mapping | None, source: str) -> bool:
    return mapping is None and source not in shipped_mappings()


def _label(mapping: Mapping | None, source: str, rule: TableRule) -> Text:
    if rule.ignore is not None:
        return Text(zh="略过：", en="left out: ") + rule.ignore
    if mapping is not None:
        named = bool(rule.matches) and len(mapping.tables) > 1
        tail = Text(zh="：", en=": ") + Text.same(rule.matches[0]) if named else Text.same("")
        return mapping.title + tail
    if _is_type(mapping, source):
        return RECORDS[rule.records[0].make].label
    return shipped_mapping(source).title


def reassigned(rule: TableRule, columns: Keyed[str, Group | None]) -> TableRule:
    """Return the rule with each of these headers read as what is said, or not at all.

    Examples
    --------
    >>> unit = readings()["type:unit"]
    >>> name = next(group for group in unit.targets() if "名称" in group)
    >>> changed = reassigned(unit.rule, {"厂名": name})
    >>> dict(changed.records[0].fields)["name"].columns[:2]
    ('厂名', '名称')
    """
    taken = {fold(header) for header in columns}
    first = {group: header for header, group in columns.items() if group}

    def put(group: Group) -> Group:
        kept = tuple(name for name in group if fold(name) not in taken)
        return (first[group], *kept) if group in first else kept

    def field(each: FieldRule) -> FieldRule:
        below = field(each.fallback) if each.fallback else None
        return replace(each, columns=put(each.columns), printed=put(each.printed), fallback=below)

    def record(each: RecordRule) -> RecordRule:
        fields = tuple((name, field(one)) for name, one in each.fields)
        return replace(
            each,
            foreign=put(each.foreign),
            each=put(each.each),
            fields=tuple((name, one) for name, one in fields if _has_origin(one)),
            when=tuple(replace(one, columns=put(one.columns)) for one in each.when),
        )

    needs = tuple(put(group) or group for group in rule.needs)
    return replace(rule, needs=needs, records=tuple(record(each) for each in rule.records))


def _groups(rule: FieldRule) -> list[Group]:
    below = _groups(rule.fallback) if rule.fallback else []
    return [group for group in (rule.columns, rule.printed) if group] + below


def _has_origin(rule: FieldRule) -> bool:
    own = (rule.columns, rule.record, rule.constant, rule.ordinal, rule.item, rule.template)
    return any(own) or rule.fallback is not None
