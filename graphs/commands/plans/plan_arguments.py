"""Plan arguments of the command line, and the settings they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphs.commands.command_line.command import AS_OF, FILE, REVISION, Argument, argument
from graphs.commands.command_line.usage_errors import amount, count
from graphs.commands.plans.plan_argument_words import (
    PAIR,
    capacity_of,
    mark_of,
    refused_argument,
    weight_of,
)
from graphs.errors import InputError, NotFound
from graphs.ledger import Ledger
from graphs.model import Scope, Snapshot
from graphs.planning import PRESETS, Objective, PlanningProblem, PlanSettings, problem_from_snapshot
from graphs.proposals import ProposalView, proposal_views, refused_by_rules, reworked
from graphs.text import Text

__all__ = [
    "EVERYONE",
    "PLAN_ARGUMENTS",
    "TARGET_ARGUMENTS",
    "VIEW_ARGUMENTS",
    "problem_of",
    "proposal_of",
    "read_settings",
    "settings_of",
    "snapshot_of",
]

_ID = Text(zh="编号", en="ID")
_NUMBER = Text(zh="数", en="N")

VIEW_ARGUMENTS: tuple[Argument, ...] = (
    argument(
        "--scope",
        zh="范围：whole、division:编号、chain:编号；缺省为台账所定",
        en="scope: whole, division:ID or chain:ID; the ledger's own by default",
        metavar=Text(zh="范围", en="SCOPE"),
    ),
    AS_OF,
    REVISION,
)
"""The arguments that say what part of a ledger on which day."""

EVERYONE = argument(
    "--everyone",
    zh="已结对的非公方也安排",
    en="guests that have a pair too",
    action="store_true",
)

PLAN_ARGUMENTS: tuple[Argument, ...] = (
    argument("--guest", zh="只安排这些非公方，可多次；缺省为尚未结对的", en="only these guests, may be repeated; the unpaired by default", metavar=_ID, action="append"),
    argument("--host", zh="只用这些国企方，可多次", en="only these hosts, may be repeated", metavar=_ID, action="append"),
    EVERYONE,
    argument("--settings", zh="方案设置的 JSON 文件；下面各项在其上修改", en="plan settings as a JSON file; what follows changes them", metavar=FILE, type=Path),
    argument("--rework", zh="在这个方案上重算：同意的锁定，不同意的禁止", en="plan a proposal again: accepted pairs locked, declined ones forbidden", metavar=_ID),
    argument("--preset", zh="权重预设", en="preset of weights", choices=tuple(PRESETS)),
    argument("--weight", zh="一项权重，可多次", en="one weight, may be repeated", metavar=Text(zh="评价项=权重", en="CRITERION=WEIGHT"), action="append", default=[]),
    argument("--objective", zh="目标", en="objective", choices=tuple(Objective.__members__)),
    argument("--lock", zh="锁定一对，可多次", en="lock a pair, may be repeated", metavar=PAIR, action="append", default=[]),
    argument("--forbid", zh="禁止一对，可多次", en="forbid a pair, may be repeated", metavar=PAIR, action="append", default=[]),
    argument("--capacity", zh="某个党组织至少、至多几对，可多次", en="least and most pairs of one organisation, may be repeated", metavar=Text(zh="编号=[至少-]至多", en="ID=[LEAST-]MOST"), action="append", default=[]),
    argument("--guest-high", zh="每个非公方至多几对", en="most pairs of each guest", metavar=_NUMBER, type=count),
    argument("--host-high", zh="每个国企方至多新增几对；缺省按其常量余额", en="most new pairs of each host; by default what its usual load leaves", metavar=_NUMBER, type=count),
    argument("--budget", zh="总共至多新增几对", en="most new pairs in all", metavar=_NUMBER, type=count),
    argument("--max-distance-km", zh="两方至多相距多少公里", en="how many kilometres apart at most", metavar=_NUMBER, type=amount),
    argument("--same", zh="必须同一乡镇或同一区县", en="in the same township or district only", choices=("town", "district")),
    argument("--existing", zh="fixed 现有结对不动；open 一并重排", en="fixed leaves pairs in force; open decides them again", choices=("fixed", "open")),
    argument("--keep-bonus", zh="重排时保留一对的加分（百分制）", en="points of 100 for each pair kept, with open", metavar=_NUMBER, type=amount),
    argument("--missing", zh="缺数据的评价项怎么算：取中、按最差、不计", en="how a criterion without data counts: as the mean, as the worst, or left out", choices=("middle", "worst", "left_out")),
    argument("--seconds", zh="整个求解至多几秒", en="time limit of the whole solve", metavar=_NUMBER, type=amount),
    argument("--alliance-size", zh="一份协议几方；2 为一对一", en="parties of an agreement; 2 for pairs", metavar=_NUMBER, type=count),
)  # fmt: skip
"""The arguments that say whom to plan for and what matters."""

TARGET_ARGUMENTS = PLAN_ARGUMENTS[:3]
"""Of these, the ones that say whom to plan for."""

_PLAIN = (
    "objective", "guest_high", "host_high", "budget", "max_distance_km", "same", "existing",
    "keep_bonus", "alliance_size", "missing", "seconds",
)  # fmt: skip


def snapshot_of(ledger: Ledger, scope: str | None, as_of: dt.date | None) -> Snapshot:
    """Return the part of a ledger that the arguments name; its home division by default.

    Raises
    ------
    InputError
        The scope is not written as one.
    NotFound
        The scope is not there on that day.
    LedgerError
        No day is given and the ledger names none.
    """
    if scope is None:
        return ledger.snapshot(ledger.shown_scope(), as_of)
    kind, _, ident = scope.partition(":")
    if scope != "whole" and (kind not in ("division", "chain") or not ident):
        raise refused_argument("--scope", scope, Text(zh="不是范围", en="is no scope"))
    return ledger.snapshot(Scope() if scope == "whole" else Scope(kind, ident), as_of)  # type: ignore[arg-type]  # one of two words just checked


def proposal_of(snapshot: Snapshot, ident: str) -> ProposalView:
    """Return the proposal of an id, or of a title that only one has.

    Raises
    ------
    NotFound
        There is none.
    """
    views = {view.proposal.id: view for view in proposal_views(snapshot)}
    if ident in views:
        return views[ident]
    titled = [view for view in views.values() if view.proposal.title == ident]
    if len(titled) == 1:
        return titled[0]
    keys = Text.join([Text.same(key) for key in views]) if views else Text(zh="无", en="none")
    raise NotFound(
        Text(zh="没有方案“{ident}”；现有：{keys}", en="there is no proposal “{ident}”; there is: {keys}")
        .format(ident=ident, keys=keys)
    )  # fmt: skip


def problem_of(
    snapshot: Snapshot, *, guest: list[str] | None, host: list[str] | None, everyone: bool
) -> PlanningProblem:
    """Return the problem the arguments ask for; organisations in error take no part.

    Raises
    ------
    InputError
        A guest or host is not in the snapshot; every one is listed.
    """
    return problem_from_snapshot(
        snapshot,
        guests=guest and sorted(set(guest)),
        hosts=host and sorted(set(host)),
        everyone=everyone,
        refused=refused_by_rules(snapshot),
    )


def settings_of(snapshot: Snapshot, arguments: Mapping[str, Any]) -> PlanSettings:
    """Return the settings the arguments ask for, later ones changing earlier ones.

    Raises
    ------
    InputError
        An argument is not written as it should be, or a value is out of range.
    NotFound
        There is no proposal to plan again.
    """
    if arguments["settings"] is not None and arguments["rework"] is not None:
        words = Text(
            zh="方案已有自己的设置，--settings 与 --rework 只能用一个",
            en="a proposal has settings of its own: give --settings or --rework, not both",
        )
        raise InputError(words)
    settings = _basis(snapshot, arguments["settings"], arguments["rework"])
    if arguments["preset"]:
        settings = replace(settings, weights=PRESETS[arguments["preset"]].weights)
    weights = [weight_of(words) for words in arguments["weight"]]
    locked = [mark_of("--lock", words) for words in arguments["lock"]]
    forbidden = [mark_of("--forbid", words) for words in arguments["forbid"]]
    capacities = [capacity_of(words) for words in arguments["capacity"]]
    # What is said here goes before what the basis says of the same; twice here is an error.
    couples = {(mark.guest, mark.host) for mark in (*locked, *forbidden)}
    marks = {
        name: tuple(m for m in getattr(settings, name) if (m.guest, m.host) not in couples)
        for name in ("locked", "forbidden")
    }
    named, weighed = {each.id for each in capacities}, {key for key, _ in weights}
    changes = {name: arguments[name] for name in _PLAIN if arguments[name] is not None}
    return replace(
        settings,
        weights=(*(w for w in settings.weights if w[0] not in weighed), *weights),
        locked=(*marks["locked"], *locked),
        forbidden=(*marks["forbidden"], *forbidden),
        capacities=(*(c for c in settings.capacities if c.id not in named), *capacities),
        **changes,
    )


def _basis(snapshot: Snapshot, path: Path | None, rework: str | None) -> PlanSettings:
    return read_settings(path) if rework is None else reworked(proposal_of(snapshot, rework))


def read_settings(path: Path | None) -> PlanSettings:
    """Return the settings of a JSON file; the usual ones without a file.

    Raises
    ------
    InputError
        The file cannot be read, or holds no settings.

    Examples
    --------
    >>> read_settings(None).objective
    'most_served'
    """
    if path is None:
        return PlanSettings()
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, ValueError):  # of letters no path has, too
        raise refused_argument(
            "--settings", str(path), Text(zh="读不了", en="cannot be read")
        ) from None
    return PlanSettings.from_json(words)
