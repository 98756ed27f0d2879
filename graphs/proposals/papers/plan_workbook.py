"""A plan in sheets: every pair with its evidence, who is left out, totals, settings, the proof."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from graphs.interchange import ListColumn, Sheet, list_column
from graphs.model import ProposedPair, number_text
from graphs.planning import (
    CRITERIA,
    FLAGS,
    SETTING_CHOICES,
    SETTING_LABELS,
    Objective,
    Plan,
    PlanningProblem,
    PlanSettings,
    Waterfall,
    in_points,
    why,
)
from graphs.proposals.plan_value import exact_number, names_of
from graphs.text import Language, Text

__all__ = ["evidence_sheet", "left_out_sheet", "proof_sheet", "settings_sheet", "totals_sheet"]

_Row: TypeAlias = tuple[str | int | float | bool | None, ...]
Extra: TypeAlias = tuple[ListColumn, Sequence[str]]


_PAIR_COLUMNS = (
    list_column("guest_id", "非公方编号", "Guest id", "台账编号", "id in the ledger", 9),
    list_column("guest", "非公方", "Guest", "非公侧党组织", "non-public-side organisation", 20),
    list_column("host_id", "国企方编号", "Host id", "台账编号", "id in the ledger", 9),
    list_column("host", "国企方", "Host", "国企侧党组织", "state-owned-side organisation", 20),
    list_column("score", "得分", "Score", "满分 100", "points of 100", 7),
    list_column("missing", "缺失占比", "Missing", "没有数据的权重占比", "share of the weights without data", 7),
    list_column("flags", "提示", "Flags", "不计入得分", "never inside the score", 12),
    list_column("reason", "理由", "Reason", "得分最高的几项、缺的数据、提示", "what adds most, what is missing, the flags", 52),
)  # fmt: skip

_WHOLE = 1_000_000
_NARROW = 8
"""How wide the score of one criterion is."""


def evidence_sheet(
    problem: PlanningProblem,
    settings: PlanSettings,
    pairs: Sequence[tuple[str, str]],
    language: Language,
    *,
    extra: Iterable[Extra] = (),
    stored: Sequence[ProposedPair] | None = None,
) -> Sheet:
    """Return a pair (guest, host) a row with the score of every criterion that weighs.

    Parameters
    ----------
    extra
        Columns put in after the flags, each with a value a pair.
    stored
        The pairs as a proposal holds them, where its plan could not be made again: score and reason
        are theirs, for both depend on all candidates there were (missing data counts as their mean).

    Raises
    ------
    ValueError
        A pair is no candidate of the problem.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix
    >>> given = PlanSettings(weights=(("given", 1.0),))
    >>> found = evidence_sheet(problem_from_matrix(np.array([[0.5]])), given, [("guest1", "host1")], "zh")
    >>> [column.key for column in found.columns][-1], found.rows[0][4]
    ('given', 50.0)
    """
    added = tuple(extra)
    weighed = [each for key, each in CRITERIA.items() if settings.weight(key)]
    criteria = [
        ListColumn(
            key=each.key,
            label=each.label,
            note=Text(zh="权重 {w}；空白表示没有数据", en="weight {w}; blank means no data").format(
                w=number_text(settings.weight(each.key))
            ),
            width=_NARROW,
        )
        for each in weighed
    ]
    names = names_of(problem)
    rows = []
    for place, (guest, host) in enumerate(pairs):
        found = why(problem, settings, guest, host, beside=pairs)
        head = (guest, names[guest].say(language), host, names[host].say(language))
        score: float | None = in_points(found.score)
        flags = Text.join([FLAGS[key].label for key in found.flags], zh="；", en="; ").say(language)
        more = tuple(values[place] for _, values in added)
        words = found.sentence.say(language)
        if stored is not None:
            score, words = _as_stored(stored[place], language)
        rows.append((*head, score, found.missing, flags, words, *more, *_scores(found)))
    return Sheet(
        key="pairs",
        label=Text(zh="结对与依据", en="Pairs and evidence"),
        columns=(*_PAIR_COLUMNS, *(column for column, _ in added), *criteria),
        rows=tuple(rows),
    )


def _as_stored(pair: ProposedPair, language: Language) -> tuple[float | None, str]:
    score = None if pair.score is None else in_points(round(pair.score * _WHOLE))
    words = (pair.reason_en if language == "en" else None) or pair.reason or ""
    return score, words


def _scores(found: Waterfall) -> _Row:
    return tuple(
        None if part.evidence.score is None else round(part.evidence.score, 6)
        for part in found.parts
        if part.criterion in CRITERIA
    )


def left_out_sheet(problem: PlanningProblem, plan: Plan, language: Language) -> Sheet:
    """Return a guest without a pair a row, with the reason.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import plan, problem_from_matrix
    >>> given = problem_from_matrix(np.array([[0.9], [0.1]]))
    >>> made = plan(given, PlanSettings(weights=(("given", 1.0),)))
    >>> left_out_sheet(given, made, "zh").rows[0][0]
    'guest2'
    """
    names = names_of(problem)
    columns = (
        *_PAIR_COLUMNS[:2],
        list_column(
            "kind", "情况", "Kind", "barred、full、limits、score", "barred, full, limits or score"
        ),
        _PAIR_COLUMNS[-1],
    )
    rows = tuple(
        (each.guest, names[each.guest].say(language), each.kind, each.reason.say(language))
        for each in plan.left_out
    )
    label = Text(zh="未安排", en="Left out")
    return Sheet(key="left_out", label=label, columns=columns, rows=rows)


def totals_sheet(
    plan: Plan, language: Language, *, guests: int, hosts: int, unnamed: int = 0
) -> Sheet:
    """Return what a plan achieves, a figure a row."""
    totals = plan.totals
    figures: tuple[tuple[Text, int | float], ...] = (
        (Text(zh="结对", en="Pairs"), totals.pairs),
        (Text(zh="其中已有", en="of which in force already"), totals.kept),
        (Text(zh="非公方", en="Guests"), guests),
        (Text(zh="已安排的非公方", en="Guests served"), totals.served),
        (Text(zh="未安排的非公方", en="Guests left out"), len(plan.left_out)),
        (Text(zh="国企方", en="Hosts"), hosts),
        (Text(zh="总分", en="Total score"), in_points(totals.total)),
        (Text(zh="最低要求的缺口", en="Units short of minimums"), totals.shortfall),
    )
    if unnamed:
        beside = Text(
            zh="另有未具名的合并记录（不在方案之内）",
            en="Records of unnamed guests, outside the plan",
        )
        figures = (*figures, (beside, unnamed))
    return _table("totals", Text(zh="汇总", en="Totals"), figures, language)


def settings_sheet(settings: PlanSettings, language: Language) -> Sheet:
    """Return the settings of a plan, one a row, in canonical JSON beside it."""
    objective = Objective[settings.objective].label.say(language)
    lines: list[tuple[Text, str | int | float | None]] = [
        (Text(zh="目标", en="Objective"), objective)
    ]
    lines += [
        (Text(zh="权重：", en="Weight: ") + CRITERIA[key].label, weight)
        for key, weight in settings.weights
    ]
    lines += [
        (SETTING_LABELS[key], _plain(key, value, language))
        for key, value in json.loads(settings.to_json()).items()
        if key not in ("objective", "weights")
    ]
    return _table("settings", Text(zh="设置", en="Settings"), lines, language)


def _plain(key: str, value: object, language: Language) -> str | int | float | None:
    """Return the value of a setting as it is read: words for a choice, rows of a list in one line."""
    if key in SETTING_CHOICES:
        return SETTING_CHOICES[key][str(value)].say(language)
    if isinstance(value, list):
        rows = [" ".join(str(cell) for cell in row.values()) for row in value]
        return Text.join([Text.same(row) for row in rows], zh="；", en="; ").say(language)
    return value if isinstance(value, str | int | float) else None


def proof_sheet(plan: Plan, language: Language) -> Sheet:
    """Return how a plan is proved best: its ids, the value, the bound that no plan exceeds."""
    proof = plan.certificate
    lines: list[tuple[Text, str | int | float | None]] = [
        (Text(zh="方案编号", en="Plan id"), plan.id),
        (Text(zh="问题摘要", en="Digest of the problem"), plan.problem),
        (Text(zh="已证明最优", en="Proved best"), proof.proved),
        (Text(zh="证明说明", en="What is proved"), proof.statement().say(language)),
        (Text(zh="证明方式", en="Proof"), proof.proof),
        (Text(zh="内容摘要", en="Digest of the content"), plan.content),
        # Values grow beyond what a spreadsheet's numbers hold exactly.
        (Text(zh="方案值", en="Value"), str(exact_number(proof.value))),
        (Text(zh="上界", en="Bound"), str(exact_number(proof.bound))),
        # All of them stand in plan.json; a cell is too short for a large plan's.
        (Text(zh="对偶价格个数", en="Dual prices, how many"), len(proof.prices)),
    ]
    lines += [(Text.same(level), f"{value} ≤ {bound}") for level, value, bound in proof.levels]
    return _table("proof", Text(zh="最优性证明", en="Proof"), lines, language)


def _table(
    key: str,
    label: Text,
    lines: Iterable[tuple[Text, str | int | float | None]],
    language: Language,
) -> Sheet:
    columns = (
        list_column("what", "项目", "What", width=40),
        list_column("value", "数值", "Value", width=70),
    )
    rows = tuple((name.say(language), value) for name, value in lines)
    return Sheet(key=key, label=label, columns=columns, rows=rows)
