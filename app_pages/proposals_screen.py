"""Approvals screen: the workflow steps open to the acting post, comments, planning again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import chosen_row, table_height
from app_pages.parts.frame.view import View, current
from app_pages.parts.plan.workflow_buttons import PROPOSAL, act, basis, step_buttons
from app_pages.parts.records.open_form import form_input, moved_on, open_form
from app_pages.parts.records.signed_write import Signature, show_outcome, signature_inputs
from graphs.glossary import heading
from graphs.model import ProposalStage, Snapshot
from graphs.network import parties
from graphs.planning import (
    Plan,
    PlanningProblem,
    PlanSettings,
    is_quick,
    plan,
    problem_from_snapshot,
    settings_within,
)
from graphs.proposals import (
    ProposalView,
    agreement_pack,
    comment_steps,
    proposal_views,
    proposal_violations,
    refused_by_rules,
)
from graphs.text import Text

SCREEN = Screen(label=heading("approval"), icon="approval", group=Group.proposals, place=2)
"""What the menu says of this screen."""

_PROOF = Text(
    zh="附上方案全文和证明（plan.json）的条件：在所选范围和时点一秒内重算完，且与所批准的一致；是否附上，"
    "manifest.json 写明。其他情形请用命令行 pack。",
    en="The whole plan with its proof (plan.json) is enclosed where it is solved again within a second for the "
    "scope and day shown and comes out the same; manifest.json says whether it is. Else use the command pack.",
)


def main() -> None:
    """Draw the proposals, and the chosen one with what may be done with it."""
    view = current()
    show_outcome()
    listed = proposal_views(view.snapshot())
    if not listed:
        words = Text(
            zh="还没有结对方案。请在“拟定方案”页求解并存为草稿。",
            en="No proposals yet. Solve one on the Plan page and keep it as a draft.",
        )
        st.info(view.say(words))
        st.page_link(
            "app_pages/plan_screen.py", label=view.say(Text(zh="去拟定方案", en="Go to Plan"))
        )
        return
    heads = Text(
        zh="方案|阶段|结对|拟定岗位|批准岗位|依据版本|方案编号",
        en="Proposal|Stage|Pairs|Planner|Approver|Revision|Plan id",
    )
    rows = [
        (
            each.proposal.title,
            each.proposal.stage.label.say(view.language),
            len(each.pairs),
            each.proposal.planner,
            each.proposal.approver or "",
            each.proposal.made_at,
            each.proposal.plan[:12],
        )
        for each in listed
    ]
    place = chosen_row(
        view.say(heads).split("|"),
        rows,
        key="proposals:list",
        of=[each.proposal.id for each in listed],
        height=table_height(len(rows), most=6),
    )
    chosen = listed[place if place is not None else 0]
    seen = open_form(view, PROPOSAL, chosen.proposal.id)
    with st.container(border=True):
        moved_on(view, seen, PROPOSAL)
        opened = {each.proposal.id: each for each in proposal_views(seen.snapshot())}
        _one(seen, opened.get(chosen.proposal.id, chosen))


def _one(view: View, chosen: ProposalView) -> None:
    item = chosen.proposal
    stage = item.stage.label.say(view.language)
    st.markdown(f"**{plain(item.title)}** · {stage}")
    known = parties(view.snapshot())
    names = {
        ident: known[ident].name.say(view.language) if ident in known else ident
        for pair in chosen.pairs
        for ident in (pair.guest, pair.host)
    }
    _pairs(view, chosen, names)
    labels = {pair.id: f"{names[pair.guest]} – {names[pair.host]}" for pair in chosen.pairs}
    signature = signature_inputs(view, key="proposals")
    _papers(view, chosen)
    sound = basis(view, chosen)
    if signature:
        _comment(view, chosen, labels, signature)
        step_buttons(view, chosen, labels, signature, sound=sound)


def _pairs(view: View, chosen: ProposalView, names: dict[str, str]) -> None:
    """Draw the pairs; of the chosen one its whole reason."""
    remarks = {remark.about: remark for remark in chosen.comments}
    heads = Text(
        zh="非公党组织|国企党组织|得分|理由|联盟组|批准意见|意见",
        en="Non-public|State-owned|Score|Reason|Alliance|Decision|Comment",
    )
    rows = [
        (
            names[pair.guest],
            names[pair.host],
            None if pair.score is None else round(pair.score * 100, 1),
            (pair.reason_en if view.language == "en" else None) or pair.reason or "",
            pair.alliance,
            pair.decision.label.say(view.language) if pair.decision else "",
            f"{remarks[pair.id].post}：{remarks[pair.id].words}" if pair.id in remarks else "",
        )
        for pair in chosen.pairs
    ]
    # Columns that say nothing of any pair yet leave their room to the reasons.
    filled = [place for place, column in enumerate(zip(*rows, strict=True)) if any(column)]
    place = chosen_row(
        [view.say(heads).split("|")[at] for at in filled],
        [[row[at] for at in filled] for row in rows],
        key=f"proposals:pairs:{chosen.proposal.id}",
        height=table_height(len(rows), most=14),
    )
    if place is not None:
        st.info(plain(f"{rows[place][0]} – {rows[place][1]}：{rows[place][3]}", 1200))


def _papers(view: View, chosen: ProposalView) -> None:
    if chosen.proposal.stage not in (ProposalStage.approved, ProposalStage.signed):
        return
    words = Text(
        zh="协议文书包（Word 协议书、清单、日程、方案与依据）",
        en="Agreement pack (Word agreements, lists, schedule, the plan with its evidence)",
    )
    st.download_button(
        view.say(words),
        data=_pack(view, chosen),
        file_name=f"{view.ledger.entry.key}-{chosen.proposal.id}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key="proposals:pack",
        help=view.say(_PROOF),
    )


def _pack(view: View, chosen: ProposalView) -> Callable[[], bytes]:
    snapshot, ledger = view.snapshot(), view.ledger.ledger

    def make() -> bytes:
        basis = ledger.snapshot(snapshot.scope, snapshot.as_of, chosen.proposal.made_at)
        solved = _solved_again(basis, chosen)
        return agreement_pack(snapshot, chosen, basis=basis, language=view.language, plan=solved)

    return make


def _solved_again(basis: Snapshot, chosen: ProposalView) -> tuple[PlanningProblem, Plan] | None:
    """Return the plan as the ledger gave it then, for the pack to enclose with its proof.

    The pairs tell whom it was made for: those without a partner, or everyone. The pack itself
    leaves out a plan that is not the proposal's; one that would keep the server busy is left out.
    """
    settings = PlanSettings.from_json(chosen.proposal.settings or "{}")
    for everyone in (False, True):
        problem = problem_from_snapshot(basis, everyone=everyone, refused=refused_by_rules(basis))
        question, _ = settings_within(problem.pool, settings)
        if not is_quick(problem, question):
            return None
        found = plan(problem, question)
        if not proposal_violations(problem, found, chosen):
            return problem, found
    return None


def _comment(
    view: View, chosen: ProposalView, labels: dict[str, str], signature: Signature
) -> None:
    with st.expander(view.say(Text(zh="对一对结对提意见", en="Comment on a pair"))):
        listed = [chosen.proposal.id, *labels]
        form_input("proposals", "proposals:about", chosen.proposal.id, listed)
        if st.session_state["proposals:about"] not in listed:
            st.session_state["proposals:about"] = chosen.proposal.id
        about = st.selectbox(
            view.say(Text(zh="结对", en="Pair")),
            listed,
            format_func=lambda key: labels.get(key, chosen.proposal.title),
            key="proposals:about",
        )
        words = st.text_input(view.say(Text(zh="意见", en="Comment")), key="proposals:words")
        send = view.say(Text(zh="写入意见", en="Write the comment"))
        ready = bool(words.strip()) and signature.ready
        if st.button(send, disabled=not ready, key="proposals:comment"):
            steps = comment_steps(
                about, post=signature.post, words=words.strip(), synthetic=chosen.proposal.synthetic
            )
            act(view, signature, steps)


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
