"""What is known of one organisation: the value that its card, page, picture and paper share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model import (
    Answer,
    Count,
    Organisation,
    Snapshot,
    derived,
)
from graphs.network import parties, unknown_record
from graphs.profiles.affiliations import Affiliation, affiliations, units_of
from graphs.profiles.mentions import mention
from graphs.profiles.organisation_lists import (
    ActivityLine,
    Item,
    Reported,
    activities_of,
    items_of,
    reported_of,
)
from graphs.profiles.partner_lines import Partners, pair_totals, partners
from graphs.profiles.record_facts import Fact, Quote, facts_of, quotes_of
from graphs.rules import Finding
from graphs.text import Text

__all__ = ["OrganisationProfile", "organisation_profile", "pairing_state"]

_ELSEWHERE = ("name", "short_name", "working_label", "kind", "division")
_SILENT = ("founded_on", "members", "secretary", "elected_on")
_NO_KIND = Text(zh="类型未载明", en="kind not stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationProfile:
    """Everything to show of one organisation, as the snapshot's scope and day have it.

    Attributes
    ----------
    name
        With its township where another one bears the same name.
    state
        In words whether it is paired on the day, or is no longer or not yet there.
    outside
        Whether it lies outside the scope; then only its pairs with the scope are known here.
    findings
        What the rules find of it; ``None`` where they were not asked.
    quotes
        Sentences of sources that it and its relations rest on.

    Examples
    --------
    >>> import datetime as dt
    >>> own = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲党支部")], as_of=dt.date(2010, 6, 15))
    >>> [(fact.label.zh, fact.value.zh) for fact in organisation_profile(own, "o1").facts][:2]
    [('成立日期', '未载明'), ('党员数', '未载明')]
    """

    id: str
    name: Text
    kind: Text
    place: Text | None
    state: Text
    outside: bool
    synthetic: bool
    facts: tuple[Fact, ...]
    partners: Partners
    affiliations: tuple[Affiliation, ...]
    items: tuple[Item, ...]
    activities: tuple[ActivityLine, ...]
    reported: tuple[Reported, ...]
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...] | None


def organisation_profile(
    snapshot: Snapshot, ident: str, *, findings: Iterable[Finding] | None = None
) -> OrganisationProfile:
    """Return what the snapshot knows of an organisation.

    ``findings`` are those of the rules, of any record; the organisation's own are kept.

    Raises
    ------
    NotFound
        The snapshot holds no such organisation.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲党支部")], as_of=dt.date(2010, 6, 15))
    >>> profile = organisation_profile(picture, "o1")
    >>> profile.name.zh, profile.state.en
    ('甲党支部', 'no pair in force')
    """
    party = parties(snapshot).get(ident)
    if party is None:
        raise unknown_record(ident)
    item = snapshot.by_id(Organisation)[ident]
    shown = mention(snapshot, ident)
    own = partners(snapshot, ident)
    signed = set(_signed(snapshot).get(ident, ()))
    own_findings = (
        None
        if findings is None
        else tuple(each for each in findings if each.counts and ident in each.records)
    )
    return OrganisationProfile(
        id=ident,
        name=shown.name,
        kind=party.kind.label if party.kind else _NO_KIND,
        place=shown.place,
        state=pairing_state(snapshot, ident),
        outside=party.stub,
        synthetic=party.synthetic,
        facts=tuple(facts_of(snapshot, item, elsewhere=_ELSEWHERE, silent=_SILENT)),
        partners=own,
        affiliations=affiliations(snapshot, ident),
        items=items_of(snapshot, ident, signed),
        activities=activities_of(snapshot, ident, signed),
        reported=reported_of(snapshot, {ident, *signed, *units_of(snapshot, ident)}),
        quotes=quotes_of(snapshot, {ident, *signed, *_relations(snapshot, ident)}),
        findings=own_findings,
    )


def pairing_state(snapshot: Snapshot, ident: str) -> Text:
    """Return in words the status of an organisation on the day: gone, paired, or not."""
    party = parties(snapshot).get(ident)
    if party is None:
        return Text(zh="当日未在册", en="not in the ledger on this day")
    if party.alive is Answer.no:
        return Text(zh="当日未成立或已撤销", en="not founded yet or dissolved on this day")
    return _paired(*pair_totals(snapshot, ident))


def _paired(load: Count, others: Count, coming: bool, past: bool) -> Text:  # in their order
    if not load.is_zero:
        return Text(zh="有效结对 {n}", en="{n} {n:pair|pairs} in force").format(n=load.words())
    if not others.is_zero:
        return Text(zh="其他结对 {n}", en="{n} other {n:pair|pairs} in force").format(
            n=others.words()
        )
    if coming:
        return Text(zh="已签未起", en="signed, not begun")
    if past:
        return Text(zh="结对已结束", en="pairs have ended")
    return Text(zh="无有效结对", en="no pair in force")


@derived
def _signed(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return the agreements of every organisation that signed one."""
    found: dict[str, list[str]] = {}
    columns = (snapshot.column("signatory", name) for name in ("organisation", "agreement"))
    for organisation, agreement in zip(*columns, strict=True):
        found.setdefault(organisation, []).append(agreement)
    return MappingProxyType({ident: tuple(own) for ident, own in found.items()})


def _relations(snapshot: Snapshot, ident: str) -> set[str]:
    """Return the ids of the records that relate it to others, which sources may speak of."""
    ends = {
        "superior": ("organisation",),
        "hosting": ("organisation",),
        "membership": ("organisation", "body"),
        "lineage": ("predecessor", "successor"),
        "tie": ("subject", "object"),
        "chain_member": ("member",),
    }
    found: set[str] = set()
    for kind, columns in ends.items():
        ids = snapshot.column(kind, "id")
        for column in columns:
            values = snapshot.column(kind, column)
            found.update(i for i, value in zip(ids, values, strict=True) if value == ident)
    return found
