"""The help screen: a tour of the demonstration in five steps, what each figure means, the glossary."""

from __future__ import annotations

import html

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.screen_address import Address, written_link
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.cards import show
from graphs.folding import fold
from graphs.glossary import GLOSSARY, heading
from graphs.profiles import safe
from graphs.statistics import MEASURES
from graphs.text import Text

SCREEN = Screen(label=heading("help"), icon="help", group=Group.stewardship, place=7)
"""What the menu says of this screen."""

_TOUR: tuple[tuple[str, Text, Text], ...] = (
    (
        "overview",
        Text(zh="看一眼全区", en="The district at a glance"),
        Text(
            zh="五个计数、结对覆盖率、今日到期和需要关注的事项；右上“？”是每个数的定义。",
            en="Five counters, coverage, what is due today and what needs attention; “?” defines each figure.",
        ),
    ),
    (
        "network",
        Text(zh="谁和谁结对", en="Who is paired with whom"),
        Text(
            zh="国企方居中，结对的非公方环绕，未结对的在各乡镇下方；点一个看事实，双击看邻居。",
            en="Hosts with their guests around them, the unpaired below by township; click for facts, double-click for neighbours.",
        ),
    ),
    (
        "questions",
        Text(zh="提一个问题", en="Ask a question"),
        Text(
            zh="选一个问题或直接打字，得到一句话、名单和图；条件可改，网址可复制。",
            en="Choose one or type it: a sentence, a list, a picture; change its conditions, copy its address.",
        ),
    ),
    (
        "chains",
        Text(zh="看一条产业链", en="Look at a chain"),
        Text(
            zh="各环节的成员、党组织和结对情况，空白环节写“0 家”；牵头党总支的支部和规模提示。",
            en="Members, organisations and pairs of each segment, “0 members” where nobody is; the lead general branch and advice on size.",
        ),
    ),
    (
        "plan",
        Text(zh="拟定结对", en="Propose pairs"),
        Text(
            zh="为未结对的非公方选国企方：每对的得分怎样相加、为什么不选别家、多一个名额的收益。",
            en="Hosts for the unpaired guests: how each score adds up, why not another, what one more slot buys.",
        ),
    ),
)


def main() -> None:
    """Draw the tour, the definitions of the figures, and the glossary with its search."""
    view = current()
    left, right = st.columns([0.42, 0.58], gap="medium")
    with left:
        _tour(view)
        _figures(view)
    with right:
        _glossary(view)


def _tour(view: View) -> None:
    with st.container(border=True):
        st.markdown("## " + view.say(Text(zh="演示区五步走", en="The demonstration in five steps")))
        steps = "".join(
            f'<li><a href="{_link(view, screen)}">{safe(view.say(title))}</a>'
            f'<div class="quiet">{safe(view.say(words))}</div></li>'
            for screen, title, words in _TOUR
        )
        show(f"<ol>{steps}</ol>")


def _link(view: View, screen: str) -> str:
    return html.escape(written_link(screen, Address(ledger="demo", language=view.language)))


def _figures(view: View) -> None:
    with st.container(border=True):
        st.markdown("## " + view.say(Text(zh="每个数是怎么算的", en="How each figure is counted")))
        lines = "".join(
            f"<p><b>{safe(view.say(each.label))}</b> "
            f'<span class="quiet">{safe(view.say(each.unit))}</span><br>'
            f"{safe(view.say(each.definition))}</p>"
            for each in MEASURES.values()
        )
        show(lines)


def _glossary(view: View) -> None:
    with st.container(border=True):
        st.markdown("## " + view.say(Text(zh="名词", en="Glossary")))
        wanted = st.text_input(
            view.say(Text(zh="查名词", en="Find a word")),
            placeholder="…",
            **address_choice("help:find", ""),
        )
        words = fold(wanted)
        lines = "".join(
            f"<tr><td><b>{safe(view.say(term.heading))}</b></td>"
            f"<td>{safe(view.say(term.definition))}</td></tr>"
            for term in GLOSSARY.values()
            if not words
            or any(
                words in fold(each)
                for each in (
                    term.heading.zh,
                    term.heading.en,
                    term.definition.zh,
                    term.definition.en,
                )
            )
        )
        none = Text(zh="没有这个词。", en="No such word.")
        show(
            f'<table class="partners board glossary"><tbody>{lines}</tbody></table>'
            if lines
            else safe(view.say(none))
        )


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
