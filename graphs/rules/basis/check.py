"""Run the rules on a snapshot: findings in a fixed order, waived ones marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphs.errors import NotFound
from graphs.model import Actor, PartialDate, Snapshot, Waiver
from graphs.rules.basis.authorities import Authority
from graphs.rules.basis.facts import Facts, OwnershipAt
from graphs.rules.basis.rule import RULES, Rule, Severity, Violation
from graphs.statistics import Silence
from graphs.text import Text

__all__ = ["Finding", "Unstated", "check", "finding_key", "unstated", "waiver_for"]

_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a rule found in a ledger.

    Attributes
    ----------
    key
        The rule and the records it cannot do without, the same on every run and after a
        recount; what a waiver names.
    rule
        Key of the rule.
    records
        Ids of the records concerned; ``record`` is the one to open.
    on
        The day of the fact that was judged.
    value
        The offending value.
    waived_by
        Id of the waiver that lets it pass; ``None`` where it counts.

    Examples
    --------
    >>> [finding] = check(RULES["branch_size"].failing.snapshot(), rules=["branch_size"])
    >>> finding.key, finding.severity.name, finding.record
    ('branch_size:o1', 'warning', 'o1')
    >>> finding.sentence.zh
    '甲公司党支部有党员 51 人，超过一般上限 50 人'
    """

    key: str
    rule: str
    severity: Severity
    records: tuple[str, ...]
    sentence: Text
    value: str
    remedy: Text
    source: Authority
    on: dt.date
    waived_by: str | None = None

    @property
    def record(self) -> str:
        """The record to open."""
        return self.records[0]

    @property
    def counts(self) -> bool:
        """Whether it counts, with no waiver in force."""
        return self.waived_by is None


def finding_key(rule: str, records: Iterable[str], part: str = "") -> str:
    """Return the key of a finding; the value is not in it, so that a waiver outlives a recount.

    Examples
    --------
    >>> finding_key("term_of_office", ("o1",), "overdue")
    'term_of_office.overdue:o1'
    """
    name = f"{rule}.{part}" if part else rule
    return f"{name}:{'+'.join(records)}"


def check(
    snapshot: Snapshot,
    *,
    rules: Iterable[str] | None = None,
    ownership_at: OwnershipAt | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules find, errors first, then in the order of the rules and of records.

    A rule judges only facts of the days it holds for. Waivers of the snapshot that are approved
    and have not expired mark their findings; nothing is left out.

    Parameters
    ----------
    rules
        Keys of the rules to ask; all of them by default.
    ownership_at
        Answers for the ownership of a unit on a past day; the snapshot's own stands in without it.

    Raises
    ------
    NotFound
        A key names no rule.
    """
    facts = Facts(snapshot, ownership_at)
    waivers = _waivers_in_force(snapshot)
    found: dict[str, Finding] = {}
    for each in _chosen(rules):
        for violation in each.look(facts):
            if each.applies(violation.on):
                finding = _finding(each, violation, waivers)
                found.setdefault(finding.key, finding)
    place = {key: at for at, key in enumerate(RULES)}
    ordered = sorted(found.values(), key=lambda f: (_ORDER[f.severity], place[f.rule], f.key))
    return tuple(ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstated:
    """A rule and a datum it needs which not every record states, so that it says less than it may.

    Examples
    --------
    >>> [found] = unstated(RULES["congress_of_delegates"].passing.snapshot(),
    ...     rules=["branch_size"])[:1]
    >>> found.rule, found.silence.total
    ('branch_size', 1)
    """

    rule: str
    silence: Silence

    def words(self) -> Text:
        """Return the rule, and "not stated in n of m"."""
        return RULES[self.rule].label + Text(zh="：", en=": ") + self.silence.words()


def unstated(snapshot: Snapshot, *, rules: Iterable[str] | None = None) -> tuple[Unstated, ...]:
    """Return what the rules need and not every record states, wholly unstated first.

    A rule of which nothing is stated finds nothing; that is no soundness, so it is said.

    Raises
    ------
    NotFound
        A key names no rule.

    Examples
    --------
    >>> from graphs.model import Organisation
    >>> blank = Snapshot.from_records([Organisation(id="o1", name="甲")], as_of=dt.date(2024, 6, 30))
    >>> unstated(blank, rules=["term_of_office"])[0].silence.words().zh
    '本届选举日期：1 个党组织中 1 个未载明，无从检查'
    """
    facts = Facts(snapshot)
    found = [
        Unstated(rule=each.key, silence=silence)
        for each in _chosen(rules)
        for need in each.needs
        if (silence := need.silence(facts)).missing
    ]
    return tuple(sorted(found, key=lambda each: not each.silence.complete))


def waiver_for(
    finding: Finding, *, reason: str, approver: str, expires_on: dt.date, ident: str = "new:1"
) -> Waiver:
    """Return the waiver that lets a finding pass until a day, ready for a change of the ledger.

    Examples
    --------
    >>> [finding] = check(RULES["branch_size"].failing.snapshot(), rules=["branch_size"])
    >>> waiver_for(finding, reason="上级已批准", approver="x3",
    ...     expires_on=dt.date(2026, 12, 31)).finding
    'branch_size:o1'
    """
    return Waiver(
        id=ident,
        finding=finding.key,
        record=finding.record,
        reason=reason,
        approver=approver,
        expires_on=PartialDate(expires_on.isoformat()),
    )


def _chosen(rules: Iterable[str] | None) -> Iterator[Rule]:
    if rules is None:
        yield from RULES.values()
        return
    wanted = set(rules)
    unknown = sorted(wanted - RULES.keys())
    if unknown:
        raise NotFound(
            Text(zh="没有规则“{key}”", en="there is no rule “{key}”").format(key=unknown[0])
        )
    yield from (each for key, each in RULES.items() if key in wanted)


def _waivers_in_force(snapshot: Snapshot) -> Mapping[str, str]:
    """Return finding → waiver for those that have not expired and whose post may approve."""
    actors = snapshot.by_id(Actor)
    waivers: dict[str, str] = {}
    for ident, waiver in snapshot.by_id(Waiver).items():
        expires = waiver.expires_on.latest
        actor = actors.get(waiver.approver)
        approved = actor is None or actor.approves is not False
        if approved and expires is not None and snapshot.as_of <= expires:
            waivers.setdefault(waiver.finding, ident)
    return waivers


def _finding(each: Rule, violation: Violation, waivers: Mapping[str, str]) -> Finding:
    key = finding_key(each.key, violation.records, violation.part)
    return Finding(
        key=key,
        rule=each.key,
        severity=violation.severity or each.severity,
        records=violation.records,
        sentence=violation.sentence,
        value=violation.value,
        remedy=violation.remedy or each.remedy,
        source=each.source,
        on=violation.on,
        waived_by=waivers.get(key),
    )
