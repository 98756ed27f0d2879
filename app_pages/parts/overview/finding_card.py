"""The card of what the rules find, for who keeps the ledger: how many of each weight, and the way to them."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from app_pages.parts.records.ledger_findings import quick_findings
from graphs.glossary import GLOSSARY
from graphs.model import Snapshot
from graphs.rules import Severity
from graphs.text import Text

__all__ = ["FINDING_LINES", "finding_card"]

FINDING_LINES = 5.0
"""About how many lines the card takes."""


def finding_card(view: View, snapshot: Snapshot) -> None:
    """Draw how many findings are to be worked off; a large scope is checked on the screen itself."""
    with st.container(border=True):
        title = Text(zh="按规则检查", en="Checked by the rules")
        st.markdown("**" + view.say(title) + "**", help=view.say(GLOSSARY["finding"].definition))
        show(f"<p>{safe(view.say(_words(view, snapshot)))}</p>")
        st.page_link(
            "app_pages/findings_screen.py",
            label=view.say(Text(zh="逐条处理", en="Work them off")),
            icon=":material/rule:",
        )


def _words(view: View, snapshot: Snapshot) -> Text:
    found = quick_findings(view.ledger, view.scope, snapshot)
    if found is None:
        return Text(
            zh="这个范围较大，检查要等一会儿，请到“检查”页。",
            en="This scope is large; it is checked on the screen of findings.",
        )
    counting = [each for each in found if each.counts]
    if not counting:
        return Text(zh="没有待处理的检查发现。", en="Nothing to work off.")
    numbers = [
        Text(zh="{what} {n}", en="{what} {n}").format(
            what=severity.label, n=sum(each.severity is severity for each in counting)
        )
        for severity in Severity
    ]
    return Text.join(numbers, zh=" · ", en=" · ")
