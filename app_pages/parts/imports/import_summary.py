"""What a clerk wants to know first of an import: what to do next, what is new, what is doubtful."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.intake import Import
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["summary_box"]

_NEXT = Text(
    zh="**改正 {n} 处错误后即可写入**：{m} 处有建议，可一次采用；也可以先搁置有错的行，其余照常导入。",
    en="**Put {n} {n:error|errors} right, then write**: {m} {m:has a suggestion|have suggestions}, taken with one "
    "click; rows with errors can also be set aside and the rest imported.",
)
_NO_SUGGESTION = Text(
    zh="**改正 {n} 处错误后即可写入**；也可以先搁置有错的行，其余照常导入。",
    en="**Put {n} {n:error|errors} right, then write**; rows with errors can also be set aside and the rest "
    "imported.",
)
_READY = Text(
    zh="**没有错误，可以写入**：看过下面的差异，在“四、写入”处填写岗位。",
    en="**No errors, ready to write**: look at the difference below and sign at “4 · Write”.",
)
_SAME = Text(
    zh="**没有要写入的变化**：台账里已经是这样。",
    en="**Nothing to write**: the ledger says all this already.",
)
_RANK = {kind: at for at, kind in enumerate(("organisation", "agreement", "unit", "division"))}
_ADDED = Text(zh="新增 {n} 条：{kinds}", en="{n} new: {kinds}")
_MIND = Text(zh="请留意：", en="Mind: ")


def summary_box(view: View, outcome: Import) -> None:
    """Draw the box above the issues and differences."""
    lines = [_next(outcome), *_written(outcome), *_doubtful(outcome)]
    text = "  \n".join(view.say(line) for line in lines)
    if outcome.errors:
        st.error(text, icon=":material/edit:")
    elif outcome.changes:
        st.success(text, icon=":material/task_alt:")
    else:
        st.info(text, icon=":material/done_all:")


def _next(outcome: Import) -> Text:
    wrong = outcome.errors
    if not wrong:
        return _READY if outcome.changes else _SAME
    suggested = sum(bool(each.suggestion) for each in wrong)
    return (_NEXT if suggested else _NO_SUGGESTION).format(n=len(wrong), m=suggested)


def _written(outcome: Import) -> list[Text]:
    """Return what would be new, by kind of record, and how much would change or end."""
    counts, parts = outcome.counts(), list[Text]()
    if counts["added"]:
        added = sorted(outcome.added().items(), key=lambda each: _RANK.get(each[0], len(_RANK)))
        kinds = [RECORDS[kind].label + Text.same(f" {many:,}") for kind, many in added]
        listed = Text.join(kinds, zh="、", en=", ")
        parts.append(_ADDED.format(n=f"{counts['added']:,}", kinds=listed))
    if counts["changed"] or counts["ended"]:
        words = Text(zh="变更 {changed} 处，终止 {ended} 条", en="{changed} changed, {ended} ended")
        parts.append(words.format(**counts))
    return [Text.join(parts, zh="；", en="; ")] if parts else []


def _doubtful(outcome: Import) -> list[Text]:
    warnings = sum(each.severity == "warning" for each in outcome.issues)
    said = (
        (warnings, Text(zh="警告 {n} 处", en="{n} {n:warning|warnings}")),
        (outcome.counts()["suspicious"], Text(zh="疑似重复 {n} 条", en="{n} possible {n:duplicate|duplicates}")),
        (
            outcome.homeless,
            Text(
                zh="{n} 个新党组织没有所在区划（右上可选放在哪里）",
                en="{n} new {n:organisation has|organisations have} no division (choose one above)",
            ),
        ),
        (len(outcome.set_aside), Text(zh="搁置 {n} 行", en="{n} {n:row|rows} set aside")),
    )  # fmt: skip
    parts = [words.format(n=many) for many, words in said if many]
    return [_MIND + Text.join(parts, zh="，", en=", ")] if parts else []
