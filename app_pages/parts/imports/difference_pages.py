"""What an import would change, by page: all of it, or one group; new organisations come first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from graphs.intake import Difference, Import
from graphs.intake.outcome.difference_list import DifferenceGroup, group_of
from graphs.model import PLACEHOLDER, RECORDS
from graphs.text import Text

__all__ = ["difference_table"]

_KINDS = {
    "added": Text(zh="新增", en="added"),
    "changed": Text(zh="变更", en="changed"),
    "ended": Text(zh="终止", en="ended"),
    "suspicious": Text(zh="存疑", en="suspicious"),
}
_FIRST = ("organisation", "unit", "agreement", "division")
_HEADS = Text(
    zh="情况|记录|名称|栏目|台账原值|文件的值|提醒|表|行",
    en="What|Record|Name|Field|In the ledger|In the file|Mind|Sheet|Row",
)
_EVERY = Text(zh="全部", en="All of them")
_PAGE = 100
_GROUP, _AT = "imports:difference:group", "imports:difference:at"
_ALL = ""


def difference_table(view: View, outcome: Import) -> None:
    """Draw the counts, then a page of what is added, ended, changed or doubtful."""
    counts = outcome.counts()
    shown = zip(st.columns(4), counts.items(), strict=True)
    for place, (kind, number) in shown:
        place.metric(view.say(_KINDS[kind]), f"{number:,}")
    if not outcome.differences:
        return
    groups = outcome.groups()
    total = sum(groups.values())
    chosen, at = _ALL, 0
    listed: Sequence[Difference] = outcome.differences
    if total > _PAGE or len(groups) > 1:
        chosen, listed, at = _narrowed(view, groups, listed)
    rows = [_difference(each, view) for each in listed[at : at + _PAGE]]
    rows_table(view.say(_HEADS).split("|"), rows, key="imports:differences", height=300)
    many = groups.get(_group(chosen), total)
    if len(listed) < many:
        words = Text(
            zh="这里只列出前 {m} 条，共 {n} 条；写入后在“记录”“历史”页都能看到。",
            en="The first {m} of {n} are listed here; once written all are on Records and History.",
        )
        st.caption(view.say(words.format(m=f"{len(listed):,}", n=f"{many:,}")))


def _narrowed(
    view: View, groups: dict[DifferenceGroup, int], every: Sequence[Difference]
) -> tuple[str, Sequence[Difference], int]:
    """Draw the choice of a group and the buttons that turn the page; return what they come to."""
    keys = sorted(map(_key, groups), key=_rank)
    labels = {_key(group): _label(group) for group in groups}
    if st.session_state.get(_GROUP, _ALL) not in (_ALL, *keys):
        del st.session_state[_GROUP]  # the last one of its group is gone
    choice, words, back, onward = st.columns([0.34, 0.34, 0.16, 0.16], vertical_alignment="bottom")
    chosen = choice.selectbox(
        view.say(Text(zh="看哪一种差异", en="Which differences")),
        [_ALL, *keys],
        format_func=lambda key: view.say(labels.get(key, _EVERY)),
        key=_GROUP,
    )
    listed = every if chosen == _ALL else [each for each in every if _key(group_of(each)) == chosen]
    kept: tuple[str, int] = st.session_state.get(_AT, (chosen, 0))
    last = max(0, (len(listed) - 1) // _PAGE * _PAGE)
    at = min(kept[1], last) if kept[0] == chosen else 0
    # The buttons are drawn before the words they change.
    earlier = back.button(
        view.say(Text(zh="上一页", en="Back")), disabled=not last, key="imports:difference:back",
        width="stretch",
    )  # fmt: skip
    later = onward.button(
        view.say(Text(zh="下一页", en="Next")), disabled=not last, key="imports:difference:next",
        width="stretch",
    )  # fmt: skip
    at = max(0, min(at + _PAGE * (later - earlier), last))
    st.session_state[_AT] = (chosen, at)
    many = groups.get(_group(chosen), sum(groups.values()))
    place = Text(zh="第 {a}–{b} 条，共 {n} 条", en="{a}–{b} of {n}")
    end = min(at + _PAGE, len(listed))
    words.caption(view.say(place.format(a=f"{at + 1:,}", b=f"{end:,}", n=f"{many:,}")))
    return chosen, listed, at


def _key(group: DifferenceGroup) -> str:
    return ":".join(group)


def _group(key: str) -> DifferenceGroup:
    kind, _, record = key.partition(":")
    return kind, record  # type: ignore[return-value]  # made by _key


def _rank(key: str) -> tuple[int, int]:
    """New organisations first, then what is doubtful: both want a look before anything is written."""
    kind, record = _group(key)
    order = ("added", "suspicious", "changed", "ended").index(kind)
    return order, _FIRST.index(record) if record in _FIRST else len(_FIRST)


def _label(group: DifferenceGroup) -> Text:
    kind, record = group
    if not record:
        return _KINDS[kind]
    return _KINDS[kind] + Text(zh="：", en=": ") + RECORDS[record].label


def _difference(each: Difference, view: View) -> tuple[object, ...]:
    declared = RECORDS[each.record]
    return (
        view.say(_KINDS[each.kind]),
        view.say(declared.label),
        each.name or ("" if each.id.startswith(PLACEHOLDER) else each.id),
        view.say(declared.column(each.field).label) if each.field else "",
        view.say(each.before),
        view.say(each.details() if each.kind == "added" else each.after),
        view.say(each.why) if each.why else "",
        each.sheet,
        each.row or None,
    )
