"""The change note as a sheet and as a Word paper to hand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphs.interchange.sheet import Sheet, list_column
from graphs.interchange.word_paper import (
    document_bytes,
    new_document,
    put_foot,
    put_heading,
    put_paragraph,
    put_table,
)
from graphs.model import Snapshot
from graphs.statistics import ChangeKind, ChangeLine
from graphs.text import Language, Text

__all__ = ["change_paper", "change_sheet"]

_HEADS = (
    list_column("kind", "情况", "What happened"),
    list_column("record", "记录类型", "Record"),
    list_column("id", "编号", "Id"),
    list_column("name", "名称", "Name"),
    list_column("column", "栏目", "Field"),
    list_column("before", "变更前", "Before"),
    list_column("after", "变更后", "After"),
)

_WHOLE = frozenset({"record", "id", "name"})
_CHANGED = frozenset({"record", "name", "column", "before", "after"})


def change_sheet(lines: Sequence[ChangeLine], language: Language) -> Sheet:
    """Return the lines of a change note as rows under declared columns.

    Examples
    --------
    >>> change_sheet([], "zh").columns[0].label.zh
    '情况'
    """
    rows = tuple(
        (
            line.kind.label.say(language),
            line.record.say(language),
            line.id,
            line.name.say(language),
            *(
                None if words is None else words.say(language)
                for words in (line.column, line.before, line.after)
            ),
        )
        for line in lines
    )
    label = Text(zh="变更说明", en="Change note")
    return Sheet(key="changes", label=label, columns=_HEADS, rows=rows)


def change_paper(
    lines: Sequence[ChangeLine],
    before: Snapshot,
    after: Snapshot,
    *,
    title: Text,
    language: Language,
) -> bytes:
    """Return the change note as a Word file: what is compared, the counts, then every line."""
    head = title + Text(zh="变更说明", en=": change note")
    paper = new_document(head, language, landscape=True)
    put_paragraph(paper, _compared(lines, before, after).say(language))
    if after.synthetic or before.synthetic:
        mark = Text(zh="含虚构演示数据。", en="Contains invented demonstration data.")
        put_paragraph(paper, mark.say(language))
    sheet = change_sheet(lines, language)
    for kind in ChangeKind:
        keys = _CHANGED if kind is ChangeKind.changed else _WHOLE
        shown = [place for place, column in enumerate(sheet.columns) if column.key in keys]
        heads = [sheet.columns[place].label.say(language) for place in shown]
        rows = [
            [str(row[place] or "") for place in shown]
            for line, row in zip(lines, sheet.rows, strict=True)
            if line.kind is kind
        ]
        if rows:
            put_heading(paper, f"{kind.label.say(language)}（{len(rows)}）")
            put_table(paper, heads, rows)
    digest = Text(zh="台账摘要：{d}", en="Digest of the ledger: {d}").format(d=after.digest or "—")
    put_paragraph(paper, digest.say(language), small=True)
    put_foot(paper, after.identity.say(language))
    return document_bytes(paper)


def _compared(lines: Sequence[ChangeLine], before: Snapshot, after: Snapshot) -> Text:
    counts = Counter(line.kind for line in lines)
    return Text(
        zh="对照：{a}（第 {ra} 版）与 {b}（第 {rb} 版）。新增 {n} 条，变更 {c} 处，终止 {e} 条。",
        en="Compared: {a} (revision {ra}) with {b} (revision {rb}). Added {n}, changed {c}, ended {e}.",
    ).format(
        a=before.as_of.isoformat(),
        ra=before.revision,
        b=after.as_of.isoformat(),
        rb=after.revision,
        n=counts[ChangeKind.added],
        c=counts[ChangeKind.changed],
        e=counts[ChangeKind.ended],
    )
