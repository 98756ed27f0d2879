"""Plan screen: settings at the left, the best plan with its reasons at the right, save as draft."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current, drawn_revision
from app_pages.parts.plan import plan_coverage, plan_views
from app_pages.parts.plan.plan_address import (
    PART_CHOICES,
    SWITCHES,
    THIS_PLAN,
    keep_part,
    keep_plan,
    open_part,
    plan_store,
    restore_plan,
)
from app_pages.parts.plan.plan_controls import settings_now, targets
from app_pages.parts.plan.plan_network import DRAWN, proposed_network
from app_pages.parts.plan.plan_runs import plan_for, problem_for, whole_reasons
from app_pages.parts.plan.plan_store import PlanStore
from app_pages.parts.plan.plan_weights import FORM
from app_pages.parts.plan.scenarios import scenarios
from app_pages.parts.plan.typed_words import drop_words, keep_words, restore_words, say_kept
from app_pages.parts.records.open_form import close_form, form_input, moved_on, open_form
from app_pages.parts.records.signed_write import show_outcome, signature_inputs, write
from graphs.access import Area
from graphs.glossary import heading
from graphs.model import MOVES, Snapshot
from graphs.planning import Solved, alliances, nobody
from graphs.proposals import (
    ProposalView,
    alliance_groups,
    draft_steps,
    proposal_views,
    revise_steps,
)
from graphs.text import Text

SCREEN = Screen(
    label=heading("plan"), icon="account_tree", group=Group.proposals, place=1, area=Area.plan
)
"""What the menu says of this screen."""

_REPLACED = "plan-replaced"
_MOVED = Text(
    zh="按下之前台账刚有变动，方案已按最新版重算；没有存。请核对上面的方案，再存一次。",
    en="The ledger changed just before you pressed, and the plan was solved again; nothing was saved. "
    "Check the plan above and press again.",
)
_PARTS = {
    "pairs": Text(zh="结对", en="Pairs"),
    "network": Text(zh="关系图", en="Network"),
    "coverage": Text(zh="覆盖与负担", en="Coverage"),
    "left_out": Text(zh="未安排", en="Left out"),
    "why_not": Text(zh="为什么不", en="Why not?"),
    "what_if": Text(zh="如果改变", en="What if"),
    "scenarios": Text(zh="情景", en="Scenarios"),
    "draft": Text(zh="存为草稿", en="Draft"),
}
"""The parts of the screen by their key, which stands in the address; the first is open at first."""

# Settings scroll by themselves, so that the plan they make stays in sight beside them.
# What holds them is stretched to the height of the page: nothing sticks inside a box of its own height.
_BESIDE = """<style>.st-key-plan-settings {
  max-height: calc(100vh - 5rem); overflow-y: auto; padding: 2px;
}
[data-testid="stColumn"]:has(.st-key-plan-settings) > [data-testid="stVerticalBlock"] { height: 100%; }
[data-testid="stLayoutWrapper"]:has(> .st-key-plan-settings) { position: sticky; top: 4rem; }
</style>"""


def main() -> None:
    """Draw the settings at the left and the plan they make at the right."""
    view = current()
    show_outcome()
    snapshot = view.snapshot()
    st.html(_BESIDE)
    restore_plan(view, snapshot)
    restore_words(plan_store(view, snapshot))
    left, right = st.columns([0.27, 0.73], gap="medium")
    with left, st.container(key="plan-settings"):
        guests, everyone = targets(view, snapshot)
        problem = problem_for(snapshot, guests, everyone=everyone)
        settings = settings_now(view, snapshot, problem)
    with right:
        if not all(problem.pool.shape):
            said = nobody(snapshot, problem.pool)
            begun = Text(zh="这里暂时无法拟定方案：", en="No plan can be made here yet:")
            st.info("\n\n".join(plain(view.say(each), 400) for each in (begun, *said)))
            return
        keep_plan(view, snapshot, problem, settings)
        solved = plan_for(view, problem, settings)
        if solved is None:
            return
        plan_views.summary(view, solved)
        _tabs(view, snapshot, solved)


def _tabs(view: View, snapshot: Snapshot, solved: Solved) -> None:
    # Only the open part is drawn: the others ask questions that take time.
    open_part(_PARTS, _known(view, snapshot, solved), view.language)
    form_input(FORM, "plan:tab", next(iter(_PARTS)), _PARTS)
    chosen = st.segmented_control(
        view.say(Text(zh="查看", en="Look at")),
        list(_PARTS),
        format_func=lambda key: view.say(_PARTS[key]),
        key="plan:tab",
        label_visibility="collapsed",
        required=True,
    )
    opened = chosen or next(iter(_PARTS))  # one is always chosen, which the types do not know
    parts = {
        "pairs": lambda: plan_views.pairs(view, solved),
        "network": lambda: proposed_network(view, snapshot, solved),
        "coverage": lambda: plan_coverage.coverage(view, snapshot, solved),
        "left_out": lambda: plan_coverage.left_out(view, solved),
        "why_not": lambda: plan_views.answers(view, solved),
        "what_if": lambda: plan_coverage.what_if(view, solved),
        "scenarios": lambda: scenarios(view, plan_store(view, snapshot), solved),
        "draft": lambda: _draft(view, plan_store(view, snapshot), solved),
    }
    keep_part(opened, _PARTS)
    parts[opened]()
    keep_part(opened, _PARTS)  # another pair may be looked at by now
    keep_words(plan_store(view, snapshot))


def _known(
    view: View, snapshot: Snapshot, solved: Solved
) -> dict[str, Callable[[], Collection[str]]]:
    """Return which values each choice of the address may have; a list is made when it is asked for."""
    pool = solved.problem.pool
    guests, hosts = pool.guests.ids, pool.hosts.ids

    def kept() -> Collection[str]:
        return {THIS_PLAN, *(each.key for each in plan_store(view, snapshot).scenarios())}

    known: dict[str, Callable[[], Collection[str]]] = dict.fromkeys(
        sum(PART_CHOICES.values(), ()), lambda: SWITCHES
    )
    known |= dict.fromkeys(("guest", "plan:ask:guest"), lambda: guests)
    known |= dict.fromkeys(("host", "plan:ask:host", "plan:drawn-host"), lambda: hosts)
    known |= dict.fromkeys(PART_CHOICES["scenarios"], kept)
    return known | {
        "plan:drawn": lambda: DRAWN,
        "plan:left-page": lambda: plan_coverage.left_out_pages(solved),
    }


def _draft(view: View, store: PlanStore, solved: Solved) -> None:
    fresh = [pair for pair in solved.plan.pairs if not pair.existing]
    words = Text(
        zh="把这 {n} 对存为结对方案草稿；提交、审批和签订在“方案审批”页。",
        en="Keep these {n} {n:pair|pairs} as a draft; submit, approve and sign it on the Approvals page.",
    )
    st.caption(view.say(words.format(n=len(fresh))))
    form_input(FORM, "plan:title", "")
    title = st.text_input(
        view.say(Text(zh="方案名称", en="Title of the proposal")), key="plan:title"
    ).strip()
    replaced = _replaced(view)
    same = replaced is None or _as_chosen(view, replaced)
    form_input(FORM, "plan:note", "")
    signature = signature_inputs(view, key="plan")
    if signature:
        say_kept(view)
    save = view.say(Text(zh="存为草稿", en="Keep as a draft"))
    ready = bool(signature and signature.ready and title and fresh and same)
    if signature and st.button(save, type="primary", disabled=not ready, key="plan:save"):
        if drawn_revision(view) < solved.plan.revision:
            st.warning(view.say(_MOVED), icon=":material/history:")
            return
        reasons = whole_reasons(solved)
        groups = alliance_groups(alliances(solved.problem, solved.plan))
        if replaced is None:
            steps = draft_steps(solved.plan, title=title, reasons=reasons, groups=groups)
        else:
            named = replace(replaced, proposal=replace(replaced.proposal, title=title))
            steps = revise_steps(named, solved.plan, reasons=reasons, groups=groups)
        if write(view, signature, steps, kind="plan"):
            close_form(_REPLACED)
            drop_words(store, "plan:title", "plan:note")
            st.switch_page("app_pages/proposals_screen.py")


def _as_chosen(view: View, replaced: ProposalView) -> bool:
    """Return whether the proposal is what it was when its user chose to put a plan in its place."""
    seen = open_form(view, _REPLACED, replaced.proposal.id)
    if seen.ledger.revision == view.ledger.revision:
        return True
    before = {each.proposal.id: each for each in proposal_views(seen.snapshot())}
    was = before.get(replaced.proposal.id)
    if was is not None and (was.proposal, was.pairs) == (replaced.proposal, replaced.pairs):
        return True
    words = Text(
        zh="方案“{title}”在您选定以后已被他人改动（现有 {n} 对）；存为草稿会盖掉这些改动，请先按最新版查看。",
        en="Somebody has changed the proposal “{title}” since you chose it ({n} {n:pair|pairs} by "
        "now); keeping this in its place would overwrite that. Look at it as it is first.",
    ).format(title=replaced.proposal.title, n=len(replaced.pairs))
    st.warning(plain(view.say(words)), icon=":material/sync_problem:")
    moved_on(view, seen, _REPLACED)
    return False


def _replaced(view: View) -> ProposalView | None:
    """Ask which draft or returned proposal this plan takes the place of, where there are any."""
    open_ones = {
        each.proposal.id: each
        for each in proposal_views(view.snapshot())
        if each.proposal.stage in MOVES["edit"].stages
    }
    if not open_ones:
        return None
    wanted = st.session_state.pop("plan:in-place-of", None)
    if wanted in open_ones:
        st.session_state["plan:replaced"] = wanted
    fresh = view.say(Text(zh="新的方案", en="A new proposal"))
    form_input(FORM, "plan:replaced", "", ["", *open_ones])
    if st.session_state["plan:replaced"] not in ("", *open_ones):
        st.session_state["plan:replaced"] = ""
    chosen = st.selectbox(
        view.say(Text(zh="存为", en="Keep as")),
        ["", *open_ones],
        format_func=lambda key: open_ones[key].proposal.title if key else fresh,
        key="plan:replaced",
        help=view.say(
            Text(
                zh="选一份草稿或退回的方案，就由这次的结对代替它原来的；只有它的拟定岗位可以。",
                en="Choose a draft or returned proposal and these pairs take the place of its own; "
                "only its planner's post may.",
            )
        ),
    )
    return open_ones.get(chosen)


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
