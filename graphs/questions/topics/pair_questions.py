"""Questions of who is paired with whom: partners, and those with other pairs only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphs.model import Count, Snapshot
from graphs.network import Pair, Party, count_pairs, division_and_below, parties
from graphs.questions.answer import Answer, AnswerRow, ids_of, row
from graphs.questions.answer_words import (
    DAY,
    NUMBER,
    agreement_name,
    chosen_pairs,
    column,
    count_cell,
    day_of,
    in_force,
    name_of,
    names,
    pair_kind,
    town_name,
)
from graphs.questions.parameters import Reference
from graphs.questions.question import Context, Topic, question
from graphs.questions.topics.common_trait_questions import pair_focus
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
    return row(cells, partner, pair.agreement, organisation, focus=pair_focus(pair))


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
