"""Revisions and record versions as table rows: record, field, before, after."""

from __future__ import annotations

from graphs.ledger import RowChange, Version
from graphs.model import RECORDS, Snapshot
from graphs.network import record_name, value_words
from graphs.text import Language, Text

__all__ = [
    "difference_heads",
    "difference_rows",
    "kind_words",
    "validity",
    "version_rows",
]

_HEADS = Text(
    zh="情况|记录类型|编号|名称|栏目|修改前|修改后",
    en="What|Record|Id|Name|Field|Before|After",
)
_WHAT = {
    "added": Text(zh="新增", en="added"),
    "changed": Text(zh="变更", en="changed"),
    "gone": Text(zh="撤销", en="taken back"),
}
_VALID = Text(zh="有效期", en="In force")

_KINDS = {
    "change": Text(zh="变更", en="change"),
    "undo": Text(zh="撤销", en="undo"),
    "restore": Text(zh="恢复", en="restore"),
    "import": Text(zh="导入", en="import"),
    "bulk": Text(zh="批量装入", en="bulk load"),
    "plan": Text(zh="结对方案", en="plan"),
    "duplicates": Text(zh="查重", en="duplicates"),
    "waiver": Text(zh="豁免", en="waiver"),
}

_Row = tuple[object, ...]


def kind_words(kind: str, language: Language) -> str:
    """Return the words of a kind of revision; one from elsewhere is shown as it is."""
    known = _KINDS.get(kind)
    return known.say(language) if known else kind


def difference_heads(language: Language) -> list[str]:
    """Return the heads of the rows below."""
    return _HEADS.say(language).split("|")


def validity(version: Version, language: Language) -> str:
    """Return the days a version holds for; the last one is outside."""
    always = Text(zh="起初", en="always").say(language)
    start = version.valid_from.isoformat() if version.valid_from else always
    stop = version.valid_to.isoformat() if version.valid_to else "—"
    return f"{start} → {stop}"


def difference_rows(
    snapshot: Snapshot, changes: tuple[RowChange, ...], language: Language
) -> list[_Row]:
    """Return one row for each field a revision changed, one for a record it added or took back."""
    return [row for change in changes for row in _rows(snapshot, change, language)]


def _rows(snapshot: Snapshot, change: RowChange, language: Language) -> list[_Row]:
    declared = RECORDS[change.kind]
    old = change.before[-1] if change.before else None
    new = change.after[-1] if change.after else None
    item = (new or old).record if (new or old) else None  # type: ignore[union-attr]  # one of them is there
    name = record_name(snapshot, item).say(language) if item else change.id
    head = (declared.label.say(language), change.id, name)
    if old is None or new is None:
        what = _WHAT["added" if old is None else "gone"].say(language)
        days = [validity(version, language) if version else "" for version in (old, new)]
        return [(what, *head, _VALID.say(language), *days)]
    found: list[_Row] = []
    for each in declared.columns:
        values = [getattr(version.record, each.name) for version in (old, new)]
        if each.name == "path" or values[0] == values[1]:
            continue
        said = [
            "" if value is None else value_words(snapshot, each, value).say(language)
            for value in values
        ]
        found.append((_WHAT["changed"].say(language), *head, each.label.say(language), *said))
    days = [validity(version, language) for version in (old, new)]
    if days[0] != days[1] or not found:
        found.append((_WHAT["changed"].say(language), *head, _VALID.say(language), *days))
    return found


def version_rows(
    snapshot: Snapshot, versions: tuple[Version, ...], language: Language
) -> list[_Row]:
    """Return the versions of one record: when in force, when known, what it said."""
    still = Text(zh="现行", en="current").say(language)
    return [
        (
            version.opened,
            still if version.closed is None else str(version.closed),
            validity(version, language),
            "；".join(
                f"{each.label.say(language)} {value_words(snapshot, each, value).say(language)}"
                for each in RECORDS[version.kind].columns
                if (value := getattr(version.record, each.name)) is not None and each.name != "path"
            ),
        )
        for version in versions
    ]
