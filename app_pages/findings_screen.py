"""Findings screen: what breaks a rule, worked off one by one or waived with a reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages.parts.cache.column_widths import WINDOW
from app_pages.parts.frame.address_choice import address_choice, address_tabs
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import chosen_row, rows_table, table_height
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.organisation_directory import organisation_links
from app_pages.parts.records.finding_list import (
    finding_rows,
    finding_sheet,
    heads,
    home_of,
    unstated_rows,
    unstated_sheet,
)
from app_pages.parts.records.finding_waiver import lift, waive
from app_pages.parts.records.ledger_findings import all_findings
from app_pages.parts.records.signed_write import show_outcome
from app_pages.parts.records.steward_page import done_panel, record_link
from graphs.errors import NotFound
from graphs.glossary import heading
from graphs.interchange import FORMATS
from graphs.model import Snapshot
from graphs.network import find_record, record_name
from graphs.rules import RULES, Finding, Severity, Unstated
from graphs.text import Text

SCREEN = Screen(label=heading("finding"), icon="rule", group=Group.stewardship, place=2)
"""What the menu says of this screen."""

_ICONS = {Severity.error: "error", Severity.warning: "warning", Severity.hint: "info"}


def main() -> None:
    """Draw the counts, the list, and what may be done about the one that is chosen."""
    view = current()
    show_outcome()
    done_panel(view, screen="findings")
    snapshot = view.snapshot()
    with st.spinner(view.say(Text(zh="正在检查……", en="Checking …"))):
        found, silent = all_findings(view.ledger, view.scope, snapshot)
    counting = [each for each in found if each.counts]
    waived = [each for each in found if not each.counts]
    _counts(view, counting, waived)
    names = Text(
        zh="待处理 {n}|已豁免 {m}|未载明 {k}", en="To work off {n}|Waived {m}|Not stated {k}"
    )
    counts = names.format(n=len(counting), m=len(waived), k=len(silent))
    counting_tab, passed, unsaid = address_tabs(
        view, "findings:part", "counting|waived|unstated", counts
    )
    with counting_tab:
        _open_findings(view, snapshot, counting)
    with passed:
        _waived(view, snapshot, waived)
    with unsaid:
        _unstated(view, silent)


def _unstated(view: View, silent: Sequence[Unstated]) -> None:
    if not silent:
        words = Text(zh="规则所需的都已载明。", en="Everything that the rules need is stated.")
        st.caption(view.say(words))
        return
    words = Text(
        zh="没有检查发现不等于没有毛病：下面这些规则所需的数据未载明，相应的部分没有检查。",
        en="No finding is not the same as sound: these rules lack the data they need, and that "
        "part was not checked.",
    )
    st.caption(view.say(words))
    heads = Text(zh="规则|未载明的数据|条数", en="Rule|What is not stated|Records")
    rows_table(
        view.say(heads).split("|"), unstated_rows(silent, view.language), key="findings:unstated"
    )


def _counts(view: View, counting: list[Finding], waived: list[Finding]) -> None:
    day = Text(
        zh="按 {day} 的记录检查；每条规则只评判它施行期间的事实。",
        en="Checked as of {day}; a rule judges only facts of the time it holds for.",
    ).format(day=view.snapshot().as_of.isoformat())
    st.caption(view.say(day))
    places = st.columns([0.16, 0.16, 0.16, 0.16, 0.36])
    for place, severity in zip(places, Severity, strict=False):
        number = sum(each.severity is severity for each in counting)
        place.metric(view.say(severity.label), number)
    places[3].metric(view.say(Text(zh="已豁免", en="waived")), len(waived))


def _open_findings(view: View, snapshot: Snapshot, counting: list[Finding]) -> None:
    shown = _filtered(view, snapshot, counting)
    if not shown:
        words = Text(
            zh="没有符合条件的检查发现；未载明而无从检查的，见“未载明”。",
            en="No finding fits; what could not be checked is under “Not stated”.",
        )
        st.info(view.say(words), icon=":material/done_all:")
        return
    rows = finding_rows(snapshot, shown, view.language)
    of = [each.key for each in shown]
    place = chosen_row(
        heads(view.language),
        rows,
        key="findings:list",
        height=table_height(len(rows), most=6, wrapped=True),
        of=of,
        room=WINDOW,
    )
    _download(view, snapshot, shown, key="findings:xlsx")
    if place is None:
        hint = Text(
            zh="点一行左侧的方框，看依据、打开记录或豁免。",
            en="Tick a row to see its source, open the record, or waive it.",
        )
        st.caption(view.say(hint))
        return
    _detail(view, snapshot, shown[place])


def _filtered(view: View, snapshot: Snapshot, counting: list[Finding]) -> list[Finding]:
    left, middle, right = st.columns([0.3, 0.4, 0.3], vertical_alignment="bottom")
    severities = left.pills(
        view.say(Text(zh="轻重", en="Severity")),
        [each.name for each in Severity],
        format_func=lambda name: view.say(Severity[name].label),
        selection_mode="multi",
        **address_choice("findings:severity", (), Severity.__members__),
    )
    present = [key for key in RULES if any(each.rule == key for each in counting)]
    many = {key: sum(each.rule == key for each in counting) for key in present}
    rules = middle.multiselect(
        view.say(Text(zh="规则", en="Rule")),
        present,
        format_func=lambda key: f"{view.say(RULES[key].label)}（{many[key]}）",
        placeholder=view.say(Text(zh="不限", en="Any")),
        **address_choice("findings:rule", (), present),
    )
    homes = {each.key: home_of(snapshot, each, "zh") for each in counting}
    named = {homes[each.key]: home_of(snapshot, each, view.language) for each in counting}
    named.pop("", None)
    divisions = right.multiselect(
        view.say(Text(zh="区划", en="Division")),
        sorted(named),
        format_func=named.__getitem__,
        placeholder=view.say(Text(zh="不限", en="Any")),
        **address_choice("findings:division", (), named),
    )
    return [
        each
        for each in counting
        if (not severities or each.severity.name in severities)
        and (not rules or each.rule in rules)
        and (not divisions or homes[each.key] in divisions)
    ]


def _download(view: View, snapshot: Snapshot, found: Sequence[Finding], *, key: str) -> None:
    silent = all_findings(view.ledger, view.scope, snapshot)[1]
    sheets = (
        finding_sheet(snapshot, found, view.language),
        unstated_sheet(silent, view.language),
    )
    st.download_button(
        view.say(Text(zh="下载清单（XLSX）", en="Download the list (XLSX)")),
        data=lambda: next(iter(FORMATS["xlsx"].write(sheets, view.language).values())),
        file_name=f"{view.ledger.entry.key}-findings-{snapshot.as_of}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def _detail(view: View, snapshot: Snapshot, finding: Finding) -> None:
    with st.container(border=True):
        rule = RULES[finding.rule]
        title = rule.label + Text(zh=f"（{rule.number}）", en=f" ({rule.number})")
        icon = f":material/{_ICONS[finding.severity]}:"
        st.markdown(f"{icon} **" + plain(view.say(title)) + "**")
        st.markdown(plain(view.say(finding.sentence)))
        advice = Text(zh="怎么办：", en="What to do: ") + finding.remedy
        st.markdown(plain(view.say(advice)))
        source = Text(zh="依据：{title}（{certainty}）", en="Source: {title} ({certainty})").format(
            title=finding.source.title, certainty=finding.source.certainty.label
        )
        st.caption(plain(view.say(source)))
        for ident in finding.records[:6]:
            try:
                item = find_record(snapshot, ident)
            except NotFound:
                continue  # a partner outside the scope is loaded as a stub only
            name = view.say(record_name(snapshot, item))
            record_link(view, item, name, key=f"findings:open:{ident}")
        organisation_links(view, snapshot, finding.records[:6])
        words = Text(zh="豁免这一条", en="Waive this finding")
        with st.expander(view.say(words), icon=":material/verified_user:"):
            waive(view, snapshot, finding)


def _waived(view: View, snapshot: Snapshot, waived: list[Finding]) -> None:
    if not waived:
        st.caption(view.say(Text(zh="没有豁免。", en="Nothing is waived.")))
        return
    rows = finding_rows(snapshot, waived, view.language, waived=True)
    of, named = [each.key for each in waived], heads(view.language, waived=True)
    place = chosen_row(named, rows, key="findings:waived", height=300, of=of)
    _download(view, snapshot, waived, key="findings:waived:xlsx")
    if place is not None:
        with st.container(border=True):
            st.markdown("**" + plain(view.say(waived[place].sentence)) + "**")
            lift(view, snapshot, waived[place])


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
