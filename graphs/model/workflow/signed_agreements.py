"""The agreements that the accepted pairs of a proposal sign, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model.choices import AgreementKind
from graphs.model.records.agreements import Agreement, Signatory
from graphs.model.records.proposals import ProposedPair
from graphs.model.values import PartialDate

__all__ = [
    "DATED_BY_SIGNING",
    "FIXED_BY_SIGNING",
    "SignedGroup",
    "agreement_groups",
    "parties_of",
    "signed_groups",
]

FIXED_BY_SIGNING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agreement": ("synthetic", "size", "size_operator", "size_upper", "pairs",
                      "pairs_operator", "pairs_upper"),
        "signatory": ("synthetic", "agreement", "organisation", "party", "lead", "partner"),
    }
)  # fmt: skip
"""What no general verb changes of the agreements of a signed proposal; the rest are later facts.

Ending early, numbers, goals and notes are later facts; so are corrected dates, none of them before
the approval. So is the successor of a signatory that ended, from the day it ended on; what was
signed before that day stays.
"""

DATED_BY_SIGNING = ("signed_on", "starts_on")
"""The days of a signed agreement that never come to lie before the approval."""

_TITLE = "党建联建协议书"
_PARTIES = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedGroup:
    """One agreement with its signatories, and the pairs it is signed for; ids are placeholders.

    Examples
    --------
    >>> [group] = signed_groups([ProposedPair(id="q", proposal="p", host="s", guest="n")],
    ...     signed_on=dt.date(2026, 7, 1), ends_on=None)
    >>> [(party.party, party.organisation) for party in group.signatories]
    [('甲', 's'), ('乙', 'n')]
    """

    agreement: Agreement
    signatories: tuple[Signatory, ...]
    pairs: tuple[ProposedPair, ...]


def agreement_groups(pairs: Iterable[ProposedPair]) -> tuple[tuple[ProposedPair, ...], ...]:
    """Return the pairs by agreement: those of one alliance and host together, others alone.

    Examples
    --------
    >>> three = [ProposedPair(id=f"q{n}", proposal="p", host="s", guest=f"n{n}", alliance=alliance)
    ...          for n, alliance in enumerate((1, None, 1))]
    >>> [[pair.id for pair in group] for group in agreement_groups(three)]
    [['q0', 'q2'], ['q1']]
    """
    found: dict[tuple[str, int, str], list[ProposedPair]] = {}
    for pair in pairs:
        alone = pair.id if pair.alliance is None else ""
        found.setdefault((pair.host, pair.alliance or 0, alone), []).append(pair)
    return tuple(tuple(group) for group in found.values())


def parties_of(group: Iterable[ProposedPair]) -> tuple[str, ...]:
    """Return the ids of who signs: the host first (甲方), then the guests.

    Examples
    --------
    >>> parties_of([ProposedPair(id="q", proposal="p", host="s", guest="n")])
    ('s', 'n')
    """
    pairs = tuple(group)
    return tuple(dict.fromkeys([pair.host for pair in pairs] + [pair.guest for pair in pairs]))


def signed_groups(
    accepted: Iterable[ProposedPair], *, signed_on: dt.date, ends_on: dt.date | None
) -> tuple[SignedGroup, ...]:
    """Return what is signed, in the order of guests and hosts.

    Examples
    --------
    >>> pair = ProposedPair(id="q", proposal="p", host="s", guest="n")
    >>> [group] = signed_groups([pair], signed_on=dt.date(2026, 7, 1), ends_on=dt.date(2029, 6, 30))
    >>> group.agreement.ends_on.text
    '2029-06-30'
    """
    ordered = sorted(accepted, key=lambda pair: (pair.guest, pair.host, pair.id))
    groups = agreement_groups(ordered)
    return tuple(_group(number, group, signed_on, ends_on) for number, group in enumerate(groups))


def _group(
    number: int, group: tuple[ProposedPair, ...], signed_on: dt.date, ends_on: dt.date | None
) -> SignedGroup:
    day = PartialDate(signed_on.isoformat())
    agreement = Agreement(
        id=f"new:agreement{number}",
        synthetic=any(pair.synthetic for pair in group),
        title=_TITLE,
        kind=AgreementKind.co_building,
        signed_on=day,
        starts_on=day,
        ends_on=PartialDate(ends_on.isoformat()) if ends_on else None,
    )
    signatories = tuple(
        Signatory(
            id=f"new:signatory{number}-{place}",
            synthetic=agreement.synthetic,
            agreement=agreement.id,
            organisation=organisation,
            party=_PARTIES[place] if place < len(_PARTIES) else None,
            lead=place == 0,
        )
        for place, organisation in enumerate(parties_of(group))
    )
    return SignedGroup(agreement=agreement, signatories=signatories, pairs=group)
