"""Questions of who is paired with whom: partners, crossings, and those with other pairs only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphs.codes import CURRENT_EDITION, industry_closeness
from graphs.model import Choice, Count, Snapshot
from graphs.network import (
    Pair,
    Party,
    count_pairs,
    division_and_below,
    parties,
)
from graphs.questions.answer import Answer, AnswerRow, ids_of, row
from graphs.questions.answer_words import (
    DAY,
    NUMBER,
    PAIRS,
    agreement_name,
    chosen_pairs,
    column,
    count_cell,
    day_of,
    in_force,
    name_of,
    names,
    pair_kind,
    town_id,
    town_name,
)
from graphs.questions.chain_questions import chains_of
from graphs.questions.parameters import OneOf, Reference
from graphs.questions.question import Context, Topic, question
from graphs.statistics import CONCERNS, Silence, uncounted_signatories
from graphs.text import Text

__all__: list[str] = []

_ORGANISATION = Reference(
    key="organisation", label=Text(zh="党组织", en="Organisation"), record="organisation"
)
_DIVISION = Reference(
    key="division", label=Text(zh="区划", en="Division"), record="division", required=False
)


_PARTNER_COLUMNS = (
    column("partner", "结对方", "Partner"),
    column("town", "区划", "Division"),
    column("side", "对方性质", "Partner is"),
    column("agreement", "协议", "Agreement"),
    column("status", "状态", "Status"),
    column("since", "签订", "Since"),
    column("ends_on", "到期", "Ends on", DAY),
    column("last_activity", "最近活动", "Last activity", DAY),
    column("count", "对数", "Pairs", NUMBER),
)


@question(
    1,
    zh="一个党组织的结对方",
    en="Partners of an organisation",
    topic=Topic.partners,
    parameters=(_ORGANISATION,),
    says=("和谁结对", "结对方有哪些", "与谁联建", "partners of", "who is paired with"),
)
def partners(context: Context, *, organisation: str) -> Answer:
    """List every partner of an organisation, since when and under which agreement; past ones last."""
    snapshot = context.snapshot
    own = [p for p in chosen_pairs(snapshot, "every") if organisation in (p.host, p.guest)]
    running = in_force(own)
    past = [pair for pair in own if not pair.agreement_status.status.in_force]
    counted = count_pairs(p for p in running if p.counted)
    others = count_pairs(p for p in running if not p.counted)
    words = Text(zh="{name}有效结对 {n} 对", en="{name} has {n} {n:pair|pairs} in force").format(
        name=name_of(snapshot, organisation), n=counted.words()
    )
    if not others.is_zero:
        words = words + Text(zh="，另有其他结对 {n} 对", en=", and {n} of other kinds").format(
            n=others.words()
        )
    if past:
        words = words + Text(zh="；不在有效期的 {n} 对", en="; {n} not in force").format(
            n=count_pairs(past).words()
        )
    ordered = sorted(
        own, key=lambda p: (not p.agreement_status.status.in_force, p.signed_on or "~", p.key)
    )
    rows = tuple(_partner_row(snapshot, pair, organisation) for pair in ordered)
    undated = {pair.agreement: pair.signed_on is None for pair in own}
    return Answer(
        sentence=words + Text(zh="。", en="."),
        count=counted + others,
        columns=_PARTNER_COLUMNS,
        rows=rows,
        ids=(organisation, *ids_of(rows)) if own else (organisation,),
        silences=(
            Silence(
                datum=Text(zh="签订日期", en="date of signing"),
                records=Text(zh="份协议", en="agreements"),
                missing=sum(undated.values()),
                total=len(undated),
                instead=Text(zh="留空", en="left blank"),
            ),
        ),
    )


def _partner_row(snapshot: Snapshot, pair: Pair, organisation: str) -> AnswerRow:
    partner = pair.guest if pair.host == organisation else pair.host
    cells = (
        name_of(snapshot, partner),
        town_name(snapshot, partner),
        pair_kind(snapshot, partner),
        agreement_name(snapshot, pair.agreement),
        pair.agreement_status.status.label,
        day_of(snapshot, pair.agreement, "signed_on"),
        pair.agreement_status.ends_on,
        pair.last_activity,
        count_cell(pair.count),
    )
    return row(cells, partner, pair.agreement, organisation, focus=_edge(pair))


def _edge(pair: Pair) -> str:
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
        return row(cells, pair.host, pair.guest, pair.agreement, focus=_edge(pair))


_SIGNATORY_COLUMNS = (
    column("organisation", "党组织", "Organisation"),
    column("town", "区划", "Division"),
    column("side", "性质", "It is"),
    column("partners", "对方", "Partners"),
    column("agreements", "协议", "Agreements"),
    column("pairs", "其他结对", "Other pairs", NUMBER),
)


@question(
    13,
    zh="签了协议、没有国企—非公结对的党组织",
    en="Signed, but without a state-owned–non-public pair",
    topic=Topic.attention,
    parameters=(_DIVISION,),
    says=(
        "只有其他结对",
        "机关结对",
        "村结对",
        "事业单位结对",
        "没有国企非公结对",
        "签了协议没有国企结对",
        "signed but no state-owned pair",
        "other pairs only",
    ),
    concerns={"other_signatories": {}},
)
def other_signatories(context: Context, *, division: str | None) -> Answer:
    """List the organisations that signed an agreement in force and have no counted pair in force."""
    snapshot = context.snapshot
    known = parties(snapshot)
    homes = set(division_and_below(snapshot, (division,))) if division else None
    [noticed] = CONCERNS["other_signatories"].look(snapshot, (), homes=homes)
    signed = uncounted_signatories(snapshot)
    met: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in in_force(chosen_pairs(snapshot, "every")):
        met[pair.host].append(pair)
        met[pair.guest].append(pair)
    found = [known[ident] for ident in noticed.ids]
    rows = tuple(_signatory_row(snapshot, p.id, signed[p.id], met[p.id]) for p in found)
    own = {pair.key: pair for party in found for pair in met[party.id]}
    agreements = {agreement for party in found for agreement in signed[party.id]}
    words = Text(
        zh="{n} 个党组织签有有效协议，但没有国企—非公结对；涉及协议 {a} 份、其他结对 {p} 对。",
        en="{n} {n:organisation|organisations} signed an agreement in force without a state-owned–"
        "non-public pair: {a} {a:agreement|agreements}, {p} {p:pair|pairs} of other kinds.",
    ).format(n=noticed.count.words(), a=len(agreements), p=count_pairs(own.values()).words())
    return Answer(
        sentence=words,
        count=noticed.count,
        columns=_SIGNATORY_COLUMNS,
        rows=rows,
        ids=tuple(
            dict.fromkeys([*ids_of(rows), *(e for p in own.values() for e in (p.host, p.guest))])
        ),
        silences=(_sideless(found),),
    )


def _sideless(found: Sequence[Party]) -> Silence:
    return Silence(
        datum=Text(zh="控股情况", en="ownership"),
        records=Text(zh="个所列党组织", en="organisations listed"),
        missing=sum(party.side.name == "unknown" for party in found),
        total=len(found),
        instead=Text(zh="性质写作未载明", en="shown as not stated"),
    )


def _signatory_row(
    snapshot: Snapshot, ident: str, agreements: Sequence[str], met: list[Pair]
) -> AnswerRow:
    others = [p.guest if p.host == ident else p.host for p in met]
    cells = (
        name_of(snapshot, ident),
        town_name(snapshot, ident),
        pair_kind(snapshot, ident),
        names(snapshot, others),
        Text.join([agreement_name(snapshot, each) for each in agreements]),
        count_cell(count_pairs(met) if met else Count()),
    )
    return row(cells, ident, *agreements)
