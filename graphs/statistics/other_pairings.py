"""What is signed without a state-owned–non-public pair: agreements, and who signed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from graphs.model import Count, Side, Snapshot, derived
from graphs.network import agreement_statuses, parties, signatories
from graphs.statistics.measure import measure
from graphs.statistics.record_counts import agreement_sizes, pairs_in_force, sized_count
from graphs.text import Text

__all__ = ["other_agreements", "uncounted_signatories"]


@derived
def _signed_in_force(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return who signed each agreement in force that somebody of the scope signed, by id."""
    known, statuses = parties(snapshot), agreement_statuses(snapshot)
    found = {}
    for ident, rows in signatories(snapshot).items():
        if ident in statuses and statuses[ident].status.in_force:
            signed = tuple(sorted({org for org, _ in rows if org in known}))
            if any(not known[org].stub for org in signed):
                found[ident] = signed
    return found


@derived
def uncounted_signatories(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return who of the scope signed an agreement in force and has no counted pair, by id.

    Each comes with its agreements in force, sorted.
    """
    known = parties(snapshot)
    paired = {end for pair in pairs_in_force(snapshot) for end in (pair.host, pair.guest)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for agreement, signed in sorted(_signed_in_force(snapshot).items()):
        for org in signed:
            if org not in paired and not known[org].stub:
                found[org].append(agreement)
    return {org: tuple(found[org]) for org in sorted(found)}


@measure(
    order=65,
    label=Text(zh="其他协议", en="Other agreements"),
    unit=Text(zh="份", en="agreements"),
    definition=Text(
        zh="当日有效、范围内有签约方、但不产生（至少一方在范围内的）国企—非公结对的协议份数；与“协议”相加，即范围内签订的全部有效协议。"
        "归于其首个有归属区划的签约方（按编号）所在的范围；在别处产生国企—非公结对的归他处。",
        en="Agreements in force on the day that somebody in the scope signed and that give no "
        "state-owned–non-public pair with an end in it; with “Agreements” they are all in force "
        "that are signed in the scope. One belongs where its first signatory with a home division "
        "(by id) is, and elsewhere if it gives such a pair there.",
    ),
    parts=(
        Text(zh="归本范围", en="belonging to the scope"),
        Text(zh="归他处", en="belonging elsewhere"),
    ),
)
def other_agreements(snapshot: Snapshot) -> Count:
    """Return the agreements in force signed in the scope that give no counted pair."""
    counted = {pair.agreement for pair in pairs_in_force(snapshot)}
    known = parties(snapshot)
    inside = {}
    for ident, signed in _signed_in_force(snapshot).items():
        if ident not in counted:
            first = min(signed, key=lambda org: (not known[org].home, org))
            inside[ident] = not known[first].stub and not _counted_elsewhere(snapshot, ident)
    return sized_count(agreement_sizes(snapshot), inside)


def _counted_elsewhere(snapshot: Snapshot, agreement: str) -> bool:
    """Return whether an agreement gives a counted pair of which neither end is in the scope."""
    known = parties(snapshot)
    rows = signatories(snapshot)[agreement]
    couples = [(a, b) for a, b in rows if b and b != a] or combinations([a for a, _ in rows], 2)
    return any(
        {known[a].side, known[b].side} == {Side.soe, Side.non_public}
        for a, b in couples
        if a in known and b in known
    )
