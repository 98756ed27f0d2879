"""Pairs: in whose life time, how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphs.model import Agreement, AgreementKind, Answer, PartialDate, Signatory
from graphs.network import Pair, count_pairs, pairs, signatories
from graphs.rules.basis.authorities import PAIRING_PRACTICE
from graphs.rules.basis.facts import Facts, Row, date_of, name_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.pair_facts import PAIR_COLUMNS, example_pair, signing_day
from graphs.rules.basis.rule import Severity, Violation, rule
from graphs.text import Text

__all__ = ["pair_dates_fit", "paired_once_within_capacity"]


@rule(
    number="R16",
    label=Text(
        zh="结对日期在双方存续期和协议期内", en="pair dates are within both lives and the agreement"
    ),
    severity=Severity.error,
    remedy=Text(
        zh="更正日期；续签登记为新协议并注明续签自哪一份",
        en="correct the dates; record a renewal as a new agreement that names the old one",
    ),
    source=PAIRING_PRACTICE,
    passing=example_pair(),
    failing=example_pair(founded="2025"),
    needs=(needed("agreement", "signed_on", "starts_on"), needed("organisation", "founded_on")),
    also=(*PAIR_COLUMNS,),
)
def pair_dates_fit(facts: Facts) -> Iterator[Violation]:
    """Nobody signs before being founded or after being dissolved; an agreement runs forwards.

    A renewal is not signed before the agreement it renews. Partial dates decide only where they
    are certain: a firm founded in 2010 may have signed in 2010.
    """
    known = facts.rows("organisation")
    for ident, row in facts.rows("agreement").items():
        signed = date_of(row, "signed_on") or date_of(row, "starts_on")
        yield from _runs_backwards(facts, row)
        for organisation, _ in signatories(facts.snapshot).get(ident, ()):
            party = known.get(organisation)
            if party is None or signed is None:
                continue
            for column, early in (("founded_on", True), ("dissolved_on", False)):
                event = date_of(party, column)
                if event and _certainly_before(*((signed, event) if early else (event, signed))):
                    yield _outside(facts, row, party, column, event)
        old = facts.rows("agreement").get(row["renews"])
        old_signed = date_of(old, "signed_on") if old else None
        if old and signed and old_signed and _certainly_before(signed, old_signed):
            yield Violation(
                records=(ident, old["id"]),
                on=signing_day(facts, ident),
                part="renewal",
                value=signed.text or "",
                sentence=Text(
                    zh="“{title}”续签自“{old}”，却签在它之前",
                    en="“{title}” renews “{old}” and was signed before it",
                ).format(title=name_of(row), old=name_of(old)),
            )


def _certainly_before(first: PartialDate, second: PartialDate) -> bool:
    return (
        second.earliest is not None
        and first.before(second.earliest) is Answer.certain
        and (first.latest is not None)
    )


def _runs_backwards(facts: Facts, row: Row) -> Iterator[Violation]:
    begins = date_of(row, "starts_on") or date_of(row, "signed_on")
    for column in ("ends_on", "ended_on"):
        ends = date_of(row, column)
        if begins and ends and _certainly_before(ends, begins):
            yield Violation(
                records=(row["id"],),
                on=signing_day(facts, row["id"]),
                part=column,
                value=ends.text or "",
                sentence=Text(
                    zh="“{title}”止于 {end}，早于起始 {begin}",
                    en="“{title}” ends on {end}, before it begins on {begin}",
                ).format(title=name_of(row), end=ends.text, begin=begins.text),
            )


def _outside(facts: Facts, row: Row, party: Row, column: str, event: PartialDate) -> Violation:
    words = {
        "founded_on": Text(zh="成立", en="was founded"),
        "dissolved_on": Text(zh="撤销", en="was dissolved"),
    }
    return Violation(
        records=(row["id"], party["id"]),
        on=signing_day(facts, row["id"]),
        part=column,
        value=event.text or "",
        sentence=Text(
            zh="“{title}”签订时，{name}不在存续期（{day} {event}）",
            en="{name} was not alive when “{title}” was signed: it {event} on {day}",
        ).format(title=name_of(row), name=name_of(party), day=event.text, event=words[column]),
    )


@rule(
    number="R17",
    label=Text(
        zh="同一对不重复在效，不超过常规结对数", en="no pair in force twice, no host over its load"
    ),
    severity=Severity.warning,
    remedy=Text(
        zh="旧协议登记终止或续签；或调整常规结对数",
        en="end the old agreement or name the renewal; or adjust the usual load",
    ),
    source=PAIRING_PRACTICE,
    passing=example_pair(usual_load=1),
    failing=example_pair(
        Agreement(id="g2", kind=AgreementKind.co_building, signed_on=PartialDate("2024-05-01")),
        Signatory(id="s3", agreement="g2", organisation="o1"),
        Signatory(id="s4", agreement="g2", organisation="o2"),
    ),
    needs=(needed("organisation", "usual_load"), needed("agreement", "signed_on", "starts_on")),
    also=(*PAIR_COLUMNS,),
)
def paired_once_within_capacity(facts: Facts) -> Iterator[Violation]:
    """A pair is in one agreement in force; a host carries no more pairs than it usually does.

    One to one and one to many are both practised, so only a load that the ledger itself records
    as usual is held against anybody. A renewal in force beside the one it renews counts as twice.
    """
    by_pair: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    carried: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs(facts.snapshot):
        if pair.counted and pair.agreement_status.status.in_force:
            by_pair[pair.host, pair.guest].append(pair.agreement)
            carried[pair.host][pair.guest] = pair  # a couple in two agreements is told above
    for (host, guest), agreements in sorted(by_pair.items()):
        if len(agreements) > 1:
            yield Violation(
                records=(host, guest, *agreements),
                on=facts.day,
                part="twice",
                value=str(len(agreements)),
                sentence=Text(
                    zh="{host}与{guest}有 {count} 份协议同时在效",
                    en="{host} and {guest} have {count} {count:agreement|agreements} in force at once",
                ).format(host=facts.called(host), guest=facts.called(guest), count=len(agreements)),
            )
    for host, paired in sorted(carried.items()):
        usual = facts.rows("organisation")[host]["usual_load"]
        load = count_pairs(paired.values())
        if usual is not None and load.low > usual:
            yield Violation(
                records=(host,),
                on=facts.day,
                part="load",
                value=load.words().zh,
                sentence=Text(
                    zh="{host}结对 {count} 对，多于常规的 {usual} 对",
                    en="{host} carries {count} {count:pair|pairs}; its usual load is {usual}",
                ).format(host=facts.called(host), count=load.words(), usual=usual),
            )
