"""Lists behind the overview's figures, with the columns needed to work them off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from graphs.model import Count, Division, Snapshot, Statement
from graphs.network import display_name, parties
from graphs.statistics import Attention, DivisionCoverage
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
    """Return heads and rows of a concern that is no question: statements, or organisations."""
    known = parties(snapshot)
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
