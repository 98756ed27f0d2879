"""Lists behind the overview's figures, with the columns needed to work them off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from graphs.model import Agreement, Count, Division, Snapshot, Statement
from graphs.network import agreement_statuses, display_name, parties
from graphs.statistics import Attention, DivisionCoverage, host_loads, nearest_free_host
from graphs.text import Language, Text

__all__ = ["attention_rows", "division_name", "names_of", "town_rows"]

Rows: TypeAlias = list[tuple[object, ...]]


def names_of(snapshot: Snapshot, ids: Iterable[str], language: Language) -> list[str]:
    """Return how organisations are called."""
    known = parties(snapshot)
    return [known[ident].name.say(language) for ident in ids]


def division_name(snapshot: Snapshot, ident: str | None, language: Language) -> str:
    """Return how a division is called; a dash where there is none."""
    found = snapshot.by_id(Division).get(ident or "")
    return display_name(found.name, found.name_en).say(language) if found else "—"


def town_rows(snapshot: Snapshot, towns: tuple[DivisionCoverage, ...], language: Language) -> Rows:
    """Return township, paired, unpaired and rate."""
    return [
        (
            division_name(snapshot, town.division, language),
            _cell(town.paired, language),
            _cell(town.unpaired, language),
            town.rate.words().say(language),
        )
        for town in towns
    ]


def _cell(figure: Count, language: Language) -> object:
    """Return a figure for a column: a number that sorts where it is exact, else its bounds."""
    return int(figure.low) if figure.low == figure.high else figure.words().say(language)


def attention_rows(
    snapshot: Snapshot, each: Attention, language: Language
) -> tuple[list[str], Rows]:
    """Return heads and rows of a concern; the unpaired with their nearest free host."""
    known = parties(snapshot)
    if each.key == "unpaired":
        heads = Text(
            zh="区划|党组织|最近的可结对国企党组织|公里|余量",
            en="Division|Organisation|Nearest host with room|km|Slots left",
        )
        return heads.say(language).split("|"), _unpaired(snapshot, each.ids, language)
    if each.key == "overloaded":
        heads = Text(
            zh="党组织|有效结对|常规|常规来源", en="Organisation|Pairs in force|Usual|Usual load is"
        )
        loads = {load.host: load for load in host_loads(snapshot)}
        stated = Text(zh="已载明", en="stated"), Text(zh="默认值", en="the default")
        rows: Rows = [
            (
                known[ident].name.say(language),
                _cell(loads[ident].load, language),
                loads[ident].usual,
                stated[0 if loads[ident].stated else 1].say(language),
            )
            for ident in each.ids
        ]
        return heads.say(language).split("|"), rows
    agreements = snapshot.by_id(Agreement)
    if each.ids and each.ids[0] in agreements:
        heads = (
            Text(zh="协议|签约方|到期|对数", en="Agreement|Signatories|Ends on|Pairs")
            if each.key == "dormant_pairs"
            else Text(zh="协议|签约方|到期|份数", en="Agreement|Signatories|Ends on|Agreements")
        )
        rows = _agreements(snapshot, each.ids, language)
        counted = [_cell(part, language) for part in each.parts]
        return heads.say(language).split("|"), [
            (*row, number) for row, number in zip(rows, counted, strict=True)
        ]
    statements = snapshot.by_id(Statement)
    if each.ids and each.ids[0] in statements:
        heads = Text(zh="指标|数值", en="Indicator|Value")
        recorded = [statements[ident] for ident in each.ids]
        return heads.say(language).split("|"), [
            (_said(item, language), item.value.words().zh if item.value else "—")
            for item in recorded
        ]
    heads = Text(zh="区划|党组织", en="Division|Organisation")
    return heads.say(language).split("|"), [
        (division_name(snapshot, known[ident].home, language), known[ident].name.say(language))
        for ident in each.ids
    ]


def _said(item: Statement, language: Language) -> str:
    return (item.indicator_en if language == "en" else None) or item.indicator


def _unpaired(snapshot: Snapshot, ids: tuple[str, ...], language: Language) -> Rows:
    known = parties(snapshot)
    rows: Rows = []
    for ident in ids:
        near = nearest_free_host(snapshot, ident)
        rows.append(
            (
                division_name(snapshot, known[ident].home, language),
                known[ident].name.say(language),
                known[near.host].name.say(language) if near else "—",
                round(near.distance_km, 1) if near and near.distance_km is not None else None,
                near.free if near else None,
            )
        )
    return rows


def _agreements(snapshot: Snapshot, ids: tuple[str, ...], language: Language) -> Rows:
    known = parties(snapshot)
    statuses = agreement_statuses(snapshot)
    signed: dict[str, list[str]] = {}
    table = snapshot.table("signatory").select(["agreement", "organisation"]).to_pylist()
    for row in table:
        if row["organisation"] in known:
            signed.setdefault(row["agreement"], []).append(
                known[row["organisation"]].name.say(language)
            )
    found = snapshot.by_id(Agreement)
    rows: Rows = []
    for ident in ids:
        ends = statuses[ident].ends_on
        names = list(dict.fromkeys(signed.get(ident, [])))
        rows.append(
            (
                found[ident].title or found[ident].number or ident,
                Text(zh="、", en=", ").say(language).join(names),
                ends.isoformat() if ends else "—",
            )
        )
    return rows
