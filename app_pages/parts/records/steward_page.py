"""Shared by the stewards' screens: the whole ledger, the last write and its undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import streamlit as st

from app_pages.parts.frame.cached_ledgers import division_tree, snapshot_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import goes_on
from app_pages.parts.frame.view import View, drawn_revision
from app_pages.parts.records.signed_write import attempt
from graphs.ledger import Revision
from graphs.model import Record, Scope, Snapshot, record_type
from graphs.text import Text

__all__ = [
    "done_panel",
    "open_record",
    "record_link",
    "remembered",
    "report_done",
    "say_gone",
    "whole",
    "written_here",
]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    ledger: str
    revision: int
    sentence: Text
    post: str
    undone: int | None = None


def whole(view: View, day: dt.date | None = None) -> Snapshot | None:
    """Return the whole ledger on a day (``None``: the one shown), or the scope if it is too large.

    ``None`` where it is too large and nothing narrower is chosen.
    """
    if division_tree(view.ledger) is not None:
        return snapshot_of(view.ledger, Scope(), day or view.address.as_of)
    if view.scope.kind == "whole":
        return None
    return snapshot_of(view.ledger, view.scope, day or view.address.as_of)


def say_gone(view: View) -> None:
    """Say that the record that is open is no longer there on the day shown."""
    words = Text(
        zh="这条记录在所看的日期已被他人终止或撤销，不能写入；您填的内容仍在。",
        en="Somebody has ended or taken back this record for the day shown: nothing can be "
        "written. What you typed is still here.",
    )
    st.error(view.say(words), icon=":material/error:")


def remembered(name: str, key: object, make: Callable[[], _Value]) -> _Value:
    """Return what this session made last under a name, made again where the key differs."""
    kept = st.session_state.get(f"remembered:{name}")
    if kept is None or kept[0] != key:
        kept = (key, make())
        st.session_state[f"remembered:{name}"] = kept
    return cast("_Value", kept[1])


def report_done(view: View, revision: Revision, sentence: Text, *, screen: str, post: str) -> None:
    """Keep what a screen has written, for its panel in the next run."""
    goes_on(screen)
    st.session_state[f"done:{screen}"] = _Done(
        ledger=view.ledger.entry.key, revision=revision.number, sentence=sentence, post=post
    )


def written_here(screen: str) -> int:
    """Return the newest revision this session wrote on a screen; 0 where it wrote none."""
    done: _Done | None = st.session_state.get(f"done:{screen}")
    return 0 if done is None else done.undone or done.revision


def done_panel(view: View, *, screen: str) -> None:
    """Say what the screen wrote last, with its undo and the way to the network."""
    key = f"done:{screen}"
    done: _Done | None = st.session_state.get(key)
    if done is None or done.ledger != view.ledger.entry.key:
        return
    with st.container(border=True):
        words = Text(zh="第 {n} 版：{what}", en="Revision {n}: {what}")
        said = words.format(n=done.revision, what=done.sentence)
        if done.undone is None:
            st.success(plain(view.say(said)), icon=":material/check_circle:")
        else:
            tail = Text(zh="；已由第 {n} 版撤销", en="; undone by revision {n}")
            st.info(plain(view.say(said + tail.format(n=done.undone))), icon=":material/undo:")
        link, undo, _ = st.columns([0.26, 0.26, 0.48], vertical_alignment="center")
        look = Text(zh="到关系图查看", en="See the network")
        link.page_link("app_pages/network_screen.py", label=view.say(look), icon=":material/hub:")
        label = Text(zh="撤销这次写入", en="Undo this")
        never = view.ledger.ledger.undo_refusal(done.revision) if done.undone is None else None
        if never is not None:
            st.caption(plain(view.say(never)))
        elif done.undone is None and undo.button(
            view.say(label), icon=":material/undo:", key=f"{key}:undo"
        ):
            _undo(view, done, key)


def _undo(view: View, done: _Done, key: str) -> None:
    note = Text(zh="撤销第 {n} 版", en="undo of revision {n}").format(n=done.revision)
    with st.spinner(view.say(Text(zh="正在撤销……", en="Undoing …"))):
        made = attempt(
            view,
            lambda: view.ledger.ledger.undo(
                done.revision,
                actor=done.post,
                note=view.say(note),
                at=dt.datetime.now(dt.UTC),
                base=drawn_revision(view),
            ),
        )
    if made:
        st.session_state[key] = replace(done, undone=made.number)
        st.rerun()


def open_record(item: Record) -> None:
    """Let the record editor show this record when it is opened next."""
    kind = record_type(item).key
    st.session_state["records:kind"] = kind
    st.session_state[f"records:{kind}"] = item.id


def record_link(view: View, item: Record, label: str, *, key: str) -> None:
    """Draw a button that opens the record editor on a record."""
    help_words = view.say(Text(zh="在“记录”页打开", en="Open on the Records page"))
    if st.button(
        plain(label, 60), key=key, icon=":material/edit_note:", help=help_words, type="tertiary"
    ):
        open_record(item)
        st.switch_page("app_pages/records_screen.py")
