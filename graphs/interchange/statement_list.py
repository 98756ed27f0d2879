"""The list of reported figures: each with its verdict, both values and their bounds."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.interchange.list_columns import SYNTHETIC
from graphs.interchange.sheet import Cell, ListColumn, Sheet, list_column
from graphs.model import Bounds, Division, Snapshot
from graphs.network import display_name
from graphs.statistics import Reconciliation, SignedFigure, known_measures, signed_figures
from graphs.text import Language, Text

__all__ = ["STATEMENT_COLUMNS", "statement_list"]

_NO_UPPER = ("空白表示没有上限", "blank means no upper bound")
_UNIT = ("按上报的单位", "in the unit reported")

STATEMENT_COLUMNS: tuple[ListColumn, ...] = (
    list_column("statement_id", "编号", "Id", "台账编号", "id in the ledger"),
    list_column("indicator", "指标", "Indicator", "所选语言", "in the chosen language"),
    list_column("as_of", "统计时点", "As of", "可只到年或月", "may be a year or a month only"),
    list_column("division", "范围", "Scope", "区划名称", "name of the division"),
    list_column("measure", "统计项代号", "Measure", "代号", "key"),
    list_column(
        "measure_label", "统计项", "Measure in words", "所选语言", "in the chosen language"
    ),
    list_column("reported", "上报数", "Reported", "与界面相同", "as on screen"),
    list_column("unit", "单位", "Unit", "原文", "as reported"),
    list_column("reported_low", "上报数（至少）", "Reported, at least", *_UNIT, kind="number"),
    list_column("reported_high", "上报数（至多）", "Reported, at most", *_NO_UPPER, kind="number"),
    list_column("ledger", "台账数", "Ledger", "与界面相同", "as on screen"),
    list_column("ledger_low", "台账数（至少）", "Ledger, at least", *_UNIT, kind="number"),
    list_column("ledger_high", "台账数（至多）", "Ledger, at most", *_NO_UPPER, kind="number"),
    list_column("verdict", "结论代号", "Verdict", "代号", "key"),
    list_column("verdict_label", "结论", "Verdict in words", "与界面相同", "as on screen"),
    list_column(
        "basis", "对照依据", "Compared by", "哪个范围、哪一天的台账", "scope and day of the ledger"
    ),
    list_column("reason", "为何不可比", "Why not comparable", "可比时空白", "blank where it is"),
    list_column(
        "explanations", "可能的解释", "What may explain it", "并列，不分主次", "none is preferred"
    ),
    list_column("sign_off", "签认代号", "Sign-off", "代号", "key"),
    list_column("sign_off_label", "签认", "Sign-off in words", "与界面相同", "as on screen"),
    list_column("signed_by", "签认岗位", "Signed off by", "最近一次", "the newest"),
    list_column(
        "signed_at", "签认所据版次", "Revision signed off", "台账的第几版", "of the ledger"
    ),
    list_column("quote", "原句", "Sentence", "来源原文", "words of the source"),
    list_column("source", "来源编号", "Source", "台账编号", "id in the ledger"),
    SYNTHETIC,
)
"""Columns of the list of reported figures, in order."""


def statement_list(
    snapshot: Snapshot, found: Iterable[Reconciliation], language: Language
) -> Sheet:
    """Return a reported figure a row, in the order and the words of the screen."""
    rows = tuple(_row(snapshot, each, language) for each in signed_figures(snapshot, tuple(found)))
    label = Text(zh="上报数与台账", en="Reported and ledger")
    return Sheet(key="statements", label=label, columns=STATEMENT_COLUMNS, rows=rows)


def _row(snapshot: Snapshot, signed: SignedFigure, language: Language) -> tuple[Cell, ...]:
    each, statement = signed.found, signed.found.statement
    newest = signed.sign_offs[0] if signed.sign_offs else None
    place = snapshot.by_id(Division).get(statement.division or "")
    measure = known_measures().get(statement.measure or "")
    scale = each.reported.scale if each.reported else 1.0
    explained = Text.join([why.words for why in each.explanations], zh="；", en="; ")
    return (
        statement.id,
        (statement.indicator_en if language == "en" else None) or statement.indicator,
        statement.as_of.text or statement.as_of.printed or "" if statement.as_of else "",
        display_name(place.name, place.name_en).say(language)
        if place
        else statement.division or "",
        statement.measure or "",
        measure.say(language) if measure else "",
        statement.value.words().say(language) if statement.value else "",
        statement.unit_of_count or "",
        *_bounds(statement.value.bounds if statement.value else None, 1.0),
        each.own_words().say(language),
        *_bounds(each.own_bounds, scale),
        each.verdict.name,
        each.verdict_words().say(language),
        each.basis.say(language) if each.basis else "",
        each.reason.say(language) if each.reason else "",
        explained.say(language) if each.explanations else "",
        signed.state.name,
        signed.state.label.say(language),
        newest.post if newest else "",
        str(newest.looked_at) if newest else "",
        statement.quote or "",
        statement.source or "",
        statement.synthetic,
    )


def _bounds(found: Bounds | None, scale: float) -> tuple[float | None, float | None]:
    """Return both bounds in the unit reported; blank where there is no figure."""
    if found is None:
        return None, None
    low, high = (
        None if each is None else round(each / scale, 6) for each in (found.low, found.high)
    )
    return low, high
