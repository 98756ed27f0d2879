"""The sidebar: language, ledger, scope, date and filters, each kept in the page address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.cached_ledgers import division_tree, entries
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import FIRST_DAY, LAST_DAY
from app_pages.parts.frame.sheet_tables import PRINTING
from app_pages.parts.frame.view import View, current, open_ledger, put_address, shown_address
from app_pages.parts.sidebar.filter_controls import filter_control
from app_pages.parts.sidebar.scope_notice import left_out
from app_pages.parts.sidebar.search_box import search_box
from app_pages.server.session_visitor import visitor
from graphs.errors import NotFound
from graphs.model import Division, Scope, Snapshot, identity_words
from graphs.network import FILTERS
from graphs.profiles import mention
from graphs.text import Language, Text

__all__ = ["chooser", "filters_in_sidebar", "names_of_divisions", "sidebar"]

_INDENT = "\u2003"
_WHOLE = Text(zh="全部", en="Everything")


def chooser(title: Text) -> DeltaGenerator:
    """Draw what needs no open ledger: the language, and which ledger to look at.

    Returns the place of the search box, which needs one.
    """
    address = shown_address()
    with st.sidebar:
        _who(address.language)
        st.markdown(f"#### {title.say(address.language)}")
        _control("language", address.language)
        st.segmented_control(
            "语言 · Language",
            ["zh", "en"],
            format_func=lambda key: "中文" if key == "zh" else "English",
            key="control:language",
            on_change=_chose_language,
            label_visibility="collapsed",
        )
        place = st.container(key="search")
        listed = {entry.key: entry.title for entry in entries()}
        _control("ledger", address.ledger if address.ledger in listed else None)
        st.selectbox(
            Text(zh="台账", en="Ledger").say(address.language),
            list(listed),
            format_func=lambda key: listed[key].say(address.language),
            key="control:ledger",
            on_change=_chose_ledger,
        )
    return place


def _who(language: Language) -> None:
    """Say who is signed in, with the way out; at one desk that nobody's identity is verified."""
    who = visitor()
    if who.unbound:
        st.caption(identity_words(verified=who.verified).say(language))
        return
    st.caption(plain(f"{who.post} · {who.account}"))
    st.html(
        f'<a class="sign-out" href="/sign-out">{Text(zh="退出登录", en="Sign out").say(language)}</a>'
    )


def sidebar(view: View, title: Text) -> None:
    """Draw the controls that every screen shares."""
    with chooser(title):
        search_box(view)
    with st.sidebar:
        _scope(view)
        _date(view)
        st.checkbox(
            view.say(Text(zh="打印时印出整张表", en="Print tables whole")),
            help=view.say(
                Text(
                    zh="勾选后用浏览器打印：没有菜单和侧栏，表格印出所有行。",
                    en="Then print with the browser (Ctrl+P): no menu, no sidebar, all rows of tables, A4.",
                )
            ),
            **address_choice(PRINTING, default=False),
        )
        if view.ledger.profile.synthetic:
            words = Text(
                zh="虚构演示数据：组织、协议、数字都是编造的。",
                en="Invented demonstration data: organisations, agreements and figures are made up.",
            )
            st.caption(":red[" + view.say(words) + "]")


def _control(name: str, value: Any) -> None:
    """Let the widget show what the address says; its own change has reached it by callback."""
    st.session_state[f"control:{name}"] = value


def _chosen(name: str) -> Any:
    return st.session_state[f"control:{name}"]


def _chose_language() -> None:
    address = shown_address()
    put_address(replace(address, language=_chosen("language") or address.language))


def _chose_ledger() -> None:
    open_ledger(_chosen("ledger"))


def _chose_scope() -> None:
    put_address(replace(current().address, scope=Scope.parse(_chosen("scope")), focus=""))


def _chose_date() -> None:
    put_address(replace(current().address, as_of=_chosen("as_of"), focus=""))


def _scope(view: View) -> None:
    tree = division_tree(view.ledger)
    label = view.say(Text(zh="范围", en="Scope"))
    if tree is None:
        _scope_by_level(view, label)
        return
    words = {"whole": view.say(_WHOLE)} if view.ledger.whole else {}
    for depth, entry in tree:
        name = entry.name if view.language == "zh" else entry.name_en or entry.name
        words[Scope("division", entry.id).words] = _INDENT * depth + name
    chosen = view.scope.words
    if chosen not in words:
        words[chosen] = _scope_name(view)
    # How deep it lies is for the list to show: the box would begin with the blanks of its place.
    words[chosen] = words[chosen].lstrip(_INDENT)
    _control("scope", chosen)
    st.selectbox(
        label,
        list(words),
        format_func=lambda key: words[key],
        key="control:scope",
        on_change=_chose_scope,
    )
    left_out(view)


def _scope_name(view: View) -> str:
    """Return the name of a scope that the list lacks: a chain, an organisation's surroundings."""
    try:
        return view.say(mention(view.snapshot(), view.scope.id).name)
    except NotFound:  # the screen says that it is not there
        return view.scope.words


def _scope_by_level(view: View, label: str) -> None:
    """Choose level by level where the country has too many divisions for one list."""
    ledger = view.ledger.ledger
    path = [] if view.scope.kind != "division" else _path_of(view)
    parent: str | None = None
    for depth in range(6):
        below = ledger.divisions(parent)
        if not below:
            return
        names = {e.id: e.name if view.language == "zh" else e.name_en or e.name for e in below}
        here = path[depth] if depth < len(path) else None
        _control(f"scope{depth}", here if here in names else None)
        st.selectbox(
            label if depth == 0 else f"{label} {depth + 1}",
            list(names),
            format_func=names.__getitem__,
            key=f"control:scope{depth}",
            index=None,
            placeholder=view.say(Text(zh="请选择", en="Choose")),
            on_change=_chose_level,
            args=(depth,),
        )
        if here is None:
            return
        parent = here


def _path_of(view: View) -> list[str]:
    found = view.snapshot().get(Division, view.scope.id).path or ""
    return [part for part in found.split("/") if part]


def _chose_level(depth: int) -> None:
    chosen = _chosen(f"scope{depth}")
    if chosen:
        put_address(replace(current().address, scope=Scope("division", chosen), focus=""))


def _date(view: View) -> None:
    stated = view.ledger.profile.as_of
    today = dt.date.today()  # noqa: DTZ011  # the user's
    day = view.address.as_of or (stated.latest if stated else today)
    _control("as_of", day)
    st.date_input(
        view.say(Text(zh="时点", en="As of")),
        key="control:as_of",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        on_change=_chose_date,
        help=view.say(
            Text(
                zh="按这一天有效的事实显示；默认是台账所定的日期，未定则是今天。",
                en="Facts in force on this day; by default the ledger's own date, else today.",
            )
        ),
    )


def names_of_divisions(snapshot: Snapshot) -> dict[str, Text]:
    """Return the words of every division of a snapshot, by id."""
    return {each.id: Text.named(each.name, each.name_en) for each in snapshot.records(Division)}


def filters_in_sidebar(view: View, snapshot: Snapshot) -> None:
    """Draw one control for each declared filter."""
    names = names_of_divisions(snapshot)
    chosen = {each.key: each.values for each in view.address.filters}
    with st.sidebar:
        st.markdown("**" + view.say(Text(zh="筛选", en="Filters")) + "**")
        for kind in FILTERS.values():
            filter_control(view, kind, chosen.get(kind.key, ()), names)
