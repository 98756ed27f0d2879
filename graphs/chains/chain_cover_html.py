"""Who answers for a chain, and its members without an organisation, as HTML."""

from __future__ import annotations

from graphs.chains.chain_board import ChainBoard
from graphs.chains.chain_seats import Responsible
from graphs.glossary import word
from graphs.model import ChainRole
from graphs.profiles import Link, named_html, no_link, safe
from graphs.text import Language, Text

__all__ = ["bare_html", "responsible_html"]


def responsible_html(board: ChainBoard, language: Language, link: Link = no_link) -> str:
    """Return who answers for a chain as one line, each role with its day; what is not stated says so.

    Examples
    --------
    >>> board = ChainBoard(
    ...     id="n1", name=Text.same("花卉"), synthetic=False, lead=None, segments=(), links=())
    >>> responsible_html(board, "zh").count("未载明")
    3
    """
    unknown = safe(word("not_stated").say(language))
    parts = []
    for role in ChainRole:
        if not role.responsible:
            continue
        own = [each for each in board.responsible if each.role is role]
        names = "、".join(_since_html(each, language, link) for each in own) or unknown
        label = role.label.say(language)
        parts.append(f"{safe(label[:1].upper() + label[1:])} {names}")
    return f'<p class="quiet">{" · ".join(parts)}</p>'


def _since_html(each: Responsible, language: Language, link: Link) -> str:
    name = named_html(each.shown, language, link)
    if each.since is None:
        return name
    words = Text(zh="（自 {day}）", en=" (since {day})").format(day=each.since.text or "")
    return name + safe(words.say(language))


def bare_html(board: ChainBoard, language: Language, link: Link = no_link) -> str:
    """Return the members without an organisation as a list; who is one step from one comes first.

    Examples
    --------
    >>> board = ChainBoard(
    ...     id="n1", name=Text.same("花卉"), synthetic=False, lead=None, segments=(), links=())
    >>> bare_html(board, "zh")
    ''
    """
    near = {seat.shown.id: others for seat, others in board.one_step}
    seats = sorted(board.without_organisation, key=lambda seat: seat.shown.id not in near)
    lines = []
    for seat in seats:
        others = near.get(seat.shown.id, ())
        listed = "、".join(named_html(each, language, link) for each in others)
        words = safe(_ONE_STEP.say(language)) + listed if listed else safe(_APART.say(language))
        lines.append(
            f'<li>{named_html(seat.shown, language, link)} <span class="quiet">{words}</span></li>'
        )
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


_ONE_STEP = Text(
    zh="差一步：与有党组织的成员有供应关系 ",
    en="one step away: trades with a member that has one: ",
)
_APART = Text(
    zh="没有登记与有党组织的成员的供应关系", en="no recorded trade with a member that has one"
)
