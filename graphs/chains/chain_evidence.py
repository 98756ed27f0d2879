"""What the ledger says of a chain, each fact beside the sentence of the source it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphs.chains.branch_tree import BranchNode, branch_tree
from graphs.glossary import word
from graphs.model import (
    Chain,
    ChainMember,
    Hosting,
    Membership,
    Snapshot,
    Source,
    Statement,
    Superior,
    Supply,
    Tie,
)
from graphs.profiles import Quote, mention, quotes_of
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

__all__ = ["ChainFact", "chain_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFact:
    """One fact in words, with the record it is and the sentences it rests on."""

    id: str
    words: Text
    quotes: tuple[Quote, ...]


def chain_facts(snapshot: Snapshot, chain: str) -> tuple[ChainFact, ...]:
    """Return the facts of a chain: its lead, the tree below it, members, supply, reported figures.

    Each is a record of the ledger; none is made up of others.

    Raises
    ------
    NotFound
        The snapshot holds no such chain.
    """
    found = snapshot.get(Chain, chain)
    tree = branch_tree(snapshot, found.lead) if found.lead else None
    return (
        *(_led(snapshot, found) if found.lead else ()),
        *(_of_tree(snapshot, tree) if tree else ()),
        *_of_members(snapshot, chain),
        *_reported(snapshot, chain, tree),
    )


def _fact(snapshot: Snapshot, ident: str, words: Text) -> ChainFact:
    return ChainFact(id=ident, words=words, quotes=quotes_of(snapshot, {ident}))


def _led(snapshot: Snapshot, chain: Chain) -> Iterator[ChainFact]:
    words = Text(zh="{chain}由{lead}牵头", en="{chain} is led by {lead}")
    yield _fact(
        snapshot,
        chain.id,
        words.format(
            chain=mention(snapshot, chain.id).name, lead=mention(snapshot, chain.lead or "").name
        ),
    )


def _of_tree(snapshot: Snapshot, tree: BranchNode) -> Iterator[ChainFact]:
    inside = {node.shown.id for _, node in tree.walk()}

    def called(ident: str | None) -> Text:
        return mention(snapshot, ident or "").name

    for tie in snapshot.records(Tie):
        if tie.object == tree.shown.id and tie.kind:
            words = Text(zh="{a}{kind}{b}", en="{a} {kind} {b}").format(
                a=called(tie.subject), kind=tie.kind.label, b=called(tie.object)
            )
            yield _fact(snapshot, tie.id, words)
    for each in snapshot.records(Superior):
        if each.superior in inside:
            words = Text(zh="{b}下设{a}", en="{b} has {a} under it").format(
                a=called(each.organisation), b=called(each.superior)
            )
            yield _fact(snapshot, each.id, words)
    for hosting in snapshot.records(Hosting):
        if hosting.organisation in inside:
            words = Text(zh="{a}设在{b}", en="{a} is formed in {b}").format(
                a=called(hosting.organisation), b=called(hosting.unit)
            )
            yield _fact(snapshot, hosting.id, words)
    for seat in snapshot.records(Membership):
        if seat.body == tree.shown.id:
            words = Text(zh="{a}参加{b}（功能型）", en="{a} has a seat in {b} (functional)").format(
                a=called(seat.organisation), b=called(seat.body)
            )
            yield _fact(snapshot, seat.id, words)


def _of_members(snapshot: Snapshot, chain: str) -> Iterator[ChainFact]:
    for member in snapshot.records(ChainMember):
        if member.chain == chain:
            role = member.role.label if member.role else Text(zh="角色未载明", en="role not stated")
            words = Text(zh="{a}在链上（{role}）", en="{a} is on the chain ({role})")
            yield _fact(
                snapshot,
                member.id,
                words.format(a=mention(snapshot, member.member).name, role=role),
            )
    for supply in snapshot.records(Supply):
        if supply.chain == chain:
            what = Text.same(supply.product) if supply.product else word("not_stated")
            words = Text(
                zh="{a}供应{b}（产品：{what}）", en="{a} supplies {b} (product: {what})"
            ).format(
                a=mention(snapshot, supply.supplier).name,
                b=mention(snapshot, supply.customer).name,
                what=what,
            )
            yield _fact(snapshot, supply.id, words)


def _reported(snapshot: Snapshot, chain: str, tree: BranchNode | None) -> Iterator[ChainFact]:
    about = {chain} | ({node.shown.id for _, node in tree.walk()} if tree else set())
    about |= {each.member for each in snapshot.records(ChainMember) if each.chain == chain}
    sources = snapshot.by_id(Source)
    for each in snapshot.records(Statement):
        if each.speaks_of not in about:
            continue
        value = each.value.words() if each.value else word("not_stated")
        words = Text(zh="{what}：{n}{unit}", en="{what}: {n}{unit}").format(
            what=Text.named(each.indicator, each.indicator_en),
            n=value,
            unit=unit_words(each.unit_of_count),
        )
        source = sources.get(each.source or "")
        own = (
            Quote(words=each.quote, source=f"《{source.title}》" if source else "—")
            if each.quote
            else None
        )
        yield ChainFact(
            id=each.id,
            words=words,
            quotes=quotes_of(snapshot, {each.id}) or ((own,) if own else ()),
        )
