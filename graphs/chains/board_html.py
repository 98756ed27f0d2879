"""The chain board as HTML: all chains as a table, one chain as columns joined by its products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from graphs.chains.chain_board import BoardSegment, ChainBoard, SupplyLink
from graphs.chains.chain_seats import Responsible, Seat
from graphs.glossary import word
from graphs.model import ChainRole, SegmentPosition
from graphs.profiles import Link, Mention, named_html, no_link, safe
from graphs.text import Language, Text

__all__ = ["board_html", "boards_html", "links_html", "segment_words"]

_NO_ORGANISATION = Text(zh="没有党组织", en="no Party organisation")
_NO_ROLE = Text(zh="角色未载明", en="role not stated")
_NO_PRODUCT = Text(zh="产品未载明", en="product not stated")


def segment_words(segment: BoardSegment) -> Text:
    """Return how many members a segment has, and of them without an organisation.

    Examples
    --------
    >>> segment_words(BoardSegment(id="e", name=Text.same("育苗"), position=None, seats=())).zh
    '0 家'
    """
    words = Text(zh="{n} 家", en="{n} {n:member|members}").format(n=segment.members.words())
    bare = len(segment.without_organisation)
    if not bare:
        return words
    return words + Text(zh="，{n} 家没有党组织", en=", {n} without an organisation").format(n=bare)


def boards_html(
    boards: Sequence[ChainBoard], language: Language, link: Callable[[str], str] = lambda _: ""
) -> str:
    """Return all chains as a table: a row a chain, a column a position, "0 家" where nobody is.

    ``link`` gives the address of a chain's own board.

    Examples
    --------
    >>> own = BoardSegment(id="e", name=Text.same("育苗"), position=None, seats=())
    >>> board = ChainBoard(
    ...     id="n1", name=Text.same("花卉"), synthetic=False, lead=None, segments=(own,), links=())
    >>> "0 家" in boards_html((board,), "zh")
    True
    """
    heads = [Text(zh="产业链", en="Chain"), *(each.label for each in SegmentPosition)]
    loose = any(_at(board, None) for board in boards)
    if loose:
        heads.append(Text(zh="位置或环节未载明", en="Position not stated"))
    heads += [
        Text(zh="有党组织", en="With an organisation"),
        Text(zh="牵头党组织", en="Lead organisation"),
        Text(zh="供应无结对", en="Supply without a pair"),
    ]
    head = "".join(
        f"<th>{safe(each.say(language)[:1].upper() + each.say(language)[1:])}</th>"
        for each in heads
    )
    positions: list[SegmentPosition | None] = [*SegmentPosition, *([None] if loose else [])]
    lines = "".join(_chain_row(board, positions, language, link) for board in boards)
    return f'<table class="partners board"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def _chain_row(
    board: ChainBoard,
    positions: Sequence[SegmentPosition | None],
    language: Language,
    link: Callable[[str], str],
) -> str:
    shown = Mention(id=board.id, record="chain", name=board.name)
    cells = [named_html(shown, language, lambda m: link(m.id))]
    for position in positions:
        there = _at(board, position)
        cells.append("".join(_cell(each, language) for each in there) or "—")
    lead = board.lead.name if board.lead else word("not_stated")
    cells += [
        safe(f"{board.covered.words().say(language)} / {board.members.words().say(language)}"),
        safe(lead.say(language), 80) + _responsible_lines(board.responsible, language),
        safe(f"{len(board.unpaired_links)} / {len(board.links)}"),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _responsible_lines(found: Sequence[Responsible], language: Language) -> str:
    return "".join(
        f'<div class="quiet">{safe(each.role.label.say(language))} '
        f"{safe(each.shown.name.say(language), 60)}</div>"
        for each in found
    )


def _at(board: ChainBoard, position: SegmentPosition | None) -> list[BoardSegment]:
    return [each for each in board.segments if each.position is position]


def _cell(segment: BoardSegment, language: Language) -> str:
    words = safe(segment_words(segment).say(language))
    number = f"<b class='none'>{words}</b>" if not segment.seats else words
    return f"<div>{safe(segment.name.say(language), 40)} · {number}</div>"


def board_html(board: ChainBoard, language: Language, link: Link = no_link) -> str:
    """Return one chain as columns from upstream to support, the products on arrows between them.

    Examples
    --------
    >>> board = ChainBoard(
    ...     id="n1", name=Text.same("花卉"), synthetic=False, lead=None, segments=(), links=())
    >>> board_html(board, "zh")
    '<div class="stages"></div>'
    """
    parts = []
    for place, segment in enumerate(board.segments):
        if place:
            parts.append(_arrow(board, board.segments[place - 1], segment, language))
        parts.append(_stage(segment, language, link))
    return f'<div class="stages">{"".join(parts)}</div>{_other_supply(board, language)}'


def _stage(segment: BoardSegment, language: Language, link: Link) -> str:
    position = f" · {safe(segment.position.label.say(language))}" if segment.position else ""
    words = safe(segment_words(segment).say(language))
    number = f'<b class="none">{words}</b>' if not segment.seats else words
    seats = "".join(_seat(each, language, link) for each in segment.seats)
    return (
        f'<div class="stage"><div class="stage-head"><b>{safe(segment.name.say(language), 60)}</b>'
        f'<span class="quiet">{position} {number}</span></div><ul>{seats}</ul></div>'
    )


def _seat(seat: Seat, language: Language, link: Link) -> str:
    role = safe((seat.role.label if seat.role else _NO_ROLE).say(language))
    mark = "mark" if seat.role is ChainRole.chain_leader else "quiet"
    lines = "".join(
        f'<div class="formed">{named_html(each.shown, language, link) if each.shown.id != seat.shown.id else ""} '
        f'<span class="status {"active" if each.paired else "ended"}">{safe(each.state.say(language))}</span></div>'
        for each in seat.organisations
    )
    lines = lines or f'<div class="formed none">{safe(_NO_ORGANISATION.say(language))}</div>'
    many = "" if seat.count.high == 1 else f" ×{safe(seat.count.words().say(language))}"
    name = named_html(seat.shown, language, link)
    return f'<li>{name}{many} <span class="{mark}">{role}</span>{lines}</li>'


def _arrow(
    board: ChainBoard, source: BoardSegment, target: BoardSegment, language: Language
) -> str:
    forward = _products(board, source.id, target.id)
    lines = "".join(
        f"<div>{safe((Text.same(what) if what else _NO_PRODUCT).say(language), 40)} ×{number}</div>"
        for what, number in forward.items()
    )
    if not lines:
        return '<div class="supply"></div>'
    return f'<div class="supply">{lines}<div class="arrow">→</div></div>'


def _products(board: ChainBoard, source: str, target: str) -> Counter[str]:
    return Counter(e.product for e in board.links if (e.source, e.target) == (source, target))


def _other_supply(board: ChainBoard, language: Language) -> str:
    """Return the supply that joins no two neighbouring columns, in words."""
    order = [each.id for each in board.segments]
    beside = set(pairwise(order))
    rest = Counter(
        (e.source, e.target, e.product) for e in board.links if (e.source, e.target) not in beside
    )
    if not rest:
        return ""
    names = {each.id: each.name for each in board.segments}
    said = [
        Text(zh="{a} → {b}：{what} ×{n}", en="{a} → {b}: {what} ×{n}").format(
            a=names[source], b=names[target], what=Text.same(what) if what else _NO_PRODUCT, n=n
        )
        for (source, target, what), n in rest.items()
    ]
    words = Text(zh="其他供应：", en="Other supply: ") + Text.join(said, zh="；", en="; ")
    return f'<p class="quiet">{safe(words.say(language))}</p>'


def links_html(links: Sequence[SupplyLink], language: Language, link: Link = no_link) -> str:
    """Return supply links as a list: who supplies whom with what, and why there is no pair.

    Examples
    --------
    >>> links_html((), "zh")
    ''
    """
    lines = "".join(
        f"<li>{named_html(each.supplier, language, link)} → "
        f"{named_html(each.customer, language, link)} "
        f'<span class="quiet">{safe((Text.same(each.product) if each.product else _NO_PRODUCT).say(language))}'
        f"{'' if each.possible else ' · ' + safe(_ONE_SIDE.say(language))}</span></li>"
        for each in links
    )
    return f"<ul>{lines}</ul>" if lines else ""


_ONE_SIDE = Text(zh="一方没有党组织", en="one side has no organisation")
