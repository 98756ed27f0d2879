"""The general branch as HTML: a foldable tree with its members, advice, and facts with sentences."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from graphs.chains.branch_tree import BranchNode, FunctionalSeat, HelpingTie
from graphs.chains.chain_evidence import ChainFact
from graphs.chains.nested_circles import nested_circles
from graphs.chains.threshold_advice import Advice
from graphs.glossary import word
from graphs.model import Count
from graphs.profiles import Link, named_html, no_link, quotes_html, safe
from graphs.text import Language, Text

__all__ = [
    "advice_html",
    "circles_html",
    "fact_lines_html",
    "functional_html",
    "members_words",
    "tree_html",
]

_UNSTATED = word("not_stated")


def members_words(node: BranchNode) -> Text:
    """Return the members of an organisation in words, full and probationary apart.

    Examples
    --------
    >>> from graphs.model import Quantity
    >>> from graphs.profiles import Mention
    >>> own = Mention(id="o1", record="organisation", name=Text.same("甲"))
    >>> members_words(BranchNode(shown=own, members=Quantity("=", 269))).zh
    '党员 269（正式、预备未分列）'
    """
    if _unknown(node.total):
        return Text(zh="党员数未载明", en="members not stated")
    words = Text(zh="党员 {n}", en="{n} {n:member|members}").format(n=node.total.words())
    if _unknown(node.total_full) and _unknown(node.total_probationary):
        return words + Text(zh="（正式、预备未分列）", en=" (full and probationary not apart)")
    parts = Text(zh="（正式 {a}，预备 {b}）", en=" ({a} full, {b} probationary)").format(
        a=_stated(node.total_full), b=_stated(node.total_probationary)
    )
    return words + parts


def _unknown(count: Count) -> bool:
    return count.low == 0 and count.high is None


def _stated(count: Count) -> Text:
    return _UNSTATED if _unknown(count) else count.words()


def tree_html(node: BranchNode, language: Language, link: Link = no_link) -> str:
    """Return the tree, each organisation with others under it foldable, members counted once.

    Examples
    --------
    >>> from graphs.profiles import Mention
    >>> tree_html(BranchNode(shown=Mention(id="", record="", name=Text.same("甲"))), "zh")
    '<div class="leaf"><bdi>甲</bdi> · <bdi>党员数未载明</bdi></div>'
    """
    kind = f' <span class="quiet">{safe(node.kind.label.say(language))}</span>' if node.kind else ""
    line = f"{named_html(node.shown, language, link)}{kind} · {safe(members_words(node).say(language))}"
    if not node.below:
        return f'<div class="leaf">{line}</div>'
    under = Text(zh="下设 {n} 个", en="{n} under it").format(n=len(node.below))
    inner = "".join(tree_html(each, language, link) for each in node.below)
    return (
        f"<div>{line}</div><details open><summary>{safe(under.say(language))}{_sum(node, language)}"
        f'</summary><div class="under">{inner}</div></details>'
    )


def _sum(node: BranchNode, language: Language) -> str:
    if node.members is None or _unknown(node.below_total):
        return ""
    words = Text(
        zh="；下级合计 {n}（已含在本级内，只计一次）",
        en="; together {n}, counted in the above once",
    )
    if node.differs:
        words = Text(
            zh="；下级合计 {n}，多于本级登记数，请核对",
            en="; together {n}, more than its own figure",
        )
    return safe(words.format(n=node.below_total.words()).say(language))


def circles_html(tree: BranchNode, language: Language) -> str:
    """Return the nested circles as a picture that needs nothing from outside.

    Examples
    --------
    >>> from graphs.profiles import Mention
    >>> own = BranchNode(shown=Mention(id="", record="", name=Text.same("甲")))
    >>> 'src="data:image/svg+xml;base64,' in circles_html(own, "zh")
    True
    """
    packed = base64.b64encode(nested_circles(tree, language).encode()).decode()
    words = Text(
        zh="{name}及其下级的嵌套圆图；面积随党员数，虚线为党员数未载明",
        en="Nested circles of {name} and those under it; area by members, dashed: not stated",
    ).format(name=tree.shown.name)
    quoted = safe(words.say(language), 200).removeprefix("<bdi>").removesuffix("</bdi>")
    return f'<img class="circles" alt="{quoted}" src="data:image/svg+xml;base64,{packed}">'


def functional_html(
    seats: Sequence[FunctionalSeat],
    ties: Sequence[HelpingTie],
    language: Language,
    link: Link = no_link,
) -> str:
    """Return functional seats and other ties: beside the tree, never in it.

    Examples
    --------
    >>> functional_html((), (), "zh")
    '<p class="quiet"><bdi>台账没有登记。</bdi></p>'
    """
    lines = [
        f"{named_html(tie.shown, language, link)} "
        f'<span class="quiet">{safe((tie.kind.label if tie.kind else _UNSTATED).say(language))}</span>'
        for tie in ties
    ]
    lines += [
        f"{named_html(seat.shown, language, link)} "
        f'<span class="quiet">{safe((seat.role.label if seat.role else _UNSTATED).say(language))}</span>'
        for seat in seats
    ]
    if not lines:
        none = Text(zh="台账没有登记。", en="None is recorded.")
        return f'<p class="quiet">{safe(none.say(language))}</p>'
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def advice_html(advice: Sequence[Advice], language: Language) -> str:
    """Return advice as sentences, each with its rule and date under it.

    Examples
    --------
    >>> advice_html((), "zh")
    ''
    """
    return "".join(
        f"<p><b>{safe(each.sentence.say(language))}</b></p>"
        f'<p class="quiet">{safe(each.basis().say(language))}</p>'
        for each in advice
    )


def fact_lines_html(facts: Sequence[ChainFact], language: Language) -> str:
    """Return each fact with the sentence of the source it rests on.

    Examples
    --------
    >>> fact_lines_html((), "zh")
    '<ul class="pairs"></ul>'
    """
    lines = "".join(
        f"<li>{safe(each.words.say(language))}{_sentences(each, language)}</li>" for each in facts
    )
    return f'<ul class="pairs">{lines}</ul>'


def _sentences(fact: ChainFact, language: Language) -> str:
    if fact.quotes:
        body = quotes_html(fact.quotes, language)
        return body[body.find("<blockquote") :]
    none = Text(zh="没有引文", en="no sentence of a source")
    return f' <span class="quiet">{safe(none.say(language))}</span>'
