"""One organisation: its partners, affiliations, activities, sources, findings and history."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.cached_ledgers import division_tree, ego_snapshot
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current, go
from app_pages.parts.network.organisation_directory import directory
from app_pages.parts.network.organisation_page import organisation_page
from app_pages.parts.records.ledger_findings import quick_findings
from graphs.errors import NotFound
from graphs.glossary import heading
from graphs.model import Scope, Snapshot
from graphs.network import parties
from graphs.profiles import organisation_profile
from graphs.text import Text

SCREEN = Screen(label=heading("organisation"), icon="groups", group=Group.explore, place=4)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the page of the organisation in the address; without one, all of the scope."""
    view = current()
    ident = view.address.organisation
    if not ident:
        directory(view)
        return
    try:
        snapshot, inside = _seen(view, ident)
    except NotFound:
        _not_there(view)
        return
    if not inside:
        _outside(view)
    scope = view.scope if inside else snapshot.scope
    findings = quick_findings(view.ledger, scope, snapshot)
    organisation_page(view, snapshot, organisation_profile(snapshot, ident, findings=findings))


def _seen(view: View, ident: str) -> tuple[Snapshot, bool]:
    """Return what to read the organisation from, and whether the scope of the view holds it.

    One outside is read with those around it, whatever the scope: all of its partners are there.
    """
    snapshot = view.snapshot()
    party = parties(snapshot).get(ident)
    if party is not None and not party.stub:
        return snapshot, True
    return ego_snapshot(view.ledger, ident, snapshot.as_of), False


def _outside(view: View) -> None:
    words = Text(
        zh="这个组织在当前范围之外；下面是它在整个台账里的情况。",
        en="This organisation is outside the scope; below is what the whole ledger has of it.",
    )
    st.info(view.say(words), icon=":material/zoom_out_map:")
    if division_tree(view.ledger) is not None:
        wide = Text(zh="把范围扩大到全部", en="Widen the scope to everything")
        if st.button(view.say(wide), key="organisation:widen"):
            go(scope=Scope())


def _not_there(view: View) -> None:
    words = Text(
        zh="这一天（{day}）的台账里没有这个组织；换一个时点，或用左侧的搜索框另找。",
        en="The ledger holds no such organisation on this day ({day}); choose another day, or "
        "search at the left.",
    ).format(day=view.snapshot().as_of.isoformat())
    st.warning(plain(view.say(words)), icon=":material/search_off:")
    if st.button(view.say(Text(zh="全部党组织", en="All organisations")), key="organisation:all"):
        go(organisation="")


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
