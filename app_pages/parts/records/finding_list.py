"""Findings as table rows, on screen and for download."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.errors import NotFound
from graphs.glossary import heading
from graphs.interchange import Sheet, list_column
from graphs.model import Actor, Division, Snapshot, Waiver, derived
from graphs.network import display_name, find_record, record_name
from graphs.rules import RULES, Finding, Unstated, check, unstated
from graphs.text import Language, Text

__all__ = [
    "checked",
    "finding_rows",
    "finding_sheet",
    "heads",
    "home_of",
    "unstated_rows",
    "unstated_sheet",
]

_Row = tuple[str | None, ...]


_COLUMNS = (
    list_column("severity", "轻重", "Severity"),
    list_column("rule", "规则", "Rule"),
    list_column("division", "区划", "Division"),
    list_column("sentence", "问题", "Finding"),
    list_column("remedy", "怎么办", "What to do"),
)
_WAIVER_COLUMNS = (
    list_column("reason", "豁免理由", "Reason for the waiver"),
    list_column("approver", "批准岗位", "Approved by"),
    list_column("expires_on", "有效期至", "Expires on"),
)
_FILE_COLUMNS = (
    list_column("records", "所涉记录", "Records"),
    list_column("value", "值", "Value"),
    list_column("on", "所评判的日期", "Day judged"),
    list_column("source", "依据", "Source"),
    list_column("standing", "依据可信度", "How well the source is known"),
    list_column("key", "问题代号", "Key"),
)

_UNSTATED_COLUMNS = (
    list_column("rule", "规则", "Rule"),
    list_column("silence", "未载明的数据", "What is not stated"),
    list_column("records", "条数", "Records"),
)


@derived
def checked(snapshot: Snapshot) -> tuple[tuple[Finding, ...], tuple[Unstated, ...]]:
    """Return what breaks a rule, and what the rules lack; kept with the snapshot."""
    return check(snapshot), unstated(snapshot)


def heads(language: Language, *, waived: bool = False) -> list[str]:
    """Return the heads of the rows on the screen."""
    columns = _COLUMNS + (_WAIVER_COLUMNS if waived else ())
    return [each.label.say(language) for each in columns]


def home_of(snapshot: Snapshot, finding: Finding, language: Language) -> str:
    """Return the division of the record to open; blank where it has none."""
    try:
        item = find_record(snapshot, finding.record)
    except NotFound:
        return ""
    ident = item.id if isinstance(item, Division) else getattr(item, "division", None)
    home = snapshot.by_id(Division).get(ident or "")
    return display_name(home.name, home.name_en).say(language) if home else ""


def finding_rows(
    snapshot: Snapshot, found: Sequence[Finding], language: Language, *, waived: bool = False
) -> list[_Row]:
    """Return one row a finding, for the screen."""
    return [
        _row(snapshot, each, language) + (_waiver(snapshot, each, language) if waived else ())
        for each in found
    ]


def unstated_rows(silent: Sequence[Unstated], language: Language) -> list[_Row]:
    """Return one row a rule and datum that is not stated everywhere."""
    return [
        (
            RULES[each.rule].label.say(language),
            each.silence.words().say(language),
            f"{each.silence.missing} / {each.silence.total}",
        )
        for each in silent
    ]


def unstated_sheet(silent: Sequence[Unstated], language: Language) -> Sheet:
    """Return what is not stated as a list to take away, beside the findings."""
    return Sheet(
        key="not_stated",
        label=Text(zh="未载明", en="Not stated"),
        columns=_UNSTATED_COLUMNS,
        rows=tuple(unstated_rows(silent, language)),
    )


def finding_sheet(snapshot: Snapshot, found: Sequence[Finding], language: Language) -> Sheet:
    """Return the findings as a list to take away; columns of waivers where one is waived."""
    waived = any(not each.counts for each in found)
    rows = finding_rows(snapshot, found, language, waived=waived)
    return Sheet(
        key="findings",
        label=heading("finding"),
        columns=(*_COLUMNS, *(_WAIVER_COLUMNS if waived else ()), *_FILE_COLUMNS),
        rows=tuple(
            (*row, *_file(snapshot, each, language)) for row, each in zip(rows, found, strict=True)
        ),
    )


def _row(snapshot: Snapshot, each: Finding, language: Language) -> _Row:
    return (
        each.severity.label.say(language),
        RULES[each.rule].label.say(language),
        home_of(snapshot, each, language),
        each.sentence.say(language),
        each.remedy.say(language),
    )


def _waiver(snapshot: Snapshot, each: Finding, language: Language) -> _Row:
    waiver = snapshot.get(Waiver, each.waived_by or "")
    actor = snapshot.by_id(Actor).get(waiver.approver)
    post = display_name(actor.post, actor.post_en).say(language) if actor else waiver.approver
    return (waiver.reason, post, waiver.expires_on.text)


def _file(snapshot: Snapshot, each: Finding, language: Language) -> _Row:
    names = []
    for ident in each.records:
        try:
            name = record_name(snapshot, find_record(snapshot, ident)).say(language)
        except NotFound:
            name = ident
        names.append(f"{name} [{ident}]")
    return (
        "；".join(names),
        each.value,
        each.on.isoformat(),
        each.source.title.say(language),
        each.source.certainty.label.say(language),
        each.key,
    )
