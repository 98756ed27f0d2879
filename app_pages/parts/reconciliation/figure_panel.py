"""One reported figure: both values, what may explain the difference, and what the ledger counts."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from app_pages.parts.reconciliation.signed_figure_cache import figure_at
from graphs.glossary import word
from graphs.model import Snapshot, Source
from graphs.statistics import SignedFigure, SignOffState, difference_words, is_sound
from graphs.statistics.statements.explanations import EXPLANATIONS
from graphs.statistics.statements.figure_evidence import row_name
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

__all__ = ["explanation_words", "figure_panel"]

_STATES = {
    SignOffState.unsigned: ("info", ":material/pending:"),
    SignOffState.signed: ("success", ":material/verified:"),
    SignOffState.reopened: ("warning", ":material/history:"),
}


def figure_panel(view: View, snapshot: Snapshot, figure: SignedFigure) -> None:
    """Draw a figure with everything it rests on, as the steward who signs it off has to see it."""
    found, said = figure.found, figure.found.statement
    name = Text.named(said.indicator, said.indicator_en)
    st.markdown("**" + plain(view.say(name)) + "**")
    _state(view, figure)
    _both(view, figure)
    if found.reason is not None:
        st.caption(plain(view.say(found.reason)))
    if found.explanations:
        st.markdown("**" + view.say(Text(zh="可能的解释", en="What may explain it")) + "**")
        items = "".join(f"<li>{safe(view.say(each.words))}</li>" for each in found.explanations)
        show(f"<ul>{items}</ul>")
    if said.quote:
        source = snapshot.by_id(Source).get(said.source or "")
        cited = f"<footer>{safe(source.title)}</footer>" if source else ""
        show(f"<blockquote>{safe(said.quote)}{cited}</blockquote>")
    _counted(view, snapshot, figure)
    _sign_offs(view, snapshot, figure)


def _state(view: View, figure: SignedFigure) -> None:
    kind, icon = _STATES[figure.state]
    words = figure.state.label
    if figure.sign_offs:
        newest = figure.sign_offs[0]
        form = Text(zh="{state}（{post}，据第 {n} 版）", en="{state} ({post}, at revision {n})")
        words = form.format(state=words, post=newest.post, n=newest.looked_at)
    if figure.moved:
        words = words + Text(zh="：", en=": ") + Text.join(figure.moved, zh="；", en="; ")
    getattr(st, kind)(plain(view.say(words), 600), icon=icon)


def _both(view: View, figure: SignedFigure) -> None:
    found, said = figure.found, figure.found.statement
    difference = difference_words(found)
    none = Text(zh="没有可比的数", en="nothing to compare with")
    unit = unit_words(said.unit_of_count)
    rows = [
        (Text(zh="上报", en="Reported"), said.value.words() + unit if said.value else None),
        (Text(zh="台账", en="Ledger"), found.own_words() + unit if found.figures else none),
        (Text(zh="差额", en="Difference"), difference),
        (Text(zh="结论", en="Verdict"), found.verdict_words()),
        (Text(zh="对照依据", en="Compared by"), found.basis),
        (Text(zh="统计时点", en="As of"), Text.same(said.as_of.text or "") if said.as_of else None),
        (Text(zh="口径", en="What it covers"), Text.same(said.scope_note or "") if said.scope_note else None),
    ]  # fmt: skip
    not_stated = word("not_stated")
    shown = "".join(
        f'<div class="row"><span class="name">{safe(view.say(head))}</span>'
        f"<span>{safe(view.say(value or not_stated))}</span></div>"
        for head, value in rows
        if value is not None or head.en in {"Reported", "As of"}
    )
    show(f'<div class="facts">{shown}</div>')


def _counted(view: View, snapshot: Snapshot, figure: SignedFigure) -> None:
    """Draw what the ledger counts, once it is opened; what is new or gone since is marked."""
    rows = tuple(sorted({*figure.evidence.rows, *figure.gone}))
    if not rows:
        return
    title = Text(zh="台账所计的 {n} 条记录", en="The {n} {n:record|records} the ledger counts")
    with opened_list(
        view.say(title.format(n=len(figure.evidence.rows))), key=f"counted:{figure.id}"
    ) as opened:
        if not opened:
            return
        heads = Text(zh="记录|签认以来", en="Record|Since the sign-off")
        marks = dict.fromkeys(figure.added, Text(zh="新增", en="new")) | dict.fromkeys(
            figure.gone, Text(zh="不再计入", en="no longer counted")
        )
        part = rows[page_of(len(rows), view.language, key=f"counted:{figure.id}")]
        lines: list[tuple[str, ...]] = [
            (view.say(row_name(snapshot, row)), view.say(marks[row]) if row in marks else "")
            for row in part
        ]
        names = view.say(heads).split("|")
        if not marks:
            names, lines = names[:1], [(line[0],) for line in lines]
        rows_table(names, lines, key=f"counted:{figure.id}:{view.language}", height=260)


def _sign_offs(view: View, snapshot: Snapshot, figure: SignedFigure) -> None:
    if not figure.sign_offs:
        return
    st.markdown("**" + view.say(Text(zh="签认记录", en="Sign-offs")) + "**")
    agrees = Text(zh="与该版台账相符", en="agrees with that revision")
    differs = Text(zh="与该版台账不符", en="does not agree with that revision")
    line = Text(
        zh="{post}，据第 {n} 版：{why}（{state}）", en="{post}, at revision {n}: {why} ({state})"
    )
    items = []
    for each in figure.sign_offs:
        sound = is_sound(each, lambda revision: figure_at(view, snapshot, figure.id, revision))
        why = [explanation_words(key) for key in (each.explanations or "").split()]
        why += [Text.same(each.note)] if each.note else []
        said = line.format(
            post=each.post,
            n=each.looked_at,
            why=Text.join(why, zh="；", en="; "),
            state=agrees if sound else differs,
        )
        items.append(f"<li>{safe(view.say(said))}</li>")
    show(f"<ul>{''.join(items)}</ul>")


def explanation_words(key: str) -> Text:
    """Return what an explanation is called; one that is no longer declared by its key."""
    declared = EXPLANATIONS.get(key)
    return declared.label if declared else Text.same(key)
