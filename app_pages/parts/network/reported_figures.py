"""Reported figures beside the ledger's own, each in its own scope and on its own day."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from graphs.ledger import statement_source
from graphs.model import Comparison, Rate, Snapshot
from graphs.statistics import Reconciliation, reconcile
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

__all__ = ["reconciled", "reported_card", "reported_lines"]


def reconciled(view: View, snapshot: Snapshot) -> tuple[Reconciliation, ...]:
    """Return the statements of a view, each judged in the snapshot of its own day and scope."""
    ledger = view.ledger

    def compare() -> tuple[Reconciliation, ...]:
        return reconcile(snapshot, statement_source(ledger.ledger, snapshot.revision))

    key = (ledger.entry.key, ledger.entry.where, ledger.digest, view.scope, snapshot.as_of)
    return answer_store().answer("reconciliation", key, compare)


def reported_lines(found: tuple[Reconciliation, ...]) -> float:
    """Return about how many lines the card takes: four a figure, and the explanation of the first."""
    compared = [each for each in found if each.verdict is not Comparison.not_comparable]
    opened = len(compared[0].explanations) + 3 if compared and _opened(0, compared[0]) else 0
    return 4 + 4 * len(compared) + opened + 2 * (len(compared) < len(found))


def _opened(place: int, each: Reconciliation) -> bool:
    """Whether the explanation is read at once: of the pairs, where they come first."""
    return place == 0 and each.statement.measure == "pairs"


def reported_card(view: View, found: tuple[Reconciliation, ...]) -> None:
    """Draw the card: each figure opposite the ledger's own, then those that cannot be compared."""
    compared = [each for each in found if each.verdict is not Comparison.not_comparable]
    rest = [each for each in found if each.verdict is Comparison.not_comparable]
    with st.container(border=True):
        title = Text(zh="上报数与台账", en="Reported figures and the ledger")
        note = Text(
            zh="每个上报数都按它自己的统计时点和范围，与台账当日的数对照，与所看的日期无关。",
            en="Each figure is held against the ledger of its own day and scope, whatever day is "
            "viewed.",
        )
        st.markdown("**" + view.say(title) + "**", help=view.say(note))
        if not found:
            st.caption(
                view.say(Text(zh="这个范围没有上报数。", en="No reported figure in this scope."))
            )
        for place, each in enumerate(compared):
            _versus(view, each, opened=_opened(place, each))
        if rest:
            _rest(view, rest)
        if found:
            words = Text(zh="逐个核对、签认", en="Reconcile and sign off")
            page = "app_pages/reconciliation_screen.py"
            st.page_link(page, label=view.say(words), icon=":material/compare_arrows:")


def _rest(view: View, rest: list[Reconciliation]) -> None:
    words = Text(
        zh="另有 {n} 个数字不可比，各有原因",
        en="{n} further {n:figure|figures} not comparable, each with why",
    )
    with st.expander(view.say(words.format(n=len(rest)))):
        heads = Text(
            zh="指标|数值|单位|为何不可比|原句",
            en="Indicator|Value|Unit|Why not comparable|Sentence",
        )
        rows_table(
            view.say(heads).split("|"), [_row(view, each) for each in rest], key="statements"
        )


def _row(view: View, each: Reconciliation) -> tuple[str, ...]:
    statement = each.statement
    value = view.say(statement.value.words()) if statement.value else "—"
    why = view.say(each.reason) if each.reason else ""
    return (
        _indicator(view, each), value, view.say(unit_words(statement.unit_of_count)).strip(), why,
        statement.quote or "",
    )  # fmt: skip


def _indicator(view: View, each: Reconciliation) -> str:
    statement = each.statement
    return (statement.indicator_en if view.language == "en" else None) or statement.indicator


def _versus(view: View, each: Reconciliation, *, opened: bool) -> None:
    statement = each.statement
    if statement.value is None or not each.figures:
        return
    rate = isinstance(each.figure, Rate)
    unit = view.say(unit_words(statement.unit_of_count)).strip()
    own_unit = "" if rate else unit
    label = view.say(Text(zh="上报", en="reported"))
    own = view.say(Text(zh="台账", en="ledger"))
    value = view.say(statement.value.words())
    line = (
        f'<h6 aria-level="2">'
        f"{safe(_indicator(view, each))}</h6>"
        f'<div class="versus"><span class="told">{label} <b>{safe(value)}</b> '
        f"{safe(unit)}</span>"
        f'<span class="own">{own} <b>{safe(view.say(each.own_words()))}</b> {safe(own_unit)}</span>'
        f'<span class="verdict">{safe(view.say(each.verdict_words()))}</span></div>'
    )
    show(line)
    if each.basis is not None:
        st.caption(plain(view.say(each.basis)))
    if not opened and not each.explanations:
        return
    title = Text(zh="可能的解释与来源", en="What may explain it, and the source")
    with st.expander(view.say(title), expanded=opened):
        items = "".join(f"<li>{safe(view.say(why.words))}</li>" for why in each.explanations)
        quote = f"<blockquote>{safe(statement.quote)}</blockquote>" if statement.quote else ""
        show(f"<ul>{items}</ul>{quote}")
