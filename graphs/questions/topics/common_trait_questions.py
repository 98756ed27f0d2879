"""Questions of what the two ends of a pair have in common: township, chain, industry."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.codes import CURRENT_EDITION, industry_closeness
from graphs.model import Choice, Snapshot
from graphs.network import Pair, count_pairs, parties
from graphs.questions.answer import Answer, AnswerRow, row
from graphs.questions.answer_words import (
    NUMBER,
    PAIRS,
    agreement_name,
    chosen_pairs,
    column,
    count_cell,
    in_force,
    name_of,
    town_id,
    town_name,
)
from graphs.questions.parameters import OneOf
from graphs.questions.question import Context, Topic, question
from graphs.questions.topics.chain_questions import chains_of
from graphs.statistics import Silence
from graphs.text import Text

__all__ = ["pair_focus"]


def pair_focus(pair: Pair) -> str:
    """Return what a row about a pair leads to in the picture."""
    return f"edge:{pair.agreement}|{pair.host}|{pair.guest}"


class _Shared(Choice):
    """What the two of a pair have, or do not have, in common."""

    towns = Text(zh="跨乡镇", en="crossing townships")
    chain = Text(zh="同一产业链", en="on one industry chain")
    industry = Text(zh="同一行业大类", en="in one industry division")


@question(
    8,
    zh="跨乡镇、同链、同行业的结对",
    en="Pairs across townships, on one chain, in one industry",
    topic=Topic.partners,
    parameters=(
        OneOf(
            key="which",
            label=Text(zh="哪一种", en="Which"),
            choices=_Shared,
            says=(
                ("chain", "同链"),
                ("chain", "chain"),
                ("industry", "同行业"),
                ("industry", "industry"),
                ("towns", "across townships"),
            ),
        ),
        PAIRS,
    ),
    says=(
        "跨乡镇的结对",
        "跨区结对",
        "同链结对",
        "同一产业链",
        "同一行业",
        "同行业结对",
        "pairs across townships",
        "pairs sharing a chain",
        "same industry",
    ),
)
def crossings(context: Context, *, which: str, pairs: str) -> Answer:
    """List the pairs in force that cross townships, share a chain, or share an industry division.

    Chains of a partner outside the scope that the scope does not hold count as not stated.
    """
    snapshot = context.snapshot
    running = in_force(chosen_pairs(snapshot, pairs))
    common = _Common(snapshot)
    found = {key: [p for p in running if common.has(key, p)] for key in _Shared.__members__}
    shown = found[which]
    totals = {key: count_pairs(these).words() for key, these in found.items()}
    words = Text(
        zh="有效结对 {all} 对中，跨乡镇 {towns} 对，同一产业链 {chain} 对，同一行业大类 {industry} 对；"
        "下面列出{which}的。",
        en="Of {all} {all:pair|pairs} in force {towns} cross townships, {chain} are on one chain, "
        "{industry} in one industry division; listed are those {which}.",
    ).format(all=count_pairs(running).words(), which=_Shared[which].label, **totals)
    rows = tuple(common.row(pair) for pair in shown)
    unknown = [common.unknown(which, pair) for pair in running]
    return Answer(
        sentence=words,
        count=count_pairs(shown),
        columns=(
            column("host", "国企方（或甲方）", "Host (or first)"),
            column("host_town", "其区划", "Its division"),
            column("guest", "非公方（或乙方）", "Guest (or second)"),
            column("guest_town", "对方区划", "Division of the other"),
            column("chain", "共同的产业链", "Chain in common"),
            column("agreement", "协议", "Agreement"),
            column("count", "对数", "Pairs", NUMBER),
        ),
        rows=rows,
        ids=tuple(dict.fromkeys(end for p in shown for end in (p.host, p.guest))),
        silences=(
            Silence(
                datum=_DATA[which],
                records=Text(zh="条有效结对", en="pairs in force, as recorded"),
                missing=sum(unknown),
                total=len(unknown),
            ),
        ),
    )


_DATA = {
    "towns": Text(zh="一方的区划", en="the division of one end"),
    "chain": Text(zh="一方的产业链", en="the chain of one end"),
    "industry": Text(zh="一方的行业代码", en="the industry code of one end"),
}


class _Common:
    """What two organisations have in common: township, chains, industry division."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.known = parties(snapshot)
        self.chains = chains_of(snapshot)
        columns = (snapshot.column("unit", n) for n in ("id", "industry_code", "industry_edition"))
        self.codes = {u: (code, edition) for u, code, edition in zip(*columns, strict=True) if code}
        self.close: dict[tuple[object, object], bool] = {}

    def _town(self, ident: str) -> str:
        return town_id(self.snapshot, self.known[ident])

    def _industries(self, ident: str) -> list[tuple[str, str | None]]:
        return [self.codes[unit] for unit in self.known[ident].units if unit in self.codes]

    def shared_chains(self, pair: Pair) -> Mapping[str, Text]:
        """Return the chains both are on, by id."""
        ours = self.chains.get(pair.host, {})
        return {key: words for key, words in ours.items() if key in self.chains.get(pair.guest, {})}

    def has(self, which: str, pair: Pair) -> bool:
        """Return whether a pair is of the wanted kind, for certain."""
        if self.unknown(which, pair):
            return False
        if which == "towns":
            return self._town(pair.host) != self._town(pair.guest)
        if which == "chain":
            return bool(self.shared_chains(pair))
        return any(
            self._near(ours, theirs)
            for ours in self._industries(pair.host)
            for theirs in self._industries(pair.guest)
        )

    def _near(self, ours: tuple[str, str | None], theirs: tuple[str, str | None]) -> bool:
        if (ours, theirs) not in self.close:
            same = (ours[1] or CURRENT_EDITION) == (theirs[1] or CURRENT_EDITION)
            found = industry_closeness(ours[0], theirs[0]) if same else None
            self.close[ours, theirs] = found is not None and found >= 0.5
        return self.close[ours, theirs]

    def unknown(self, which: str, pair: Pair) -> bool:
        """Return whether what decides is not stated of one of the two."""
        stated = {"towns": self._town, "chain": self.chains.get, "industry": self._industries}
        return not all(stated[which](end) for end in (pair.host, pair.guest))  # type: ignore[operator]  # each takes an id

    def row(self, pair: Pair) -> AnswerRow:
        """Return the row of a pair."""
        shared = list(self.shared_chains(pair).values())
        cells = (
            name_of(self.snapshot, pair.host),
            town_name(self.snapshot, pair.host),
            name_of(self.snapshot, pair.guest),
            town_name(self.snapshot, pair.guest),
            Text.join(shared) if shared else Text.same("—"),
            agreement_name(self.snapshot, pair.agreement),
            count_cell(pair.count),
        )
        return row(cells, pair.host, pair.guest, pair.agreement, focus=pair_focus(pair))
