"""By what organisations and units are grouped in a table: township, industry, chain, kind, ownership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from graphs.codes import industry_parts
from graphs.glossary import word
from graphs.model import (
    Chain,
    ChainMember,
    Choice,
    Division,
    OrganisationKind,
    Ownership,
    Snapshot,
    Unit,
    derived,
)
from graphs.network import parties
from graphs.registry import Registry
from graphs.statistics.coverage import township_of
from graphs.text import Text

__all__ = ["DIMENSIONS", "NOT_STATED", "SECTIONS", "Dimension", "dimension", "groups"]

Groups: TypeAlias = Mapping[str, tuple[str, ...]]
"""The keys of the groups each organisation and each unit is in, by its id."""

NOT_STATED = word("not_stated")

Find: TypeAlias = Callable[[Snapshot], Groups]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A declared way to group organisations: key, label, the groups, and what one is called.

    ``several`` marks one by which an organisation may be in more than one group, so that the
    groups do not add up.
    """

    key: str
    label: Text
    several: bool
    find: Find
    name: Callable[[Snapshot, str], Text]


DIMENSIONS: Registry[str, Dimension] = Registry("dimension")
"""Every dimension by key, in the order they state."""


def dimension(
    *, order: int, label: Text, name: Callable[[Snapshot, str], Text], several: bool = False
) -> Callable[[Find], Find]:
    """Declare a dimension; its key is the function's name."""

    def declare(find: Find) -> Find:
        key = find.__name__
        made = Dimension(key=key, label=label, several=several, find=find, name=name)
        DIMENSIONS.declare(key, made, find, order=order)
        return find

    return declare


def groups(snapshot: Snapshot, key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the organisations and units of each group of a dimension, those of none under "".

    In the order of the groups' names; who is not stated comes last.
    """
    declared = DIMENSIONS[key]
    found: defaultdict[str, list[str]] = defaultdict(list)
    known = declared.find(snapshot)
    for ident in (*parties(snapshot), *snapshot.column("unit", "id")):
        for group in known.get(ident) or ("",):
            found[group].append(ident)
    order = sorted(found, key=lambda group: (not group, declared.name(snapshot, group).zh, group))
    return MappingProxyType({group: tuple(found[group]) for group in order})


def _division(snapshot: Snapshot, key: str) -> Text:
    found = snapshot.by_id(Division).get(key)
    if found is None:
        return NOT_STATED
    return Text.named(found.name, found.name_en)


def _chain(snapshot: Snapshot, key: str) -> Text:
    found = snapshot.by_id(Chain).get(key)
    if found is None:
        return Text(zh="不在链上", en="on no chain")
    return Text.named(found.name, found.name_en)


def _choice(choices: type[Choice]) -> Callable[[Snapshot, str], Text]:
    return lambda _, key: choices[key].label if key else NOT_STATED


@dimension(order=10, label=Text(zh="乡镇（街道）", en="Township"), name=_division)
@derived
def township(snapshot: Snapshot) -> Groups:
    """Return the township each organisation counts in; a village's is its parent."""
    towns = township_of(snapshot)
    homes = {party.id: party.home for party in parties(snapshot).values()}
    homes |= {unit.id: unit.division or "" for unit in snapshot.records(Unit)}
    return {ident: (towns[home],) for ident, home in homes.items() if home in towns}


@dimension(
    order=20,
    label=Text(zh="行业门类", en="Industry section"),
    name=lambda _, key: SECTIONS.get(key, NOT_STATED),
)
@derived
def industry(snapshot: Snapshot) -> Groups:
    """Return the industry section of each organisation's units, where all have the same."""
    codes = {unit.id: unit.industry_code for unit in snapshot.records(Unit)}
    return _of_units(snapshot, {ident: _section(code) for ident, code in codes.items()})


@dimension(order=30, label=Text(zh="产业链", en="Chain"), name=_chain, several=True)
@derived
def chain(snapshot: Snapshot) -> Groups:
    """Return the chains each organisation is on, itself or through a unit it is formed in."""
    on: defaultdict[str, set[str]] = defaultdict(set)
    for row in snapshot.records(ChainMember):
        on[row.member].add(row.chain)
    found = {
        party.id: on.get(party.id, set()).union(*(on.get(unit, ()) for unit in party.units))
        for party in parties(snapshot).values()
    } | {ident: on.get(ident, set()) for ident in snapshot.column("unit", "id")}
    return {ident: tuple(sorted(chains)) for ident, chains in found.items() if chains}


@dimension(order=40, label=Text(zh="组织类型", en="Kind"), name=_choice(OrganisationKind))
@derived
def kind(snapshot: Snapshot) -> Groups:
    """Return the kind of each organisation that states one."""
    return {each.id: (each.kind.name,) for each in parties(snapshot).values() if each.kind}


@dimension(order=50, label=Text(zh="控股情况", en="Ownership"), name=_choice(Ownership))
@derived
def ownership(snapshot: Snapshot) -> Groups:
    """Return the ownership of each organisation's units, where all have the same."""
    units = snapshot.records(Unit)
    return _of_units(
        snapshot, {unit.id: unit.ownership.name if unit.ownership else "" for unit in units}
    )


def _of_units(snapshot: Snapshot, value: Mapping[str, str]) -> Groups:
    found = {
        party.id: {value.get(unit, "") for unit in party.units}
        for party in parties(snapshot).values()
    }
    found |= {ident: {own} for ident, own in value.items()}
    return {ident: tuple(own) for ident, own in found.items() if len(own) == 1 and "" not in own}


def _section(code: str | None) -> str:
    if not code:
        return ""
    if code[0].isalpha() and code[0] in SECTIONS:
        return code[0]
    parts = industry_parts(code)
    return chr(ord("A") + int(parts[-1])) if parts else ""


SECTIONS: Mapping[str, Text] = MappingProxyType(
    {
        letter: Text(zh=zh, en=en)
        for letter, zh, en in (
            ("A", "农、林、牧、渔业", "agriculture, forestry, animal husbandry, fishery"),
            ("B", "采矿业", "mining"),
            ("C", "制造业", "manufacturing"),
            ("D", "电力、热力、燃气及水生产和供应业", "electricity, heat, gas and water"),
            ("E", "建筑业", "construction"),
            ("F", "批发和零售业", "wholesale and retail"),
            ("G", "交通运输、仓储和邮政业", "transport, storage and post"),
            ("H", "住宿和餐饮业", "accommodation and catering"),
            ("I", "信息传输、软件和信息技术服务业", "information, software and IT services"),
            ("J", "金融业", "finance"),
            ("K", "房地产业", "real estate"),
            ("L", "租赁和商务服务业", "leasing and business services"),
            ("M", "科学研究和技术服务业", "research and technical services"),
            ("N", "水利、环境和公共设施管理业", "water, environment and public facilities"),
            ("O", "居民服务、修理和其他服务业", "resident services, repair and others"),
            ("P", "教育", "education"),
            ("Q", "卫生和社会工作", "health and social work"),
            ("R", "文化、体育和娱乐业", "culture, sport and entertainment"),
            ("S", "公共管理、社会保障和社会组织", "public administration and social organisations"),
            ("T", "国际组织", "international organisations"),
        )
    }
)
"""Sections (门类) of GB/T 4754-2017 by letter."""
