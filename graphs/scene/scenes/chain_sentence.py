"""An industry chain in one sentence: who leads it, who is below, its members and segments."""

from __future__ import annotations

from graphs.chains import chain_board
from graphs.model import Organisation, Quantity, Snapshot
from graphs.network import chain_graph, parties
from graphs.statistics import organisation_count
from graphs.text import Text

__all__ = ["chain_sentence", "members_words"]


def chain_sentence(snapshot: Snapshot, chain: str) -> Text:
    """Return the chain in one sentence; its members are those of its board."""
    graph = chain_graph(snapshot, chain)
    lead = next(
        (b for _, b, d in graph.out_edges(chain, data=True) if d["relation"] == "leads"), ""
    )
    known = parties(snapshot)
    below = organisation_count(
        known[b]
        for _, b, data in graph.edges(data=True)
        if data["relation"] == "superior" and b in known
    )
    board = chain_board(snapshot, chain)
    named = sum(1 for each in board.segments if each.id)
    segments = (
        Text(zh="环节 {n} 个", en="{n} {n:segment|segments}").format(n=named)
        if named
        else Text(zh="环节未载明", en="segments not stated")
    )
    members = members_words(snapshot, lead)
    if lead:
        node = graph.nodes[lead]
        led = Text(zh="由{name}牵头{members}", en="led by {name}{members}").format(
            name=Text(zh=node["name_zh"], en=node["name_en"]), members=members
        )
    else:
        led = Text(zh="牵头党组织未载明", en="its lead organisation is not stated")
    return Text(
        zh="{chain}：{led}；下级党组织 {below} 个；链上成员 {seats} 家；{segments}。",
        en="{chain}: {led}; {below} {below:organisation|organisations} below; "
        "{seats} {seats:member|members} of the chain; {segments}.",
    ).format(
        chain=Text(zh=graph.nodes[chain]["name_zh"], en=graph.nodes[chain]["name_en"]),
        led=led,
        below=below.words(),
        seats=board.members.words(),
        segments=segments,
    )


def members_words(snapshot: Snapshot, lead: str) -> Text:
    """Return the Party members of a lead organisation in brackets; blank where they are not stated."""
    found = snapshot.by_id(Organisation).get(lead)
    members: Quantity | None = found.members if found else None
    if members is None:
        return Text.same("")
    return Text(zh="（党员 {n} 名）", en=" ({n} Party members)").format(n=members.words())
