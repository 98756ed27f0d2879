"""What links guests with hosts in a snapshot: pairs, supply, kinship, recorded ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphs.model import Snapshot
from graphs.network import Status, pairs
from graphs.planning.candidates.pool import Links

__all__ = ["links_of", "superiors"]


def superiors(snapshot: Snapshot) -> dict[str, str]:
    """Return the administrative superior of each organisation that has one."""
    rows = zip(
        snapshot.column("superior", "organisation"),
        snapshot.column("superior", "superior"),
        strict=True,
    )
    return {organisation: above for organisation, above in rows if above}


def links_of(
    snapshot: Snapshot,
    guests: set[str],
    hosts: set[str],
    units: Mapping[str, tuple[str, ...]],
) -> Links:
    """Return pairs in force and over, supply, kinship and recorded ties between the two sides."""
    existing: set[tuple[str, str]] = set()
    earlier: defaultdict[tuple[str, str], int] = defaultdict(int)
    for pair in pairs(snapshot):
        both = (pair.guest, pair.host)
        if not pair.counted or pair.guest not in guests or pair.host not in hosts:
            continue
        if pair.agreement_status.status.in_force:
            existing.add(both)
        elif pair.agreement_status.status is not Status.signed:
            earlier[both] += pair.activities
    owners = _owners(units)
    supply = zip(
        snapshot.column("supply", "supplier"), snapshot.column("supply", "customer"), strict=True
    )
    parents = [
        (i, above)
        for i, above in zip(
            snapshot.column("unit", "id"), snapshot.column("unit", "parent"), strict=True
        )
        if above
    ]
    owners_and_selves = {**owners, **{ident: {ident} for ident in guests | hosts}}
    tied = zip(snapshot.column("tie", "subject"), snapshot.column("tie", "object"), strict=True)
    related = _couples(parents, owners, guests, hosts)
    related |= _couples(list(superiors(snapshot).items()), owners_and_selves, guests, hosts)
    return Links(
        existing=tuple(sorted(existing)),
        earlier=tuple(sorted((g, h, n) for (g, h), n in earlier.items() if (g, h) not in existing)),
        supply=tuple(sorted(_couples(list(supply), owners, guests, hosts))),
        related=tuple(sorted(related)),
        tied=tuple(sorted(_couples(list(tied), owners_and_selves, guests, hosts))),
    )


def _owners(units: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for ident, within in units.items():
        for unit in within:
            found[unit].add(ident)
    return dict(found)


def _couples(
    links: list[tuple[str, str]],
    owners: Mapping[str, set[str]],
    guests: set[str],
    hosts: set[str],
) -> set[tuple[str, str]]:
    """Return the (guest, host) that links between their units or themselves connect."""
    found = set()
    for left, right in links:
        for one in owners.get(left, ()):
            for other in owners.get(right, ()):
                if one in guests and other in hosts:
                    found.add((one, other))
                if other in guests and one in hosts:
                    found.add((other, one))
    return found
