"""Write a change from a screen: acting post, reason, and the revision its user saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.view import View, drawn_revision
from app_pages.parts.records.double_press import is_second_press, own_writing
from app_pages.parts.records.open_form import form_input
from graphs.errors import GraphsError
from graphs.ledger import Revision
from graphs.model import (
    Actor,
    Change,
    Step,
    WorkflowStep,
    for_another_post,
    post_key,
    post_name,
    post_problem,
)
from graphs.text import Text

__all__ = [
    "NEW_POST",
    "Signature",
    "attempt",
    "own_post",
    "posts_with",
    "report_written",
    "show_outcome",
    "signature_inputs",
    "unchanged",
    "write",
]

NEW_POST = "new:post"
"""Stands for the acting post where the ledger does not list it yet."""

_FLASH = "flash"
_NEW = Text(zh="＋ 新岗位……", en="+ New post …")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who acts and why; ``known`` says whether the ledger lists the post already."""

    post: str
    note: str
    known: bool

    @property
    def ready(self) -> bool:
        """Whether both are filled in."""
        return bool(self.post.strip() and self.note.strip())


def show_outcome() -> None:
    """Show what the change before this run did; every screen that writes begins with it."""
    words = st.session_state.pop(_FLASH, "")
    if words:
        st.toast(words, icon=":material/check_circle:")


def _posts(view: View) -> tuple[Actor, ...]:
    return view.snapshot().records(Actor)


def signature_inputs(view: View, *, key: str) -> Signature | None:
    """Draw who acts and why; ``None`` where the ledger may not be written, with the way out."""
    if view.ledger.ledger.read_only:
        words = Text(
            zh="这个台账随产品提供、只读。要修改，请先在“台账”页把它复制为自己的。",
            en="This ledger ships with the product and is read-only. To change it, copy it to your "
            "own on the Ledgers page first.",
        )
        if view.ledger.entry.kind != "shipped":
            words = view.ledger.ledger.refusal or words
        st.info(view.say(words), icon=":material/lock:")
        st.page_link("app_pages/ledgers_screen.py", label=view.say(Text(zh="去复制", en="Copy it")))
        return None
    listed = [actor.post for actor in _posts(view)]
    left, right = st.columns([0.42, 0.58])
    visitor = view.ledger.ledger.visitor
    if visitor.verified:
        left.text_input(
            view.say(Text(zh="经办岗位", en="Acting post")), visitor.post, disabled=True
        )
        post = visitor.post
    else:
        post = _chosen_post(view, left, listed, key)
    note = right.text_input(
        view.say(Text(zh="变更事由", en="Reason for the change")), key=f"{key}:note"
    )
    wrong = post_problem(post) if post.strip() else None
    if wrong:
        left.caption(view.say(Text(zh="岗位", en="The post ") + wrong))
        post = ""
    # However it is spelled, a post that is listed is that post.
    same = next((each for each in listed if post_key(each) == post_key(post)), None)
    return Signature(post=same or post_name(post), note=note.strip(), known=same is not None)


def _chosen_post(view: View, left: DeltaGenerator, listed: list[str], key: str) -> str:
    """Draw the choice of a post at one desk, where nobody's identity is verified."""
    form_input(key, f"{key}:post", listed[0] if listed else NEW_POST, [*listed, NEW_POST])
    chosen = left.selectbox(
        view.say(Text(zh="经办岗位", en="Acting post")),
        [*listed, NEW_POST],
        format_func=lambda post: view.say(_NEW) if post == NEW_POST else post,
        key=f"{key}:post",
        help=view.say(Text(zh="填岗位，不填姓名。", en="A post, never a person's name.")),
    )
    if chosen != NEW_POST:
        return str(chosen)
    return str(
        left.text_input(
            view.say(Text(zh="新岗位名称", en="Name of the new post")),
            key=f"{key}:new-post",
            placeholder="区委社会工作部·台账岗",
        )
    )


def posts_with(view: View, signature: Signature) -> tuple[Actor, ...]:
    """Return the listed posts, with the acting one where it is listed along with what it does."""
    own = (
        () if signature.known or not signature.post else (Actor(id=NEW_POST, post=signature.post),)
    )
    return (*_posts(view), *own)


def write(
    view: View,
    signature: Signature,
    steps: Sequence[Step | WorkflowStep],
    *,
    kind: str = "change",
    relies_on: Sequence[str] = (),
    merged: bool = False,
) -> Revision | None:
    """Apply steps against the revision its user saw; what is refused is shown, nothing written.

    That is the revision of the view, which a form keeps from its opening, or what was on the
    screen when the button was pressed, if that is older. With ``merged`` the steps already hold
    what others wrote up to the view's revision.
    """
    own = own_post(signature)
    call = (view.ledger.entry.key, tuple(steps), signature.post, signature.note)

    def apply() -> Revision:
        beside = own
        if own and any(map(for_another_post, steps)):
            _list_first(view, signature, own)
            beside = ()
        return view.ledger.ledger.apply(
            *beside,
            *steps,
            actor=signature.post,
            note=signature.note,
            at=dt.datetime.now(dt.UTC),
            base=view.ledger.revision if merged else drawn_revision(view),
            relies_on=relies_on,
            kind=kind,
        )

    return attempt(view, apply, call=call)


def _list_first(view: View, signature: Signature, own: Sequence[Step]) -> None:
    """List the post that approves by a revision of its own, so that history shows who did."""
    note = Text(zh="登记岗位：{post}", en="listing the post {post}").format(post=signature.post)
    at = dt.datetime.now(dt.UTC)
    view.ledger.ledger.apply(
        *own, actor=signature.post, note=view.say(note), at=at, base=view.ledger.revision
    )


def own_post(signature: Signature) -> tuple[Step, ...]:
    """Return the step that lists the acting post; none where the ledger lists it already."""
    return () if signature.known else (Change(record=Actor(id=NEW_POST, post=signature.post)),)


def report_written(view: View, revision: Revision) -> None:
    """Report in the next run what was written."""
    words = Text(zh="已写入，第 {n} 版。", en="Written as revision {n}.").format(n=revision.number)
    st.session_state[_FLASH] = view.say(words)


def attempt(view: View, act: Callable[[], Revision], *, call: object = None) -> Revision | None:
    """Run one act of writing; report in the next run what it did, or now why it was refused."""
    last = own_writing()
    if is_second_press(view, call):
        return None
    try:
        revision = act()
    except GraphsError as error:
        show_error(error, view.language)
        return None
    last.note(view, revision, call)
    report_written(view, revision)
    return revision


def unchanged(view: View, *, fresh: bool = False) -> None:
    """Say that nothing was filled in or edited, so that nothing was written."""
    words = (
        Text(zh="没有填写任何内容，未写入。", en="Nothing is filled in; nothing was written.")
        if fresh
        else Text(zh="没有改动任何栏目，未写入。", en="Nothing was edited; nothing was written.")
    )
    st.info(view.say(words), icon=":material/edit_off:")
